/**
 * Who may hand in mail, as whom, and for whom. A stranger may write to our postmaster (RFC 5321 §4.5.1) and to nobody else.
 */
import { inNetworks } from '../config/network.ts';
import { plainDomain, type SendsAs, type Submitter } from './sends-as.ts';

interface SubmissionUser extends Submitter {
  readonly password: string;
  readonly stream: string | null;
}

export interface PermissionSettings {
  readonly trustedNetworks: readonly string[];
  /** As whom these send. */
  readonly trusted: SendsAs;
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
  /** Logged in, as a user there still is, or from a trusted network; null: a stranger, for whom nothing is relayed. */
  readonly submitter: (client: { readonly user: string | null; readonly address: string }) => Submitter | null;
  readonly destination: (recipient: string) => Destination;
}

export function createPermission(settings: PermissionSettings): Permission {
  const isTrusted = inNetworks(settings.trustedNetworks);
  const own = new Set(settings.ownDomains.map(plainDomain));
  const users = new Map(settings.users.map((user) => [user.name.toLowerCase(), user]));
  const userOf = (name: string): SubmissionUser | null => users.get(name.toLowerCase()) ?? null;

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
    user: userOf,
    submitter({ user, address }) {
      const known = user === null ? null : userOf(user);
      return known ?? (isTrusted(address) ? { name: address, ...settings.trusted } : null);
    },
    destination,
  };
}
