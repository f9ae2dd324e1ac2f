/**
 * As whom somebody may send: a user of submission, a trusted network, a key of the API. What the envelope says is held to it
 * and what the message itself says (RFC 6409 §6.1), for it is From that people see and that we sign for.
 */
import { domainOf, identitiesOf } from '@hearback/smtp';

export interface SendsAs {
  /** "ann@example.com", "@example.com", "*". */
  readonly senders: readonly string[];
  /** Likewise; empty: as `senders`. */
  readonly authors: readonly string[];
}

export interface Submitter extends SendsAs {
  /** In what is said of it. */
  readonly name: string;
}

export const asAnybody: SendsAs = { senders: ['*'], authors: [] };

/** Why its mail may not have this envelope sender, for people; null when it may. */
export const whyNotSender = ({ name, senders }: Submitter, sender: string): string | null =>
  isAllowed(senders, sender) ? null : `${name} may not send as <${sender}>`;

/** Likewise of those that the message names. */
export function whyNotAuthor({ name, ...as }: Submitter, message: Uint8Array): string | null {
  const authors = authorsOf(as);
  if (authors.includes('*')) return null;
  const identities = identitiesOf(message);
  if (identities === 'unreadable')
    return `${name} may send as some only, and whom the message is from is not written as RFC 5322 has it`;
  const foreign = identities.find(({ address }) => !isAllowed(authors, address));
  return foreign === undefined
    ? null
    : `${name} may not send as <${foreign.address}>, which stands in ${foreign.field}`;
}

/** What of `asked` somebody may not grant who may send as `own`: "@example.com". */
export const beyond = (own: SendsAs, asked: SendsAs): string | undefined =>
  asked.senders.find((sender) => !isAllowed(own.senders, sender)) ??
  authorsOf(asked).find((author) => !isAllowed(authorsOf(own), author));

const authorsOf = ({ senders, authors }: SendsAs): readonly string[] => (authors.length > 0 ? authors : senders);

/** The null reverse-path is everybody's: notices have it. */
function isAllowed(list: readonly string[], sender: string): boolean {
  if (sender === '') return true;
  const [asked, domain] = [sender.toLowerCase(), plainDomain(sender.slice(sender.lastIndexOf('@') + 1))];
  return list.some((allowed) => {
    if (allowed === '*') return true;
    if (allowed.startsWith('@')) return sender.includes('@') && domain === plainDomain(allowed.slice(1));
    return asked === allowed.toLowerCase();
  });
}

/** Lower case, A-labels, no final dot; what is no domain is compared as it is. */
export const plainDomain = (domain: string): string => domainOf(`x@${domain}`) ?? domain.toLowerCase();
