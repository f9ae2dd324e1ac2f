/**
 * A message for a server without 8BITMIME. RFC 6152 §3 leaves a choice: convert it to 7 bits, or give it back. It is converted
 * where that is possible, and our own signature on it replaced by one over what is sent.
 */
import { isAscii } from 'node:buffer';
import { linesOf, withCrlf } from '../message/lines.ts';
import { reencoded } from '../message/reencode.ts';
import { hasInternationalHeader, lacking } from './prepare.ts';
import type { Failure, OutgoingMessage } from './transaction.ts';
import { words } from './words.ts';

interface SevenBit {
  readonly kind: 'seven_bit';
  readonly message: OutgoingMessage;
  /** For the dialogue. */
  readonly notes: readonly string[];
}

/** Rejects only when the signing does. */
export async function inSevenBit(message: OutgoingMessage): Promise<SevenBit | Failure> {
  const { body, resign } = message;
  // A header in UTF-8 is of no use in 7 bits: what is lacking then is SMTPUTF8.
  if (isAscii(body) || hasInternationalHeader(body)) return { kind: 'seven_bit', message, notes: [] };
  const { bare, closed } = linesOf(body);
  const converted = reencoded(bare || !closed ? withCrlf(body) : body, 'eight_bit');
  if (converted.kind === 'impossible') return lacking('unsupported', words.no8bit(converted.why));
  const notes = ['8-bit message converted to 7-bit'];
  if (resign === undefined) return { kind: 'seven_bit', message: { ...message, body: converted.octets }, notes };
  const { octets, ours, broken } = await resign(converted.octets);
  if (ours) notes.push('our DKIM signature made anew for it');
  for (const signer of broken) notes.push(`the DKIM signature of ${signer} does not hold for it`);
  return { kind: 'seven_bit', message: { ...message, body: octets }, notes };
}
