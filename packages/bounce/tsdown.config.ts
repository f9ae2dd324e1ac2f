/**
 * Two bundles: the library, whose rules are packed and hold only what deciding needs, and `@hearback/bounce/rules`, which keeps
 * what people read (examples, sources, meanings).
 */
import { defineConfig } from 'tsdown';
import { packOurRules } from './build/pack-our-rules.ts';

const common = {
  platform: 'neutral',
  dts: true,
  outDir: 'dist',
  clean: false,
  outExtensions: () => ({ js: '.js', dts: '.d.ts' }),
} as const;

export default defineConfig([
  {
    ...common,
    dts: false,
    entry: { index: 'src/index.ts' },
    plugins: [packOurRules],
    minify: 'dce-only',
    // In files of their own, so that who bundles `explain` alone leaves the reading of mails out.
    outputOptions: {
      chunkFileNames: '[name].js',
      codeSplitting: {
        groups: [
          { name: 'verdicts', test: /\/src\/(?:reply|match|classify)\// },
          { name: 'mails', test: /\/src\/(?:mime|report)\// },
        ],
      },
    },
  },
  // Declarations are not split: their files would have the names of those above, and one would be written over the other.
  { ...common, dts: { emitDtsOnly: true }, entry: { index: 'src/index.ts' } },
  { ...common, entry: { rules: 'src/rules/index.ts' } },
]);
