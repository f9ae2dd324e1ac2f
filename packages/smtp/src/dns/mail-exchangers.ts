/** The hosts that take a domain's mail, in order of preference (RFC 5321 §5.1), before their addresses are known. */
import type { MxRecord, Resolver } from './resolver.ts';

export type MailExchangers =
  | {
      readonly kind: 'exchangers';
      readonly records: readonly MxRecord[];
      readonly secure: boolean;
      readonly expiresAt: number;
    }
  | { readonly kind: 'refused' | 'unanswered'; readonly text: string };

export async function findExchangers(resolver: Resolver, domain: string, fresh: boolean): Promise<MailExchangers> {
  const answer = await resolver.mx(domain, { fresh });
  switch (answer.kind) {
    // Failing over to the address record would send mail astray while the MX is only out of sight.
    case 'unanswered':
      return {
        kind: 'unanswered',
        text: `451 4.4.3 DNS lookup failed temporarily for the MX of ${domain}: ${answer.why}`,
      };
    case 'no_name':
      return { kind: 'refused', text: `512 5.1.2 Domain ${domain} does not exist` };
    case 'no_data':
      return implicit(domain, answer.secure);
    case 'found':
      break;
  }
  const records = once(answer.records);
  // RFC 7505 §3: alone, the empty exchange says that there is no mail here.
  if (answer.records.length === 1 && records[0]?.exchange === '') {
    return { kind: 'refused', text: `556 5.1.10 ${domain} has a null MX: it takes no mail` };
  }
  if (answer.records.length === 0) return implicit(domain, answer.secure);
  const { secure, expiresAt } = answer;
  return { kind: 'exchangers', records, secure, expiresAt };
}

/** Without an MX record the domain is its own and only host. */
const implicit = (domain: string, secure: boolean): MailExchangers => ({
  kind: 'exchangers',
  records: [{ preference: 0, exchange: domain }],
  secure,
  expiresAt: Number.POSITIVE_INFINITY,
});

/** Best preference first, every host once. */
function once(records: readonly MxRecord[]): MxRecord[] {
  const seen = new Set<string>();
  return records
    .toSorted((a, b) => a.preference - b.preference)
    .filter(({ exchange }) => !seen.has(exchange) && seen.add(exchange) !== undefined);
}
