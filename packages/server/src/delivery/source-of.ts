/**
 * Which of several sources a message leaves from: always the same one for the same message, so that a greylisting receiver
 * sees its retries come from where it knows them, and about as many messages from each.
 */
import { createHash } from 'node:crypto';

/** The name of one of the sources; `sources` has at least one. */
export function sourceOf(sources: readonly string[], messageId: string): string {
  const [first = 'default'] = sources;
  if (sources.length < 2) return first;
  const hash = createHash('sha256').update(messageId).digest().readUInt32BE(0);
  return sources[hash % sources.length] ?? first;
}
