import type { paths } from './schema.gen.ts';

/** What a path answers to GET. */
export type Answer<Path extends keyof paths> = paths[Path] extends {
  readonly get: {
    readonly responses: { readonly 200: { readonly content: { readonly 'application/json': infer T } } };
  };
}
  ? T
  : never;
