/**
 * What the changed inputs are made from: the examples of all rules, our own mails and log lines in `seeds/`, and the mails
 * and replies of the shared corpora where they are at hand.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generalRules, providers } from '../packages/bounce/src/rules/index.ts';

const own = join(import.meta.dirname, 'seeds');
const corporaFolder = process.env.HEARBACK_CORPORA ?? '../shared/corpora';
/** Larger mails make a run slow and show nothing more; the large inputs are made. */
const largest = 64 * 1024;

const rules = [...generalRules, ...providers.flatMap((provider) => provider.rules)];

export const patterns: readonly string[] = rules.flatMap(({ pattern }) => pattern ?? []);
export const examples: readonly string[] = rules.flatMap((rule) => rule.examples);
export const ownMails: readonly string[] = filesIn(own).filter(isNamed('.eml')).map(read);
export const logs: readonly string[] = filesIn(own).filter(isNamed('.log')).map(read);

/** Files of the corpora, none where they are missing. */
export const corpora: readonly string[] = filesIn(corporaFolder);

export const replies: readonly string[] = [...examples, ...corpora.filter(isNamed('replies.jsonl')).flatMap(repliesIn)];
export const mails: readonly string[] = [
  ...ownMails,
  ...corpora
    .filter((path) => path.includes('/raw/'))
    .map(read)
    .filter((mail) => mail.length <= largest),
];

function filesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function isNamed(ending: string): (path: string) => boolean {
  return (path) => path.endsWith(ending);
}

/** One unit a byte. */
function read(path: string): string {
  return readFileSync(path, 'latin1');
}

function repliesIn(path: string): readonly string[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { readonly reply?: string; readonly reply_text?: string })
    .flatMap(({ reply, reply_text }) => reply ?? reply_text ?? []);
}
