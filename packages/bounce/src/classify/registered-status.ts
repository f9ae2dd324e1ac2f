/** What the registry of enhanced status codes says of a status, read from the packed rules at the first question. */
import { ourRules } from './our-rules.ts';
import { type StatusMeaning, unpackRegistry } from './packed-rules.ts';

let meanings: ReadonlyMap<string, StatusMeaning> | undefined;

/**
 * The registered meaning of "5.1.1". A detail that nobody registered says no more than its subject ("5.7.99": as 5.7.0), and nothing of
 * an address or a mailbox; null when neither is known.
 */
export function registeredStatus(status: string): StatusMeaning | null {
  meanings ??= unpackRegistry(ourRules);
  const registered = meanings.get(status.slice(2));
  if (registered !== undefined) return registered;
  const subject = /^[3-7](?=\.\d)/.exec(status.slice(2));
  return subject === null ? null : (meanings.get(`${subject[0]}.0`) ?? null);
}
