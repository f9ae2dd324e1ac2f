/**
 * A mail as the format readers see it: headers, the human text before anything returned, the returned message.
 */
import { parseAddressList } from '../mime/address.ts';
import { type Headers, parseHeaders } from '../mime/headers.ts';
import { type Part, type Scan, scan } from '../mime/scan.ts';
import { htmlText } from './html-text.ts';
import { announced } from './ndr-words.ts';
import { type Copy, splitReturned } from './original.ts';
import { withoutBanner } from './outside-banner.ts';

export interface Mail {
  readonly root: Part;
  /** Decoded, one line, empty when missing. */
  readonly subject: string;
  /** The subject as its writer wrote it: without the marks that gateways, lists and desks put before it. */
  readonly title: string;
  /** Address of From in lower case, empty when missing. */
  readonly from: string;
  /** Display name and address of From as written. */
  readonly fromField: string;
  /** Decoded header by name (any case), null when missing. */
  header(name: string): string | null;
  /** All human-readable text (text/plain, else text/html without its tags) outside of returned messages, decoded, lines end with \n. Lazy. */
  readonly text: string;
  /** The first part of the text, where a server says who it is; what comes later may be the returned message. */
  readonly opening: string;
  /** The text, parted where a message returned inside it begins. */
  readonly copy: Copy;
  /** Of the returned message (message/rfc822, text/rfc822-headers); null when no such part. */
  readonly originalHeaders: Headers | null;
  /** Every part without parts, in order; the inside of a returned message is not among them. */
  readonly leaves: readonly Part[];
  /** What the reader of the MIME structure found odd. */
  readonly problems: readonly string[];
}

const RETURNED = /^(?:message\/(?:rfc822|global)|(?:message|text)\/(?:rfc822|global)-headers)$/;

/** "[EXTERNAL] ", "***SPAM*** ", "{Spam?} ", "EXT: ", "[Ticket#4711] ". */
const MARKS =
  /^\s*(?:(?:\[[^\]]{1,60}\]|\{[^}]{1,40}\}|\*{2,5}[^*]{1,40}\*{2,5}|\(?(?:ext(?:ern(?:al)?)?|spam)[):])[\s:–-]*){1,4}/i;

/** Characters of the opening. */
const OPENING = 2000;

/** Never throws; an empty input is a mail without headers. */
export function openMail(input: Uint8Array | string): Mail {
  return new ScannedMail(scan(input));
}

/** A message inside another, as a mail of its own. */
export const openPart = (root: Part, { problems }: Mail): Mail => new ScannedMail({ root, problems });

/** Everything is read when first asked for: most mails are decided by a few fields. */
class ScannedMail implements Mail {
  readonly root: Part;
  readonly problems: readonly string[];
  #subject: string | undefined;
  #title: string | undefined;
  #fromField: string | undefined;
  #from: string | undefined;
  #leaves: readonly Part[] | undefined;
  #text: string | undefined;
  #opening: string | undefined;
  #copy: Copy | undefined;
  #original: Headers | null | undefined;

  constructor({ root, problems }: Scan) {
    this.root = root;
    this.problems = problems;
  }

  get subject(): string {
    this.#subject ??= this.header('subject') ?? '';
    return this.#subject;
  }

  get title(): string {
    this.#title ??= this.subject.replace(MARKS, '');
    return this.#title;
  }

  get fromField(): string {
    this.#fromField ??= this.header('from') ?? '';
    return this.#fromField;
  }

  get from(): string {
    this.#from ??= parseAddressList(this.root.headers.raw('from') ?? '')[0]?.toLowerCase() ?? '';
    return this.#from;
  }

  header(name: string): string | null {
    return this.root.headers.get(name);
  }

  get leaves(): readonly Part[] {
    this.#leaves ??= leavesOf(this.root);
    return this.#leaves;
  }

  get text(): string {
    this.#text ??= withoutBanner(typed(humanText(this.leaves)));
    return this.#text;
  }

  get opening(): string {
    this.#opening ??= this.text.slice(0, OPENING);
    return this.#opening;
  }

  get copy(): Copy {
    this.#copy ??= splitReturned(this.text);
    return this.#copy;
  }

  get originalHeaders(): Headers | null {
    if (this.#original === undefined) this.#original = returnedHeaders(this.leaves);
    return this.#original;
  }
}

function leavesOf(root: Part): readonly Part[] {
  const leaves: Part[] = [];
  const visit = (part: Part): void => {
    const children = part.type.startsWith('multipart/') ? part.parts : [];
    if (children.length === 0) leaves.push(part);
    for (const child of children) visit(child);
  };
  visit(root);
  return leaves;
}

const isAttachment = (part: Part): boolean =>
  (part.headers.raw('content-disposition') ?? '').trimStart().toLowerCase().startsWith('attachment');

/** Of a part, as lines. */
export const textOf = (part: Part): string => (part.type === 'text/html' ? htmlText(part.text()) : part.text());

function humanText(leaves: readonly Part[]): string {
  const readable = leaves.filter((part) => part === leaves[0] || !isAttachment(part));
  const plain = readable
    .filter((part) => part.type === 'text/plain' || part.type.startsWith('multipart/'))
    .map((part) => part.text());
  const told = plain.join('\n\n');
  const pages = readable.filter((part) => part.type === 'text/html');
  const isTold = told.trim() !== '';
  if (isTold && (pages.length === 0 || told.length > LONGEST_NOTE || announced(told) !== null)) return told;
  const page = pages.map(textOf).join('\n\n');
  return !isTold || announced(page) !== null ? page : told;
}

/** Of the text that a gateway or a list puts beside a notice that is a page. */
const LONGEST_NOTE = 1500;

/** As a server types it. Gateways and mail programs that set a text anew put other blanks and quotes, and marks where a line may break. */
const typed = (given: string): string => {
  const text = given.includes(' \n')
    ? given
        .split('\n')
        .map((line) => line.trimEnd())
        .join('\n')
    : given;
  return !/[\x80-\uffff]/.test(text)
    ? text
    : text
        .replace(/[\xa0\u2000-\u200a\u202f]/g, ' ')
        .replace(/[\xad\u200b\u2060\ufeff]/g, '')
        .replace(/[\u2018\u2019]/g, "'")
        .replace(/[\u201c-\u201e]/g, '"');
};

function returnedHeaders(leaves: readonly Part[]): Headers | null {
  const returned = leaves.find((part) => RETURNED.test(part.type));
  return returned ? (returned.parts[0]?.headers ?? parseHeaders(returned.text())) : null;
}
