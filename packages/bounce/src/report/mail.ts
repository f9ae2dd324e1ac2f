/**
 * A mail as the format readers see it: headers, the human text before anything returned, the returned message.
 */
import { parseAddressList } from '../mime/address.ts';
import { type Headers, parseHeaders } from '../mime/headers.ts';
import { type Part, type Scan, scan } from '../mime/scan.ts';
import { htmlText } from './html-text.ts';
import { type Copy, splitReturned } from './original.ts';

export interface Mail {
  readonly root: Part;
  /** Decoded, one line, empty when missing. */
  readonly subject: string;
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
  /** Header block of the returned message (message/rfc822, text/rfc822-headers), as written; null when no such part. */
  readonly original: string | null;
  /** The same, to be asked by name. */
  readonly originalHeaders: Headers | null;
  /** Every part without parts, in order; the inside of a returned message is not among them. */
  readonly leaves: readonly Part[];
  /** What the reader of the MIME structure found odd. */
  readonly problems: readonly string[];
}

const RETURNED = new Set([
  'message/rfc822',
  'message/global',
  'text/rfc822-headers',
  'message/global-headers',
  'message/rfc822-headers',
]);

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

  get fromField(): string {
    this.#fromField ??= this.header('from') ?? '';
    return this.#fromField;
  }

  get from(): string {
    this.#from ??= parseAddressList(this.root.headers.raw('from') ?? '')[0]?.address.toLowerCase() ?? '';
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
    this.#text ??= humanText(this.leaves);
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

  get original(): string | null {
    return this.originalHeaders?.block ?? null;
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

function humanText(leaves: readonly Part[]): string {
  const readable = leaves.filter((part) => part === leaves[0] || !isAttachment(part));
  const plain = readable
    .filter((part) => part.type === 'text/plain' || part.type.startsWith('multipart/'))
    .map((part) => part.text());
  if (plain.some((text) => text.trim() !== '')) return plain.join('\n');
  return readable
    .filter((part) => part.type === 'text/html')
    .map((part) => htmlText(part.text()))
    .join('\n');
}

function returnedHeaders(leaves: readonly Part[]): Headers | null {
  const returned = leaves.find((part) => RETURNED.has(part.type));
  return returned ? (returned.parts[0]?.headers ?? parseHeaders(returned.text())) : null;
}
