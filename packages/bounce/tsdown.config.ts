/**
 * Two bundles: the library, whose rules hold only what deciding needs, and `@hearback/bounce/rules`, which keeps what people
 * read (examples, sources, meanings).
 */
import type { Rolldown } from 'tsdown';
import { defineConfig } from 'tsdown';

/** Fields that people read and deciding does not. */
const prose: ReadonlySet<string> = new Set(['examples', 'source', 'meaning', 'description', 'reference']);

type Syntax = {
  readonly type?: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
};

const isSyntax = (value: unknown): value is Syntax => typeof value === 'object' && value !== null && 'type' in value;

/** Every property of an object literal named as in `prose`, the outermost only. */
function proseIn(node: Syntax): readonly Syntax[] {
  if (node.type === 'Property' && isSyntax(node.key) && prose.has(String(node.key.name))) return [node];
  return Object.values(node).flat().filter(isSyntax).flatMap(proseIn);
}

const dropProse: Rolldown.Plugin = {
  name: 'drop-prose',
  transform: {
    filter: { id: /\/src\/(?:rules\/.+|classify\/enhanced-registry)\.ts$/ },
    handler(code) {
      const found = proseIn(this.parse(code, { lang: 'ts' }) as unknown as Syntax);
      return found.reduceRight((text, { start, end }) => {
        const comma = /^\s*,/.exec(text.slice(end))?.[0].length ?? 0;
        return text.slice(0, start) + text.slice(end + comma);
      }, code);
    },
  },
};

const common = {
  platform: 'neutral',
  dts: true,
  outDir: 'dist',
  clean: false,
  outExtensions: () => ({ js: '.js', dts: '.d.ts' }),
} as const;

export default defineConfig([
  { ...common, entry: { index: 'src/index.ts' }, plugins: [dropProse], minify: 'dce-only' },
  { ...common, entry: { rules: 'src/rules/index.ts' } },
]);
