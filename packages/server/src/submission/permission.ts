/**
 * Who may hand in mail, as whom, and for whom. A stranger may write to our postmaster (RFC 5321 §4.5.1) and to nobody else.
 */
import { domainOf, identitiesOf } from '@hearback/smtp';
import { inNetworks } from '../config/network.ts';

interface SubmissionUser {
  readonly name: string;
  readonly password: string;
  /** "ann@example.com", "@example.com", "*". */
  readonly senders: readonly string[];
  /** Likewise; empty: as `senders`. */
  readonly authors: readonly string[];
  readonly stream: string | null;
}

export interface PermissionSettings {
  readonly trustedNetworks: readonly string[];
  /** Our own names: host name and further domains of this machine. */
  readonly ownDomains: readonly string[];
  readonly postmaster: string | null;
  readonly users: readonly SubmissionUser[];
}

type Destination =
  | { readonly kind: 'elsewhere' }
  /** Postmaster of this machine; `address` null: none is set. */
  | { readonly kind: 'postmaster'; readonly address: string | null }
  /** A name of ours that has no mailbox. */
  | { readonly kind: 'nobody_here' };

export interface Permission {
  readonly user: (name: string) => SubmissionUser | null;
  /** Logged in, as a user there still is, or from a trusted network. */
  readonly mayRelay: (client: { readonly user: string | null; readonly address: string }) => boolean;
  readonly maySendAs: (user: SubmissionUser, sender: string) => boolean;
  /** What the message itself says of that (RFC 6409 §6.1): why it may not, for people; null when it may. */
  readonly whyNotAuthor: (user: SubmissionUser, message: Uint8Array) => string | null;
  readonly destination: (recipient: string) => Destination;
}

export function createPermission(settings: PermissionSettings): Permission {
  const trusted = inNetworks(settings.trustedNetworks);
  const own = new Set(settings.ownDomains.map(plainDomain));
  const users = new Map(settings.users.map((user) => [user.name.toLowerCase(), user]));

  const destination = (recipient: string): Destination => {
    const at = recipient.lastIndexOf('@');
    const ours = at === -1 || own.has(plainDomain(recipient.slice(at + 1)));
    if (!ours) return { kind: 'elsewhere' };
    const local = at === -1 ? recipient : recipient.slice(0, at);
    // RFC 5321 §4.5.1; RFC 2142 has abuse beside it.
    const isPostmaster = ['postmaster', 'abuse'].includes(local.toLowerCase());
    return isPostmaster ? { kind: 'postmaster', address: settings.postmaster } : { kind: 'nobody_here' };
  };
  return {
    user: (name) => users.get(name.toLowerCase()) ?? null,
    mayRelay: ({ user, address }) => (user !== null && users.has(user.toLowerCase())) || trusted(address),
    maySendAs: ({ senders }, sender) => isAllowed(senders, sender),
    whyNotAuthor,
    destination,
  };
}

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

function whyNotAuthor({ name, senders, authors }: SubmissionUser, message: Uint8Array): string | null {
  const list = authors.length > 0 ? authors : senders;
  if (list.includes('*')) return null;
  const identities = identitiesOf(message);
  if (identities === 'unreadable')
    return `${name} may send as some only, and whom the message is from is not written as RFC 5322 has it`;
  const foreign = identities.find(({ address }) => !isAllowed(list, address));
  return foreign === undefined
    ? null
    : `${name} may not send as <${foreign.address}>, which stands in ${foreign.field}`;
}

/** Lower case, A-labels, no final dot; what is no domain is compared as it is. */
const plainDomain = (domain: string): string => domainOf(`x@${domain}`) ?? domain.toLowerCase();
