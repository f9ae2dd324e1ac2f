/** Reasons and actions as people read them. */
import type { Action, Reason } from './taxonomy.ts';

/** "mailbox_full" → "mailbox full", unless there is something better to say. */
export const reasonText = (reason: string): string => spoken[reason] ?? reason.replaceAll('_', ' ');

/** Where the bare words of the taxonomy would puzzle. */
const spoken: Readonly<Record<string, string>> & Partial<Record<Reason, string>> = {
  user_unknown: 'mailbox does not exist',
  user_disabled: 'mailbox disabled',
  dnsbl_ip: 'IP on a blocklist',
  dnsbl_domain: 'domain on a blocklist',
  auth_spf: 'SPF failed',
  auth_dkim: 'DKIM failed',
  auth_dmarc: 'DMARC failed',
  auth_failed: 'authentication failed',
  missing_ptr: 'no reverse DNS',
  no_mx: 'domain takes no mail',
  undetermined: 'not understood',
  tls_failure: 'TLS failure',
  dns_failure: 'DNS failure',
};

export const actionText: Readonly<Record<Action, string>> = {
  suppress: 'stop mailing these addresses',
  count: 'nothing now; watch whether it lasts',
  retry: 'nothing; the mail server tries again',
  slow_down: 'send slower: fewer connections and messages at a time',
  pause: 'pause sending there until the cause is found',
  fix_authentication: 'repair SPF, DKIM, DMARC or reverse DNS',
  fix_configuration: 'repair the mail server’s configuration',
  fix_content: 'change the message',
  suppress_for_sender: 'stop mailing these people from this sender',
  review: 'have a person read the replies',
  keep: 'leave them suppressed',
  ignore: 'nothing',
};
