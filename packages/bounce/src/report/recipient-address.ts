/** The address in a Final-Recipient or Original-Recipient field (RFC 3464 §2.3.1, RFC 6533 §3). */
import { cleanAddress } from '../mime/address.ts';
import { decodeWords } from '../mime/encoded-word.ts';

/**
 * Null when the field names nobody. Some encode the whole of it (RFC 2047); an encoded local part is the address that the sender wrote.
 * A local user without a domain, or an address of another kind, stands as written.
 */
export function recipientAddress(written: string | null | undefined): string | null {
  if (!written) return null;
  const field = written.includes('@') ? written : decodeWords(written);
  return (
    cleanAddress(field) ??
    (field
      .slice(field.indexOf(';') + 1)
      .replace(/[<>]/g, '')
      .trim() ||
      null)
  );
}

/**
 * An Original-Recipient that still is as ORCPT had it, or an Original-Envelope-Id as ENVID had it (Exim, sendmail):
 * "user+2Btag@example.org". xtext writes each "+" and "=" in two digits (RFC 3461 §4), so one that is left tells that it is none; nor is what was delivered to under that very name.
 */
export function withoutXtext(address: string | null, final: string | null): string | null {
  if (address === null || !/\+(?:2B|3D)/.test(address) || /\+(?!2[1-9A-F]|[3-6][\dA-F]|7[\dA-E])|=/.test(address))
    return address;
  if (address.toLowerCase() === final?.toLowerCase()) return address;
  return address.replace(/\+(..)/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}
