/**
 * The reply that a notice quotes in its prose. Every server words it in its own way, but all put it near the
 * address: behind it on the line (OpenSMTPD, Haraka, Postfix), in the lines under it (Exim, Courier, chasquid),
 * in a transcript (sendmail), or after a phrase of their own (Exchange, Gmail).
 */
import type { Stage } from '../classify/verdict.ts';
import { type Reply, scanReply } from '../reply/reply.ts';
import { findCode } from '../reply/reply-code.ts';
import { QUOTED_TITLE } from './ndr-words.ts';
import { writtenAddresses } from './written-addresses.ts';

/** What the prose says of one recipient. */
export interface Passage {
  /** From the reply code on, when there is one; else the words that stand for it. One line. */
  readonly text: string;
  readonly code: number | null;
  readonly status: string | null;
  readonly stage: Stage | null;
  /** The host that replied, where it is named. */
  readonly host: string | null;
}

const MAX_OCCURRENCES = 20;
const MAX_LINES = 40;
const MAX_PASSAGE = 4000;
const MAX_LEAD = 200;

/** Whether the words are a server's refusal rather than a sentence of the notice. */
export const isReply = ({ code, status }: Passage): boolean => (code === null ? status !== null : code >= 400);

/** The text of a notice, to be asked about its recipients. */
export class Prose {
  readonly #text: string;
  /** Where each address ends, by the address in lower case. */
  #ends: ReadonlyMap<string, readonly number[]> | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** The words about a recipient under any of its addresses; those with a reply before those without. Null for none. */
  about(...addresses: readonly (string | null)[]): Passage | null {
    let best: Passage | null = null;
    for (const address of new Set(addresses)) {
      for (const end of this.#endsOf(address)) {
        const passage = passageFrom(this.#text, end, address);
        if (passage && isReply(passage)) return passage;
        // Behind the address in "To: …" the notice goes on with "Subject: …".
        if (passage?.text.search(QUOTED_TITLE) !== 0) best ??= passage;
      }
    }
    return best;
  }

  /** What stands before the address on its line ("No such user: "), without the colon; empty for none. */
  before(address: string | null): string {
    const end = this.#endsOf(address)[0];
    if (end === undefined || address === null) return '';
    const start = end - address.length;
    const [lead = ''] = this.#text
      .slice(Math.max(0, start - MAX_LEAD), start)
      .split('\n')
      .slice(-1);
    return lead.replace(/\s*[:：]?[\s"'<]*$/, '');
  }

  /** The paragraph under the one that names the address; empty for none. */
  under(address: string | null): string {
    const end = this.#endsOf(address)[0];
    if (end === undefined) return '';
    return this.#text.slice(end, end + MAX_PASSAGE).split(/\n\s*\n/, 2)[1] ?? '';
  }

  /** The first paragraph that quotes a refusal, whoever it is about; one with words before one without. */
  reply(): Passage | null {
    let bare: Passage | null = null;
    let at = 0;
    for (const paragraph of this.#text.split(/\n[ \t]*\n/, MAX_LINES)) {
      const start = this.#text.indexOf(paragraph, at);
      const passage = /[45]\d\d|[45]\.\d/.test(paragraph) ? passageFrom(this.#text, start, null) : null;
      if (passage && isReply(passage)) {
        if (/\p{L}/u.test(passage.text)) return passage;
        bare ??= passage;
      }
      at = start + paragraph.length;
    }
    return bare;
  }

  #endsOf(address: string | null): readonly number[] {
    this.#ends ??= endsByAddress(this.#text);
    return this.#ends.get(address?.toLowerCase() ?? '') ?? [];
  }
}

function endsByAddress(text: string): ReadonlyMap<string, readonly number[]> {
  const ends = new Map<string, number[]>();
  for (const { address, end } of writtenAddresses(text)) {
    const key = address.toLowerCase();
    const known = ends.get(key);
    if (!known) ends.set(key, [end]);
    else if (known.length < MAX_OCCURRENCES) known.push(end);
  }
  return ends;
}

/** Reads on from an offset to the paragraph's end, or to the next recipient; a wrapped line of the reply may begin with the same one. */
function passageFrom(text: string, from: number, address: string | null): Passage | null {
  const view = text.slice(from, from + MAX_PASSAGE);
  const words: string[] = [];
  let command = '';
  let apart = false;
  let at = 0;
  for (let n = 0; n < MAX_LINES && at <= view.length; n++) {
    const lineFeed = view.indexOf('\n', at);
    const line = view.slice(at, lineFeed < 0 ? view.length : lineFeed).trim();
    at = lineFeed < 0 ? view.length + 1 : lineFeed + 1;
    if (n > 0 && ends(line, words.length > 0, address)) break;
    if (line.startsWith('>>> ')) command = `${line}\n`;
    else if (line !== '') words.push(line.startsWith('<<<') ? line.replace(/^<<< ?/, '') : line);
    else if (n > 0) apart = true;
  }
  const passage = passageOf(words.join(' ').replace(/^[>\])"'.,:;\s]+/, ''), command);
  // Behind a blank line only a reply still belongs to the address; a sentence belongs to the notice.
  return passage && apart && !isReply(passage) ? null : passage;
}

function passageOf(words: string, command: string): Passage | null {
  if (words === '') return null;
  const reply = scanReply(`${command}${words}`);
  const start = command === '' || reply.code === null ? reply.codeStart : findCode(words, words.length);
  return new QuotedReply(start > 0 ? words.slice(start) : words, reply);
}

/** Stage and host take longest to find and are often known from elsewhere, so they are looked for when asked. */
class QuotedReply implements Passage {
  readonly text: string;
  readonly code: number | null;
  readonly status: string | null;
  readonly #reply: Reply;

  constructor(text: string, reply: Reply) {
    this.text = text;
    this.code = reply.code;
    this.status = reply.status;
    this.#reply = reply;
  }

  get stage(): Stage | null {
    return this.#reply.stage;
  }

  get host(): string | null {
    return this.#reply.host;
  }
}

/** A blank line behind words, a rule, or an address that begins the next recipient's lines. */
function ends(line: string, hasWords: boolean, address: string | null): boolean {
  if (line === '') return hasWords;
  if (/^(?:-{4}|={4}|_{4}|\*{4})/.test(line)) return true;
  const opened = line.includes('@') ? OPENS_RECIPIENT.exec(line)?.[1] : undefined;
  return opened !== undefined && !(hasWords && opened.toLowerCase() === address?.toLowerCase());
}

/** Behind a bullet or a number, behind a name, in a column of a table. */
const OPENS_RECIPIENT =
  /^(?:(?:[*•|-]|\d{1,4}[.)])\s+)?(?:(?:"[^"]{1,60}"|[^\s\d<>@:;,"][^\d<>@:;,"]{0,40}) ?(?=<))?<?([^\s<>:;,()|]+@[^\s<>:;,()|]+)>?(?::|\s*[(|]|\s?\.{3} [245]\d\d|$)/;
