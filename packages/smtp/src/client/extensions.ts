/** What the server offered in its reply to EHLO (RFC 5321 §4.1.1.1): keyword in upper case to its parameters. */
import type { SmtpReply } from './transaction.ts';

export type Extensions = ReadonlyMap<string, readonly string[]>;

export const noExtensions: Extensions = new Map();

export function extensionsOf(reply: SmtpReply): Extensions {
  const offered = new Map<string, readonly string[]>();
  for (const line of reply.text.split('\n').slice(1)) {
    // "AUTH=LOGIN" is how servers older than RFC 2554 wrote it.
    const [keyword = '', ...parameters] = line
      .slice(4)
      .replace(/^AUTH=/i, 'AUTH ')
      .toUpperCase()
      .split(/ +/);
    if (/^[A-Z0-9][A-Z0-9-]*$/.test(keyword)) offered.set(keyword, [...(offered.get(keyword) ?? []), ...parameters]);
  }
  return offered;
}

/** SIZE's limit in octets (RFC 1870 §4); null without one. */
export function sizeLimit(extensions: Extensions): number | null {
  const [limit = ''] = extensions.get('SIZE') ?? [];
  return /^\d{1,15}$/.test(limit) && Number(limit) > 0 ? Number(limit) : null;
}
