/** An event as one line for people. */
import { type Paint, printableLine, type Tone } from '../view/paint.ts';
import { replyLine } from '../view/reply-line.ts';
import type { Happening } from './shapes.ts';

const tones: Readonly<Record<string, Tone>> = {
  delivered: 'green',
  deferred: 'yellow',
  delayed_notice: 'yellow',
  bounced: 'red',
  expired: 'red',
  cancelled: 'red',
  suppressed_send: 'red',
  quarantined: 'red',
};

export function eventLine(event: Happening, paint: Paint): string {
  const { at, type, recipient, attempt, mx, verdict, reply, ambiguous } = event;
  const waitedFor = type === 'expired' ? event.dominant_reason : null;
  const name = type.padEnd(11);
  const rest = [
    recipient ?? '',
    attempt === null ? '' : `attempt ${attempt}`,
    mx === null ? '' : `at ${mx.host}`,
    verdict === null || type === 'delivered' ? '' : verdict.reason,
    waitedFor === null ? '' : `most attempts: ${waitedFor}`,
    ambiguous ? 'the reply to the final dot never came' : '',
    replyLine(reply?.text ?? ''),
  ].filter((part) => part !== '');
  return `${paint('dim', at.slice(11, 23))} ${paint(tones[type] ?? 'bold', name)} ${printableLine(rest.join('  '))}`;
}
