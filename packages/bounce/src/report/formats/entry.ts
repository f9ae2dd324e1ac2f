/** One recipient of a notice, from the words that stand for it. */
import { scanReply } from '../../reply/reply.ts';
import type { DraftRecipient } from '../format.ts';
import { announced } from '../ndr-words.ts';
import type { RecipientAction } from '../report.ts';

/** With these words servers say that they tried for as long as they try. */
const GAVE_UP =
  /not going to try again|in the queue too long|multiple retries, giving up|retry time(?:out)? exceeded|delivery failed \d+ attempts|not delivered within \d|could not be delivered for more than|failing for a long time|too many failed delivery attempts/i;

const MAX_WORDS = 4000;
/** So many of one notice are read; servers split longer lists. */
export const MAX_RECIPIENTS = 1000;

/** What happened to all whom a notice lists, by the words before its list: what stands in the list is other servers' words. */
export const toldBefore = (list: string, notice: string): RecipientAction =>
  announced(notice.split(list, 1)[0] ?? '') ?? 'failed';

/**
 * @param words lines about the recipient, its address left out
 * @param known what the notice says elsewhere; it counts more
 */
export function entryFor(recipient: string | null, words: string, known: Partial<DraftRecipient> = {}): DraftRecipient {
  const said = words.slice(0, MAX_WORDS);
  const { codeStart, host, stage } = scanReply(said);
  const diagnostic = oneLine(replyIn(said, codeStart));
  return {
    recipient,
    action: 'failed',
    diagnostic: diagnostic === '' ? null : diagnostic,
    remote_mta: host,
    stage,
    ...(GAVE_UP.test(said) ? { expired: true } : {}),
    ...known,
  };
}

const CLOSING: Readonly<Record<string, string>> = { '[': ']', '(': ')', '"': '"', "'": "'", '<': '>' };

/** From the code on, unless the code comes last ("Mailbox unavailable [SMTP Error Code 550]"). */
function replyIn(said: string, codeStart: number): string {
  if (codeStart < 0 || !/\p{L}/u.test(said.slice(codeStart))) return said;
  const reply = said.slice(codeStart).trimEnd();
  const closing = CLOSING[said[codeStart - 1] ?? ''];
  return closing !== undefined && reply.endsWith(closing) ? reply.slice(0, -1) : reply;
}

/** Lines joined, without the mark of a transcript before each. */
export const oneLine = (words: string): string =>
  words
    .split('\n')
    .map((line) => line.trim().replace(/^(?:<<<|--) ?/, ''))
    .filter((line) => line !== '')
    .join(' ');
