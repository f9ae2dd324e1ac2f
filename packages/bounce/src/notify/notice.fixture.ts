/** A notice to vary, and ways to look at one, for tests. */
import { explain } from '../classify/classify.ts';
import { composeNotice } from './compose.ts';
import type { Notice, NoticeInput, NoticeRecipient } from './notice.ts';

export const now = Date.UTC(2026, 10, 24, 9, 30, 5);
export const message =
  'Message-ID: <m1@example.com>\r\nFrom: Ann <ann@example.com>\r\nTo: bob@example.org\r\nSubject: Lunch\r\n\r\nAt noon?\r\n';

const reply = '550 5.1.1 <bob@example.org>: no such user here';
export const failed: NoticeRecipient = {
  recipient: 'bob@example.org',
  action: 'failed',
  verdict: explain(reply),
  diagnostic: reply,
  remoteMta: 'mx.example.org',
  lastAttempt: now,
};
export const input: NoticeInput = {
  reportingMta: 'mail.example.com',
  from: 'mailer-daemon@example.com',
  to: 'ann@example.com',
  now,
  recipients: [failed],
  original: { content: message, messageId: '<m1@example.com>', subject: 'Lunch', arrivedAt: now - 60_000 },
};
export const compose = (change: Partial<NoticeInput> = {}): Notice => composeNotice({ ...input, ...change });
export const composeFor = (change: Partial<NoticeRecipient>, more: Partial<NoticeInput> = {}): Notice =>
  compose({ ...more, recipients: [{ ...failed, ...change }] });
export const textOf = (notice: Notice): string => new TextDecoder().decode(notice.bytes);

/** A field of the whole notice, unfolded. */
export function fieldOf(text: string, name: string): string | undefined {
  return text
    .replaceAll('\r\n ', ' ')
    .split('\r\n')
    .find((line) => line.startsWith(`${name}: `))
    ?.slice(name.length + 2);
}
