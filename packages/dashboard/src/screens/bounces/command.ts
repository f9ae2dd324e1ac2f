/** The command that lists the same. */
import { termsOf } from '../../words/query.ts';
import { shellWord } from '../../words/shell.ts';

export function commandOf(query: string, since: string | undefined): string {
  const terms = termsOf(query).map(({ text }) => shellWord(text));
  const from = since === undefined ? [] : [`since:${since}`];
  return ['hearback bounces ls', ...terms, ...from].join(' ');
}
