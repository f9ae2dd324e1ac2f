/**
 * Recipients of a submission that are on the suppression list, and what their sender hears. A message for nobody else is
 * refused; of several recipients the others get it, and what becomes of the rest is told: by HTTP in the answer, by SMTP,
 * where the final dot has one reply for all, by a notice of failure (RFC 5321 §4.2.5: who says 250 delivers or reports).
 */
import { explain } from '@hearback/bounce';
import type { NoticeDue, StoredMessage } from '../store/rows.ts';
import { isNoticeWanted } from './notice-wanted.ts';
import type { Submission, SuppressionCheck } from './submission.ts';

/** Addresses that get no mail, each with the reason for people. */
export type Stopped = ReadonlyMap<string, string>;

export async function stoppedRecipients(
  suppressed: SuppressionCheck | undefined,
  { envelope }: Submission,
  { stream, list }: { readonly stream: string; readonly list: string | null },
): Promise<Stopped> {
  const stopped = new Map<string, string>();
  if (suppressed === undefined) return stopped;
  const addresses = envelope.recipients.map(({ address }) => address);
  const answers = await suppressed(addresses, { sender: envelope.sender, stream, list });
  for (const [index, address] of addresses.entries()) {
    const answer = answers[index];
    if (answer != null) stopped.set(address, `550 5.7.1 Suppressed (${answer.reason}): ${answer.why}`);
  }
  return stopped;
}

/** For a message that has no other recipient: the reply without its code and status. */
export function whyNobody(stopped: Stopped): string {
  const [address, why] = [...stopped][0] ?? ['', ''];
  const more = stopped.size > 1 ? ` and ${stopped.size - 1} more` : '';
  return `${address}${more}: ${why.slice('550 5.7.1 '.length)}`;
}

/** Not of the reason why it was suppressed: this message was never tried. */
const suppressed = explain('550 5.7.1 Recipient address suppressed');

export function noticesOfStopped(
  message: StoredMessage,
  { envelope, origin }: Submission,
  stopped: Stopped,
): readonly NoticeDue[] {
  if (origin !== 'smtp' || stopped.size === 0) return [];
  return envelope.recipients.flatMap(({ address, orcpt, notify }, position): NoticeDue[] => {
    const diagnostic = stopped.get(address);
    if (diagnostic === undefined || !isNoticeWanted(message, notify, 'failed', true)) return [];
    const at = message.acceptedAt;
    return [
      {
        ...{ action: 'failed', messageId: message.id, position, recipient: address, orcpt, dueAt: at },
        ...{ verdict: suppressed, diagnostic, ours: true, remoteMta: null, lastAttempt: at, retryUntil: null },
      },
    ];
  });
}
