/** Whether what operators were told was kept: mail that was stopped does not go, but for what they were told is on its way. */
import type { Witnessed } from './check.ts';
import { type Order, pauseLasts } from './operators.ts';

/** Milliseconds in which what had begun before an answer may be read by the sink. */
const grace = 50;
/** The same of a pause, which says nothing of what is on its way, and which other processes hear of. */
const graceOfPause = 2000;

/** Each sentence tells of mail that was sent although an operator had been told that it would not be. */
export function disobeyed({ acknowledged, orders, outcomes }: Witnessed): readonly string[] {
  const stopped = acknowledged.flatMap(({ id, mail }) =>
    orders
      .filter((order) => order.message === id)
      .flatMap((order) => sentWithin(timeOf(order, orders), mail.recipients, `${order.what} of ${id}`)),
  );
  const all = [...outcomes.keys()].filter((recipient) => recipient.endsWith('@sink.example'));
  const paused = orders.filter(({ what }) => what === 'pause');
  const held = orders.filter(({ what, message }) => what === 'hold' && message === null);
  return [
    ...stopped,
    ...paused.flatMap((order) => sentWithin(pauseOf(order, orders), all, 'pause')),
    ...held.flatMap(sentThoughHeld),
  ];

  /** Of what there was when somebody held all of it; so much as he was told is on its way may go. */
  function sentThoughHeld({ asked, answer }: Order): readonly string[] {
    if (answer === null) return [];
    const there = acknowledged.filter(({ at }) => at < asked);
    const sent = there.flatMap(({ id, mail }) =>
      sentWithin([answer.at + grace, letGo(id, asked, orders)], mail.recipients, `hold of all, ${id}`),
    );
    return sent.slice(answer.beingSent);
  }

  function sentWithin([from, until]: Span, recipients: readonly string[], what: string): readonly string[] {
    return recipients.flatMap((recipient) =>
      (outcomes.get(recipient) ?? [])
        .filter(({ began }) => began > from && began < until)
        .map(
          ({ kind, life, began }) => `${what}: ${recipient} ${kind} by ${life}, ${Math.round(began - from)} ms after`,
        ),
    );
  }
}

type Span = readonly [from: number, until: number];
const never: Span = [0, 0];
const stops: ReadonlySet<Order['what']> = new Set(['hold', 'cancel', 'expire']);

/** When nothing of the message goes. A hold lasts until somebody asks to let go. */
function timeOf({ what, message, asked, answer }: Order, orders: readonly Order[]): Span {
  if (!stops.has(what) || answer === null || answer.beingSent > 0) return never;
  return [answer.at + grace, what === 'hold' ? letGo(message, asked, orders) : Number.POSITIVE_INFINITY];
}

/** When somebody asked to let go of what was held at an instant: of the message, or of all. */
const letGo = (message: string | null, held: number, orders: readonly Order[]): number =>
  firstAfter(
    held,
    orders.filter((other) => other.what === 'release' && (other.message ?? message) === message),
  );

function pauseOf({ asked, answer }: Order, orders: readonly Order[]): Span {
  if (answer === null) return never;
  const resumed = firstAfter(
    asked,
    orders.filter(({ what }) => what === 'resume'),
  );
  return [answer.at + graceOfPause, Math.min(resumed, asked + pauseLasts)];
}

/** When the first of them was asked that was not answered before. */
const firstAfter = (at: number, orders: readonly Order[]): number =>
  Math.min(...orders.filter(({ answer }) => answer === null || answer.at > at).map(({ asked }) => asked));
