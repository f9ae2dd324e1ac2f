/** What a notice is written from. Lines end in LF here; `mailOf` turns them into CRLF. */

/** The message that was accepted and is now reported about. */
export interface Original {
  /** Its header fields as they came, without the blank line. */
  readonly header: string;
  readonly body: string;
  readonly messageId: string | null;
  readonly subject: string;
  readonly from: string | null;
  readonly to: string | null;
}

export interface NoticeFacts {
  readonly recipient: string;
  /** The envelope sender of the message: whom the notice is for. */
  readonly sender: string;
  /** The host that writes the notice. */
  readonly reporter: string;
  /** The host that refused, which may be the reporter. */
  readonly remote: string;
  /** The reply, one line, with its code: "550 5.1.1 no such user". */
  readonly reply: string;
  readonly code: number;
  readonly status: string | null;
  readonly action: 'failed' | 'delayed';
  readonly expired: boolean;
  readonly original: Original;
  /** False: nothing of the message comes back. */
  readonly returns: boolean;
  /** ISO 639-1; null: the server's usual language. */
  readonly language: string | null;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly id: string;
}

export interface Dialect {
  readonly name: string;
  /** A whole mail with LF line ends. */
  readonly write: (facts: NoticeFacts) => string;
}

/** "Sat, 28 Nov 2026 21:44:59 +0000" (RFC 5322 §3.3). */
export const mailDate = (at: number): string => new Date(at).toUTCString().replace('GMT', '+0000');

export const localPart = (address: string): string => address.slice(0, address.lastIndexOf('@'));
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** One line of a header field: nothing that a message brought along may begin another one. */
export const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').trim();

/** The code taken off: "5.1.1 no such user". */
export const withoutCode = (reply: string): string => reply.replace(/^\d{3}[ -]/, '');

export function mailOf(fields: readonly (readonly [name: string, value: string])[], body: string): string {
  const header = fields.map(([name, value]) => `${name}: ${value}`).join('\n');
  return `${header}\n\n${body}${body.endsWith('\n') ? '' : '\n'}`;
}

/** What every mail of the simulation carries. */
export const common = (facts: NoticeFacts, from: string, subject: string): (readonly [string, string])[] => [
  ['From', from],
  ['To', oneLine(facts.sender)],
  ['Subject', oneLine(subject)],
  ['Date', mailDate(facts.at)],
  ['Message-ID', `<${facts.id}@${facts.reporter}>`],
];

/** The message as it comes back, or nothing. */
export const returned = ({ returns, original }: NoticeFacts): string =>
  returns ? `${original.header}\n\n${original.body}` : '';
