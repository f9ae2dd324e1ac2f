/** Broken replies: whatever a server or logger wrote, the reply has a verdict, and `trace` the same one. */
import { explain, parseReply, trace } from '@hearback/bounce';
import { replyWords } from '../dictionary.ts';
import { mutate } from '../mutate.ts';
import { badVerdict } from '../oracles.ts';
import { replies } from '../seeds.ts';
import type { Target } from '../target.ts';

const context = { mx: 'aspmx.l.google.com', stage: 'rcpt' } as const;

export const reply: Target = {
  name: 'reply',
  share: 22,
  make: (random) => mutate(replies, replyWords, random),
  check(input, timed) {
    const verdict = timed(() => explain(input));
    // The template is worked out when it is read, and the rest of the reply too.
    const written = timed(() => JSON.stringify([verdict, { ...parseReply(input) }]));
    const traced = timed(() => trace(input, context));
    if (JSON.stringify(explain(input, context)) !== JSON.stringify(traced.verdict)) return 'trace and explain differ';
    if (written !== JSON.stringify([explain(input), { ...parseReply(input) }]))
      return 'the same reply has two verdicts';
    return badVerdict(verdict, input) ?? badVerdict(traced.verdict, input);
  },
};
