/** A notice as a message of the queue: composed, signed, from <> to the sender of what it is about. */
import { isAscii } from 'node:buffer';
import { isIP } from 'node:net';
import { composeNotice, type Notice, type NoticeRecipient } from '@hearback/bounce';
import { linesOf, reencoded } from '@hearback/smtp';
import type { NoticeDue, StoredMessage } from '../store/rows.ts';
import type { Sign } from './ports.ts';
import type { DeliverySettings } from './settings.ts';
import { sourceOf } from './source-of.ts';

export interface NoticeMessage {
  readonly message: StoredMessage;
  readonly body: Uint8Array;
}

export function noticeOf(
  { hostname, notices: { from, words, returnLimit } }: DeliverySettings,
  about: StoredMessage,
  due: readonly NoticeDue[],
  content: Uint8Array,
  now: number,
): Notice {
  return composeNotice({
    reportingMta: hostname,
    ...{ from, to: about.sender, now, words, returnLimit },
    recipients: due.map(noticeRecipient),
    ret: about.ret ?? undefined,
    original: {
      content: about.ret === 'full' && content.length <= returnLimit ? inSevenBits(content) : content,
      messageId: about.headerMessageId ?? undefined,
      subject: about.subject ?? undefined,
      envelopeId: about.envid ?? undefined,
      arrivedAt: about.acceptedAt,
      smtputf8: about.smtputf8,
    },
  });
}

/**
 * A report is of 7 bits, for any server has to take it (RFC 6522 §3), and a message in it may not be encoded as a whole: its
 * parts are. One that cannot be so comes back as its header.
 */
function inSevenBits(content: Uint8Array): Uint8Array {
  if (isAscii(content) || linesOf(content).bare) return content;
  const converted = reencoded(content, 'eight_bit');
  return converted.kind === 'converted' ? converted.octets : content;
}

export async function signed(
  { settings, sign }: { readonly settings: DeliverySettings; readonly sign: Sign | undefined },
  id: string,
  { bytes, ...needs }: Notice,
  now: number,
): Promise<NoticeMessage> {
  const signature = (await sign?.(bytes)) ?? null;
  const body = signature === null ? bytes : Buffer.concat([signature, bytes]);
  return { message: storedNotice(settings, id, now, body.length, needs), body };
}

/** A message of the queue from <>, of `size` octets. */
function storedNotice(
  { notices: { stream, sources } }: DeliverySettings,
  id: string,
  now: number,
  size: number,
  needs: { readonly eightBit: boolean; readonly smtputf8: boolean },
): StoredMessage {
  return {
    ...{ id, acceptedAt: now, sender: '', ret: null, envid: null, size, ...needs },
    ...{ headerMessageId: null, subject: null, origin: 'notice', submitter: null, notifiable: false },
    ...{ source: sourceOf(sources, id), retry: null, recipients: 1 },
    ...{ stream, list: null, campaign: null, tags: [] },
  };
}

export const noticeRecipient = (due: NoticeDue): NoticeRecipient => ({
  recipient: due.recipient,
  originalRecipient: due.orcpt ?? undefined,
  action: due.action,
  verdict: due.verdict,
  diagnostic: due.ours ? withoutAddresses(due.diagnostic) : due.diagnostic,
  ours: due.ours ?? false,
  remoteMta: due.remoteMta ?? undefined,
  lastAttempt: due.lastAttempt,
  retryUntil: due.retryUntil ?? undefined,
});

/** Our own words may name our name servers and the address that we send from: those are for the operator, not for senders. */
const withoutAddresses = (words: string): string =>
  words
    .split(' ')
    .flatMap((word) => {
      if (isIP(word.replace(/:$/, '')) === 0) return [word];
      return word.endsWith(':') ? [] : ['(address)'];
    })
    .join(' ');
