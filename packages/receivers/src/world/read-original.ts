/** What a notice tells of the message: its header, and the few fields that are quoted. */
import type { Original } from '../notices/notice.ts';

/** Octets of the message that come back. */
const RETURNED = 16 * 1024;

export function readOriginal(body: Uint8Array): Original {
  const text = Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, RETURNED))
    .toString('utf8')
    .replace(/\r\n/g, '\n');
  const end = text.indexOf('\n\n');
  const header = end < 0 ? text : text.slice(0, end);
  const field = (name: string): string | null =>
    new RegExp(`^${name}:[ \\t]*(.*(?:\\n[ \\t].*)*)`, 'im')
      .exec(header)?.[1]
      ?.replace(/\n[ \t]+/g, ' ')
      .trim() ?? null;
  return {
    header,
    body: end < 0 ? '' : text.slice(end + 2),
    messageId: field('Message-ID'),
    subject: field('Subject') ?? '',
    from: field('From'),
    to: field('To'),
  };
}
