/** The address in a Final-Recipient or Original-Recipient field (RFC 3464 §2.3.1, RFC 6533 §3). */
import { cleanAddress } from '../mime/address.ts';

/** Null when the field names nobody. A local user without a domain, or an address of another kind, stands as written. */
export function recipientAddress(field: string | null | undefined): string | null {
  if (!field) return null;
  return (
    cleanAddress(field) ??
    (field
      .slice(field.indexOf(';') + 1)
      .replace(/[<>]/g, '')
      .trim() ||
      null)
  );
}
