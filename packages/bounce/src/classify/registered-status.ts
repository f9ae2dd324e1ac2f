/** What the registry of enhanced status codes says of a status, read from the packed rules at the first question. */
import { ourRules } from './our-rules.ts';
import { type StatusMeaning, unpackRegistry } from './packed-rules.ts';

let meanings: ReadonlyMap<string, StatusMeaning> | undefined;

/** The registered meaning of "5.1.1"; null when subject and detail are not registered. */
export function registeredStatus(status: string): StatusMeaning | null {
  meanings ??= unpackRegistry(ourRules);
  return meanings.get(status.slice(2)) ?? null;
}
