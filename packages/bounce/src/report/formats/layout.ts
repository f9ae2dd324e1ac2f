/**
 * Formats that say everything behind fixed phrases: the recipients behind one, the reason for all of them behind another.
 * What the phrases do not give, the general reader does.
 */
import { scanReply } from '../../reply/reply.ts';
import type { Draft, DraftRecipient, Format } from '../format.ts';
import { readGeneral, toldBy } from '../general.ts';
import type { Mail } from '../mail.ts';
import { originOf } from '../origin.ts';
import { writtenAddresses } from '../written-addresses.ts';
import { entryFor } from './entry.ts';
import { knownBy, type Signature, unwrapped } from './signature.ts';

export interface Layout {
  /** The recipients stand behind each of these phrases. */
  readonly recipients?: readonly string[];
  /** The reason is the paragraph behind one of these; the first that is found counts. */
  readonly reason?: readonly string[];
  /** Without such a phrase: the reason begins with one of these. */
  readonly says?: readonly string[];
}

/** A format that the layout alone tells how to read. */
export const laidOut = (name: string, signatures: readonly Signature[], layout: Layout = {}): Format => ({
  name,
  recognises: knownBy(...signatures),
  read: (mail) => readLayout(mail, layout),
});

/** Null when neither the phrases nor the general reader find anyone. */
export function readLayout(mail: Mail, { recipients = [], reason = [], says = [] }: Layout): Draft | null {
  const { notice } = mail.copy;
  const words = behind(notice, reason) ?? from(notice, says);
  const listed = listedBehind(notice, recipients);
  // Of several each may have a reason of its own.
  const general = listed.length !== 1 || words === null ? readGeneral(mail, originOf(mail)) : null;
  const found = listed.length > 0 ? listedEntries(mail, listed, general) : general?.recipients;
  if (found === undefined) return null;
  return { ...general, recipients: words === null ? found : found.map((entry) => because(entry, words)) };
}

/** What the general reader found of an address is kept. */
function listedEntries(mail: Mail, listed: readonly string[], general: Draft | null): readonly DraftRecipient[] {
  const action = toldBy(mail) === 'delayed' ? 'delayed' : 'failed';
  return [...new Set(listed)].map(
    (address) => general?.recipients.find((entry) => entry.recipient === address) ?? entryFor(address, '', { action }),
  );
}

/** A reply or a reason that the notice has beside the recipient says more than a sentence for all. */
function because(entry: DraftRecipient, words: string): DraftRecipient {
  const lines = words.split('\n').filter((line) => line.trim().replace(/^<|>$/g, '') !== entry.recipient);
  const own = /^reason:\s*(\S.*)/is.exec(entry.diagnostic ?? '')?.[1];
  const said = entryFor(entry.recipient, own ?? lines.join('\n'), { action: entry.action });
  if (hasReply(entry.diagnostic) && !hasReply(said.diagnostic)) return entry;
  return { ...said, remote_mta: said.remote_mta ?? entry.remote_mta ?? null };
}

function hasReply(words: string | null): boolean {
  const { code, status } = scanReply(words ?? '');
  return code !== null || status !== null;
}

/** The paragraph behind the first of the phrases that the text has; null when it has none. */
export function behind(text: string, phrases: readonly string[]): string | null {
  const found = find(text, phrases);
  return found && paragraph(text, found.end);
}

function from(text: string, phrases: readonly string[]): string | null {
  const found = find(text, phrases);
  return found && paragraph(text, found.start);
}

/** Where the first of the phrases that the text has stands, wherever its lines end. */
function find(text: string, phrases: readonly string[]): { start: number; end: number } | null {
  const line = unwrapped(text);
  for (const phrase of phrases) {
    const start = line.indexOf(phrase);
    if (start >= 0) return { start, end: start + phrase.length };
  }
  return null;
}

/** So much of a text is looked at behind a phrase, and so many phrases. */
const REACH = 8000;
const MAX_LISTS = 50;

/** From the first line with words to the next blank one, or a rule. */
function paragraph(text: string, at: number): string {
  const lines = text.slice(at, at + REACH).split('\n');
  const start = lines.findIndex((line) => /[\p{L}\p{N}]/u.test(line));
  const end = lines.findIndex((line, n) => n > start && /^\s*$|^\s*\|?[-=_*]{3}/.test(line));
  return start < 0 ? '' : lines.slice(start, end < 0 ? undefined : end).join('\n');
}

function listedBehind(text: string, phrases: readonly string[]): readonly string[] {
  const line = unwrapped(text);
  const found: string[] = [];
  for (const phrase of phrases) {
    let at = line.indexOf(phrase);
    for (let n = 0; n < MAX_LISTS && at >= 0; n++) {
      found.push(...listAt(text, at + phrase.length));
      at = line.indexOf(phrase, at + 1);
    }
  }
  return found;
}

/** Addresses of the first line that has any, and of the lines under it that begin with one; a list may stand apart from its title. */
function listAt(text: string, at: number): readonly string[] {
  const lines = text.slice(at, at + REACH).split('\n');
  const title = lines.findIndex((line, n) => n > 0 && line.trim() !== '');
  const end = lines.findIndex((line, n) => n > title && line.trim() === '');
  const near = end < 0 ? lines : lines.slice(0, end);
  const first = near.findIndex((line) => line.includes('@'));
  if (first < 0) return [];
  const stop = near.findIndex((line, n) => n > first && !/^[\s*•·-]*["'<[]?[^\s:"'<>[\]]+@/.test(line));
  const list = near.slice(first, stop < 0 ? undefined : stop);
  return list.flatMap((line) => writtenAddresses(line).map(({ address }) => address));
}
