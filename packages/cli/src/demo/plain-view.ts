/** The demo in a pipe: a line for each bounce and, now and then, one for how far it is. */
import type { Output } from '../io.ts';
import { count, faultText } from '../report/words.ts';
import { type Paint, printableLine } from '../view/paint.ts';
import { replyLine, shortened } from '../view/reply-line.ts';
import { closing, fates } from './closing.ts';
import { isBounce, type View, whyText } from './view.ts';

/** Milliseconds between two lines of progress. */
const EVERY = 2000;
/** A pipe has no width of its own. */
const WIDTH = 160;

export function plainView(out: Output, paint: Paint): View {
  let told = 0;
  return {
    started(where, total) {
      out.write(
        `hearback demo: ${count(total)} messages to simulated receivers; no network is used; data in ${where.folder}\n`,
      );
      if (where.page !== null) out.write(`the dashboard: ${where.page}\n`);
    },
    history: (events) => out.write(`before it, two weeks of history: ${count(events)} events\n`),
    event(event) {
      if (!isBounce(event)) return;
      const { recipient, verdict, reply, type } = event;
      const why = verdict === null ? '' : `${whyText(event)} (${faultText(verdict.fault)})`;
      const line = [type.padEnd(8), recipient ?? '', why, replyLine(reply?.text ?? '')].join('  ');
      out.write(`${shortened(printableLine(line), WIDTH)}\n`);
    },
    moment({ standing, elapsed }) {
      if (elapsed - told < EVERY) return;
      told = elapsed;
      out.write(`after ${(elapsed / 1000).toFixed(0)} s: ${fates(standing)}\n`);
    },
    ended(moment, where, stays) {
      out.write(closing(moment, where, stays, paint));
    },
  };
}
