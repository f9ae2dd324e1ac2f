/**
 * Lines beyond the 998 octets that SMTP carries (RFC 5321 §4.5.3.1.6, RFC 5322 §2.1.1). Every server on the way may refuse them
 * or break them where it likes, and a signature with them: so the parts that have them are encoded, and header fields folded,
 * before the message is signed (RFC 6409 §8, RFC 6376 §5.3). What cannot be encoded is refused while its sender can still be told.
 */
import { linesOf, longestLine, reencoded, signersOf } from '@hearback/smtp';

type Fitted =
  | { readonly kind: 'fits' }
  /** `note`: what was done to it, for the ledger. */
  | { readonly kind: 'encoded'; readonly body: Uint8Array; readonly note: string }
  /** `text`: why it cannot be taken, for who hands it in. */
  | { readonly kind: 'unfit'; readonly text: string };

export function fitLines(body: Uint8Array): Fitted {
  const { longest } = linesOf(body);
  if (longest <= longestLine) return { kind: 'fits' };
  const found = `a line of ${longest} octets, of which SMTP carries ${longestLine}`;
  const result = reencoded(body, 'long_line');
  if (result.kind === 'impossible')
    return { kind: 'unfit', text: `The message has ${found}, and cannot be encoded: ${result.why}` };
  const signers = signersOf(body).map((signer) => `; the DKIM signature of ${signer} may not hold any more`);
  return { kind: 'encoded', body: result.octets, note: `Encoded anew, for it had ${found}${signers.join('')}` };
}
