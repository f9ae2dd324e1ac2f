/** Who complained, where the reporter lets the sender know. Many replace the address before they send the report (RFC 6590). */
import { cleanAddress, parseAddressList } from '../../mime/address.ts';
import type { Headers } from '../../mime/headers.ts';

/**
 * The first address that is none of a redaction's, of the report's own fields, then of the returned message.
 * @param fields values that the report gives, null where it has none
 */
export function reportedRecipient(fields: readonly (string | null)[], original: Headers | null): string | null {
  for (const field of fields) {
    const address = cleanAddress(field ?? '');
    if (address !== null && !isRedacted(address)) return address;
  }
  return original === null ? null : recipientOf(original);
}

/** The To of a message names the complainant only when it went to one person, and not through a mailing list. */
function recipientOf(original: Headers): string | null {
  const given = cleanAddress(original.get('x-hmxmroriginalrecipient') ?? '');
  if (given !== null && !isRedacted(given)) return given;
  if (original.get('list-post') !== null || original.get('cc') !== null) return null;
  const [to, second] = parseAddressList(original.raw('to') ?? '');
  const [from] = parseAddressList(original.raw('from') ?? '');
  if (to === undefined || second !== undefined || !to.includes('@')) return null;
  if (to.toLowerCase() === from?.toLowerCase()) return null;
  return isRedacted(to) ? null : to;
}

/** "redacted@", "user-3f9a2c@", "xxxx@", "***@", a hash, or a name that RFC 2606 keeps free. */
function isRedacted(address: string): boolean {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at).toLowerCase();
  return (
    /^(?:redacted|removed|hidden|hashed|masked|anonymous|anonymized|undisclosed|suppressed|deleted|unknown)(?![a-z])/.test(
      local,
    ) ||
    /^user-(?=[a-z]{0,40}\d)[0-9a-z]{5,}$/.test(local) ||
    /^(?:x{2,}|[0-9a-f]{32,}|[0-9a-z+/_-]{20,}={1,2})$/.test(local) ||
    /[*<>\u2026]|\.\.\./.test(local) ||
    /\.invalid$/i.test(address)
  );
}
