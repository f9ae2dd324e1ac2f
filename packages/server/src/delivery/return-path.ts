/**
 * The envelope sender as it goes out: signed for the one recipient when a bounce domain is set, so that a bounce names its
 * message and nobody can make one up. Notices and other mail from <> keep it (RFC 5321 §4.5.5).
 */
import { returnPath } from '@hearback/bounce';
import { normalAddress } from '../ledger/address-key.ts';
import type { QueueEntry, StoredMessage } from '../store/rows.ts';
import type { Clock } from './clock.ts';
import type { DeliverySettings } from './settings.ts';

export interface ReturnPaths {
  readonly sender: (message: StoredMessage, entries: readonly QueueEntry[]) => string;
  /** A signed return path is one recipient's: each needs a transaction of its own. */
  readonly isSigned: (message: StoredMessage) => boolean;
}

export function createReturnPaths({ returnPath: settings }: DeliverySettings, clock: Clock): ReturnPaths {
  const isSigned = ({ sender, origin }: StoredMessage): boolean =>
    settings !== null && sender !== '' && origin !== 'notice';
  const sender = (message: StoredMessage, entries: readonly QueueEntry[]): string => {
    const [entry] = entries;
    if (settings === null || entry === undefined || !isSigned(message)) return message.sender;
    const { domain, keys } = settings;
    // Whoever reports a bounce may spell the recipient otherwise: above all its domain, where a server speaks no SMTPUTF8.
    const recipient = normalAddress(entry.recipient);
    return returnPath.sign({ message: message.id, recipient, domain, now: clock.now() }, keys);
  };
  return { sender, isSigned };
}
