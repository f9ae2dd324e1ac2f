/** The SMTP ports: who may hand in mail, and the reports that come to the domain of return paths. */
import type { Places } from '../config/folder.ts';
import type { Config } from '../config/schema/schema.ts';
import type { Accept } from '../delivery/submission.ts';
import type { ReportDesk } from '../intake/smtp.ts';
import type { Log } from '../observe/log.ts';
import { createSubmissionHandler } from '../submission/handler.ts';
import { createPermission, type Permission } from '../submission/permission.ts';
import { type Listeners, openListeners } from './listeners.ts';
import { createReception } from './reception.ts';

export interface SubmittingOptions {
  readonly config: Config;
  readonly places: Pick<Places, 'hostname'>;
  readonly accept: Accept;
  readonly desk: ReportDesk | null;
  readonly hasRoom: () => boolean;
  readonly log: Log;
}

const full = { code: 452, status: '4.3.1', text: 'There is no room for more mail, try again later' };

/** `renew`: users, networks and certificates as the new configuration has them. */
export async function openSubmitting(options: SubmittingOptions): Promise<Listeners> {
  const { config, places, accept, desk, hasRoom, log } = options;
  let permission = permissionOf(config, places.hostname);
  const submission = createSubmissionHandler({
    permission: () => permission,
    accept,
    full: () => (hasRoom() ? null : full),
    log,
  });
  const listeners = await openListeners(config, places.hostname, createReception(submission, desk), log);
  return {
    ...listeners,
    renew(fresh) {
      listeners.renew(fresh);
      permission = permissionOf(fresh, places.hostname);
    },
  };
}

const permissionOf = ({ smtp, users, return_path }: Config, hostname: string): Permission =>
  createPermission({
    trustedNetworks: smtp.trusted_networks,
    trusted: { senders: smtp.trusted_senders, authors: smtp.trusted_authors },
    ownDomains: [hostname, ...smtp.local_domains, ...(return_path.domain === null ? [] : [return_path.domain])],
    postmaster: smtp.postmaster,
    users: Object.entries(users).map(([name, user]) => ({ name, ...user })),
  });
