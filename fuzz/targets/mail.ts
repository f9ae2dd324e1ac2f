/** Broken mails of every kind, and mails made to be slow: each has a report. */
import { parse } from '@hearback/bounce';
import { bomb } from '../bombs.ts';
import { feedbackWords, mailWords, replyWords, statusWords } from '../dictionary.ts';
import { mutate } from '../mutate.ts';
import { badReport } from '../oracles.ts';
import type { Random } from '../random.ts';
import { mails } from '../seeds.ts';
import { bytesOf, type Target } from '../target.ts';

/** `parts`: what the mail has to contain. */
const reader = (name: string, share: number, make: (random: Random) => string): Target => ({
  name,
  share,
  make,
  check(input, timed) {
    const bytes = bytesOf(input);
    const report = timed(() => parse(bytes, { headers: ['X-Campaign'] }));
    const written = timed(() => JSON.stringify(report));
    return written === JSON.stringify(parse(input, { headers: ['X-Campaign'] }))
      ? badReport(report)
      : 'bytes and string differ';
  },
});

const holding = (words: RegExp): readonly string[] => mails.filter((mail) => words.test(mail));
const statusMails = holding(/^content-type: *message\/(?:global-)?delivery-status/im);
const feedbackMails = holding(/^content-type: *message\/(?:feedback-report|disposition-notification)/im);

export const mailReaders: readonly Target[] = [
  reader('mail', 12, (random) => mutate(mails, random.chance(0.8) ? mailWords : replyWords, random)),
  reader('dsn', 8, (random) => mutate(statusMails, random.chance(0.7) ? statusWords : mailWords, random)),
  reader('arf-mdn', 5, (random) => mutate(feedbackMails, random.chance(0.7) ? feedbackWords : mailWords, random)),
  reader('bomb', 0.3, bomb),
];
