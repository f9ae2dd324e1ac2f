import { defineConfig } from 'tsdown';
import { packOurRules } from '../bounce/build/pack-our-rules.ts';
import { thirdParty } from '../bounce/build/third-party.ts';

/**
 * One small file to read at start-up; each command is a chunk of its own. The library is bundled from its sources, so that a
 * command loads only the part it uses: `verdicts` for replies, `mails` for what is read from mails. CommonJS, because Node takes
 * a tenth less time to start without its loader of ES modules; what is a package of its own is still imported as one.
 */
export default defineConfig({
  entry: ['src/main.ts'],
  format: 'cjs',
  platform: 'node',
  target: 'node20.19',
  minify: true,
  dts: false,
  clean: true,
  // The page, as `vite build` made it, goes with the program that serves it.
  copy: [{ from: '../dashboard/dist', to: 'dist', rename: 'page' }],
  fixedExtension: false,
  plugins: [packOurRules, thirdParty],
  inputOptions: { resolve: { conditionNames: ['hearback-source', 'import', 'node', 'default'] } },
  outputOptions: {
    chunkFileNames: '[name].cjs',
    codeSplitting: {
      groups: [
        {
          name: 'basics',
          test: /\/cli\/(?:package\.json|src\/(?:io|version|view\/paint|input\/text|commands\/failure)\.ts)$/,
        },
        {
          name: 'verdicts',
          test: /\/(?:bounce\/src\/(?:reply|match|classify)\/|cli\/src\/view\/(?:verdict|trace|words|folded)\.ts$)/,
        },
        { name: 'mails', test: /\/bounce\/src\/(?:mime|report)\// },
        { name: 'written-rules', test: /\/bounce\/src\/rules\// },
      ],
    },
  },
  deps: {
    // The service and the simulated receivers are packages of their own: commands that need them load them. But for the
    // readers of logs, which the report needs alone.
    neverBundle: [/^@hearback\/(?:server(?!\/logs$)|smtp|receivers)(?:\/|$)/],
    alwaysBundle: [/^(?!@hearback\/(?:server(?!\/logs$)|smtp|receivers)(?:\/|$)).*/],
    onlyBundle: false,
  },
});
