/**
 * sendmail, 5.x to 8.x, and those that write like it: a list of addresses with reasons (8.9 and later), and the
 * transcript of the session. Version 5 has only the transcript. A reply of the remote host ("<<<") says more than
 * sendmail's own line about it ("550 <address>... User unknown"), which follows it.
 */
import type { Draft, DraftRecipient, Format } from '../format.ts';
import type { Mail } from '../mail.ts';
import type { RecipientAction } from '../report.ts';
import { entryFor, MAX_RECIPIENTS } from './entry.ts';
import { knownBy } from './signature.ts';

export const sendmail: Format = {
  name: 'sendmail',
  recognises: knownBy({
    text: [
      'Transcript of session follows -----',
      'addresses had permanent fatal errors',
      'had transient non-fatal errors',
    ],
  }),
  read: readSendmail,
};

/** Also read by formats of gateways that write the list alone. */
export function readSendmail(mail: Mail): Draft | null {
  const transcript = readTranscript(section(mail.text, TRANSCRIPT));
  const listed = readAddresses(mail.text, transcript);
  const recipients = listed.length > 0 ? listed : [...transcript.results.values()];
  return recipients.length > 0 ? { recipients } : null;
}

const TRANSCRIPT = 'Transcript of session follows';
const MAX_LINES = 2000;
const MAX_BLOCK = 2000;

/** Lines behind a "----- title -----" up to the next such rule. */
function section(text: string, title: string): readonly string[] {
  const at = text.indexOf(title);
  if (at < 0) return [];
  const [, ...lines] = text.slice(at).split('\n', MAX_LINES);
  // The first line may have the end of a title that was wrapped.
  const end = lines.findIndex((line, n) => (n > 0 ? /^\s*[-_#]{3}/ : /^\s*[-_#]{3,} *[^-]/).test(line));
  return end < 0 ? lines : lines.slice(0, end);
}

interface Transcript {
  /** What became of each address, by the address in lower case. */
  readonly results: ReadonlyMap<string, DraftRecipient>;
  /** The first refusal, for addresses that the transcript does not name. */
  readonly first: DraftRecipient | null;
}

/** "550 5.1.1 <address>... User unknown", "<address>... Deferred: Connection refused by mx.example.org." */
const MINE =
  /^(?:[45]\d\d[ -](?:[45]\.\d+\.\d+ )?<?([^\s<>@]+@[^\s<>@]+?)>?(?:\.\.\.|,)|<?([^\s<>@]+@[^\s<>@]+?)>?\.\.\. )/;

/** Behind a deferral: the last attempt was the last. */
const GAVE_UP = /could not be delivered for \d|will be deleted from queue/i;

function readTranscript(lines: readonly string[]): Transcript {
  const results = new Map<string, DraftRecipient>();
  let first: DraftRecipient | null = null;
  let host: string | null = null;
  let command = '';
  let quoted: string[] = [];
  const waiting = lines.some((line) => GAVE_UP.test(line))
    ? ({ expired: true } as const)
    : ({ action: 'delayed' } as const);
  const keep = (recipient: string, words: string, known: Partial<DraftRecipient> = {}): void => {
    const key = recipient.toLowerCase();
    if (!results.has(key)) results.set(key, entryFor(recipient, `${command}${words}`, { remote_mta: host, ...known }));
  };
  for (const line of lines.map((text) => text.trim())) {
    const talking = /^(?:\.\.\. )?while talking to ([^\s:]+?)\.?:/i.exec(line)?.[1];
    const [, refused, deferred] = MINE.exec(line) ?? [];
    const mine = refused ?? deferred;
    if (talking !== undefined) {
      host = talking;
      quoted = [];
    } else if (line.startsWith('>>> ')) {
      command = `${line}\n`;
      quoted = [];
    } else if (/^<<< [45]\d\d/.test(line)) quoted.push(line.slice(4));
    else if (mine !== undefined) {
      keep(
        mine,
        quoted.length > 0 ? quoted.join('\n') : line,
        refused === undefined && (quoted.length === 0 || line.includes('... Deferred')) ? waiting : {},
      );
      quoted = [];
    }
    if (first === null && /^(?:<<< )?[45]\d\d[ -]/.test(line)) {
      first = entryFor(null, `${command}${line.replace(/^<<< /, '')}`, { remote_mta: host });
    }
  }
  return { results, first };
}

const LISTS: readonly (readonly [title: string, action: RecipientAction])[] = [
  ['had permanent fatal errors', 'failed'],
  ['had permanent delivery errors', 'failed'],
  ['had delivery errors', 'failed'],
  ['had delivery problems', 'failed'],
  ['had transient non-fatal errors', 'delayed'],
  ['had successful delivery', 'delivered'],
];

function readAddresses(text: string, transcript: Transcript): readonly DraftRecipient[] {
  return LISTS.flatMap(([title, action]) =>
    section(text, title)
      .join('\n')
      .replace(/\(reason: [^()]{1,600}/g, (reason) => reason.replaceAll('\n', ' '))
      .split(/\n(?=\S)/, MAX_RECIPIENTS)
      .flatMap((block) => readAddress(block.slice(0, MAX_BLOCK), action, transcript)),
  );
}

/** "<address>" and, indented under it, "(reason: 550 …)" and "(expanded from: alias)". */
function readAddress(
  block: string,
  action: RecipientAction,
  { results, first }: Transcript,
): readonly DraftRecipient[] {
  const recipient = /^<?([^\s<>@]+@[^\s<>@]+)>?(?:\s|$)/.exec(block.trimStart())?.[1];
  if (recipient === undefined) return [];
  const [line = ''] = block.trim().split('\n', 1);
  const reason =
    /\(reason: ([^\n]+(?:\n[ \t]+[^\s(][^\n]*)*)\)/.exec(block)?.[1] ?? /^\S+[ \t]+[[(](.*)[\])]$/.exec(line)?.[1];
  const alias = /\(expanded from: <?([^\s<>)]+)>?\)/.exec(block)?.[1];
  const told = results.get(recipient.toLowerCase()) ?? results.get(alias?.toLowerCase() ?? '');
  const entry = told ?? (reason === undefined ? first : entryFor(recipient, reason)) ?? entryFor(recipient, '');
  return [{ ...entry, recipient, action, ...(alias === undefined ? {} : { original_recipient: alias }) }];
}
