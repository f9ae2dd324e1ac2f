/**
 * Which of our messages a report is proven to be about: the signed return path that it came to, or that its header fields
 * say it came to. Header fields may say anything, but nobody can make up a signature.
 */
import type { ReturnPathKeys } from '@hearback/bounce';
import { headerField } from '@hearback/smtp';
import type { SignedPath, VerifyPath } from '../ledger/signed-path.ts';
import { address } from './providers/fields.ts';

export interface ReturnPathSettings {
  readonly domain: string;
  readonly keys: ReturnPathKeys;
}

export interface Proof extends SignedPath {
  /** The return path as it came. */
  readonly address: string;
}

/** Null for what was not signed by us for this domain, or too long ago. */
export type Prove = (address: string) => Proof | null;

/** `domain` null: nothing is signed here. */
export function createProve(domain: string | null, verify: VerifyPath): Prove {
  return (address) => {
    const signed = domain !== null && isOf(domain, address) ? verify(address) : null;
    return signed === null ? null : { address, ...signed };
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
