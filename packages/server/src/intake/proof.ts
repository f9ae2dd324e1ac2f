/**
 * Which of our messages a report is proven to be about: the signed return path that it came to, or that its header fields
 * say it came to. Header fields may say anything, but nobody can make up a signature.
 */
import { type ReturnPathKeys, returnPath } from '@hearback/bounce';
import { headerField } from '@hearback/smtp';
import { address } from './providers/fields.ts';

export interface ReturnPathSettings {
  readonly domain: string;
  readonly keys: ReturnPathKeys;
}

export interface Proof {
  /** The return path as it came. */
  readonly address: string;
  /** Ours: "msg_" and a UUIDv7. */
  readonly message: string;
  readonly isFor: (recipient: string) => boolean;
}

/** Null for what was not signed by us for this domain, or too long ago. */
export type Prove = (address: string) => Proof | null;

/** Null settings: nothing is signed here. `now`: the clock that signs. */
export function createProve(settings: ReturnPathSettings | null, now: () => number): Prove {
  return (given) => {
    if (settings === null || !isOf(settings.domain, given)) return null;
    const verified = returnPath.verify(given, settings.keys, now());
    return verified.ok ? { address: given, message: verified.message, isFor: verified.isFor } : null;
  };
}

export const isOf = (domain: string, given: string): boolean =>
  given.slice(given.lastIndexOf('@') + 1).toLowerCase() === domain.toLowerCase();

/** Where mail servers and mailboxes write down whom a mail came to. */
const fields = ['X-Original-To', 'Delivered-To', 'Envelope-To', 'X-Envelope-To', 'To'] as const;

/** `recipient`: of the envelope, where it is known; then nothing else counts. */
export function proofOf(octets: Uint8Array, recipient: string | null, prove: Prove): Proof | null {
  if (recipient !== null) return prove(recipient);
  for (const name of fields) {
    const given = address(headerField(octets, name) ?? undefined);
    const proof = given === null ? null : prove(given);
    if (proof !== null) return proof;
  }
  return null;
}
