/** Random text, alone, behind a failure code and in a notice's clothes: never hard and certain. */
import { explain, parse } from '@hearback/bounce';
import { falseAlarm } from '../oracles.ts';
import { randomText } from '../random-text.ts';
import type { Target } from '../target.ts';

export const text: Target = {
  name: 'random-text',
  share: 14,
  make: randomText,
  check(input, timed) {
    for (const reply of [input, `550 ${input}`, `554-${input}\r\n554 end`, `smtp; 552 ${input}`]) {
      const found = falseAlarm(timed(() => explain(reply)));
      if (found !== null) return `${found} in ${JSON.stringify(reply.slice(0, 100))}`;
    }
    for (const mail of [
      notice('', input),
      notice('<jo@dest.example>: ', input),
      notice('Undeliverable: jo@dest.example\n\n550 ', input),
    ]) {
      for (const { verdict } of timed(() => parse(mail)).recipients) {
        // A passing failure in a notice of failure has expired: so says the notice, not the text, and nothing is suppressed.
        const found = verdict.last_transient === undefined ? falseAlarm(verdict) : null;
        if (found !== null) return `${found} in a mail ${JSON.stringify(mail.slice(0, 300))}`;
      }
    }
    return null;
  },
};

const notice = (opening: string, body: string): string =>
  `From: mailer-daemon@relay.example\nSubject: Returned mail\nContent-Type: text/plain; charset=utf-8\n\n${opening}${body}\n`;
