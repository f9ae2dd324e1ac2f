/** What is given, read anew whenever it or the rules change; what mails need is loaded with the first mail. */
import type { RuleBook } from '@hearback/bounce';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { say } from '../../parts/toast.tsx';
import { type Given, isMail, type MailReader, type Reading, read } from './reading.ts';

export function useReading(given: Given, rules: RuleBook | undefined): Reading {
  const [reader, setReader] = useState<MailReader | null>(null);
  const needed = reader === null && isMail(given.text);
  useEffect(() => {
    if (!needed) return;
    import('./mail-reader.ts').then(
      ({ parse }) => setReader(() => parse),
      () => say('What reads mails could not be loaded: is the server there? Load the page again.'),
    );
  }, [needed]);
  return useMemo(() => read(given, rules, reader), [given, rules, reader]);
}
