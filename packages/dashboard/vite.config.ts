/** The page as files that the server hands out: every screen is a chunk of its own, nothing loads from elsewhere. */
import { defineConfig } from 'vite';
import { packOurRules } from '../bounce/build/pack-our-rules.ts';
import { thirdParty } from '../bounce/build/third-party.ts';

export default defineConfig({
  base: '/',
  plugins: [packOurRules, thirdParty],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  resolve: { conditions: ['hearback-source', 'module', 'browser', 'import', 'default'] },
  build: {
    outDir: 'dist',
    assetsDir: 'assets',
    // The policy of the page allows no inline data.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What knows replies stays as it is when the page around it changes, and comes beside it.
          groups: [
            // Who only names reasons needs no rules.
            { name: 'names', test: /bounce\/src\/classify\/(words|provider-text)/, priority: 3 },
            { name: 'reasons', test: /bounce\/src\/classify\/taxonomy/, priority: 2 },
            {
              name: 'verdicts',
              test: /bounce\/src\/(rules|match|reply|classify\/(?!taxonomy|verdict|words|provider-text))/,
              priority: 1,
            },
          ],
        },
      },
    },
    target: ['chrome123', 'firefox121', 'safari17.5'],
  },
});
