/** Notices about hostile mail, read back: the same recipients and actions. The lines of an input fill the fields of a notice. */
import { composeNotice, explain, parse } from '@hearback/bounce';
import { mailWords, replyWords, statusWords } from '../dictionary.ts';
import { mutate } from '../mutate.ts';
import { badReport } from '../oracles.ts';
import { mails, replies } from '../seeds.ts';
import type { Target } from '../target.ts';

const actions = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const;
const words = [...mailWords, ...statusWords, ...replyWords];

export const notice: Target = {
  name: 'notice',
  share: 3,
  make: (random) => [mutate(replies, words, random), mutate(mails, words, random)].join('\f'),
  check(input, timed) {
    const lines = input.split('\f').map((text) => text.split('\n', 8).join('\r\n'));
    const [said = '', strange = ''] = lines;
    const count = 1 + (input.length % 5);
    const written = timed(() =>
      composeNotice({
        reportingMta: strange.slice(0, 30),
        from: strange.slice(30, 80),
        to: strange.slice(80, 150),
        now: Date.UTC(2026, 10, 23),
        recipients: Array.from({ length: count }, (_, i) => ({
          recipient: `jo${i}@dest.example`,
          originalRecipient: strange.slice(100, 140),
          action: actions[(input.length + i) % 5] ?? 'failed',
          verdict: explain(said),
          diagnostic: said,
          remoteMta: strange.slice(10, 60),
        })),
        original: {
          content: input,
          subject: strange.slice(40, 200),
          messageId: strange.slice(20, 60),
          envelopeId: strange.slice(5, 50),
        },
        ret: input.length % 2 === 0 ? 'full' : 'headers',
      }),
    );
    const report = timed(() => parse(written.bytes));
    const read = report.recipients.map(({ recipient, action }) => `${action} ${recipient}`).join();
    const meant = Array.from(
      { length: count },
      (_, i) => `${actions[(input.length + i) % 5]} jo${i}@dest.example`,
    ).join();
    return read === meant ? badReport(report) : `read back otherwise: ${report.kind} ${read}`;
  },
};
