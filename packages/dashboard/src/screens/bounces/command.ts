/** The command that lists the same, as far as it has flags for it; what it has none for is left to its reader. */
import { termsOf } from '../../words/query.ts';
import { shellWord } from '../../words/shell.ts';

const flags = new Set(['recipient', 'reason', 'provider', 'list', 'stream', 'type']);

export function commandOf(query: string): string {
  const terms = termsOf(query).flatMap(({ field, value, not }) =>
    field === null || not || !flags.has(field) ? [] : [`--${field} ${shellWord(value)}`],
  );
  return ['hearback bounces ls', ...terms].join(' ');
}
