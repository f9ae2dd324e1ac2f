/**
 * Build step: writes `third-party.txt` beside what was bundled, with name, version, licence and notice of each package whose code
 * is in it, as their licences ask. Fails the build where a package tells no terms.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rolldown } from 'tsdown';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: string | { readonly name: string };
}

const noticeFile = /^(?:licen[cs]e|notice|copying)(?:[.-].*)?$/i;

/** The folder of the package that a module is of; null for our own. */
const packageOf = (module: string): string | null =>
  /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(module)?.[1] ?? null;

function noticeOf(folder: string): string {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  const files = readdirSync(folder).filter((file) => noticeFile.test(file));
  // Ours is the Apache License too, and its text comes with our package.
  if (files.length === 0 && license !== 'Apache-2.0') throw new Error(`${name}: bundled, but it tells no terms`);
  const by = typeof author === 'string' ? author : author?.name;
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
  const head = [`${name} ${version}`, `License: ${license ?? 'see below'}`, ...(by === undefined ? [] : [`By: ${by}`])];
  return [head.join('\n'), ...texts].join('\n\n');
}

export const thirdParty: Rolldown.Plugin = {
  name: 'third-party',
  generateBundle(_options, bundle) {
    const modules = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
    const folders = new Set(modules.map(packageOf).filter((folder) => folder !== null));
    if (folders.size === 0) return;
    const notices = [...folders].sort().map(noticeOf);
    const source = ['Code of these packages is in the files of this folder.', ...notices].join(
      `\n\n${'-'.repeat(72)}\n\n`,
    );
    this.emitFile({ type: 'asset', fileName: 'third-party.txt', source: `${source}\n` });
  },
};
