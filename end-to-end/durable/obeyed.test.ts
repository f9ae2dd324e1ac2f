/** What operators were told is held to: without this, orders that nobody disobeys would prove nothing. */
import { expect, it } from 'vitest';
import { disobeyed } from './obeyed.ts';
import type { Order } from './operators.ts';

const recipient = 'ok-a.1-0@sink.example';
const mail = { token: 'a.1', sender: 'from-a.1@client.example', recipients: [recipient], content: '' };

/** Asked at an instant and answered 10 ms later; by default nothing was on its way. */
const order = (what: Order['what'], asked: number, message: string | null = 'msg_1', beingSent = 0): Order => ({
  ...{ what, message, asked },
  answer: { at: asked + 10, changed: 1, beingSent },
});

const told = (orders: readonly Order[], ...began: readonly number[]): number =>
  disobeyed({
    acknowledged: [{ mail, via: 'smtp', id: 'msg_1', at: 10, life: 'one' }],
    outcomes: new Map([
      [recipient, began.map((at) => ({ kind: 'taken' as const, at: at + 5, began: at, life: 'one' }))],
    ]),
    notices: [],
    interruptions: new Map(),
    orders,
  }).length;

it('what was cancelled or given up never goes', () => {
  for (const what of ['cancel', 'expire'] as const) {
    expect(told([order(what, 100)], 90)).toBe(0);
    expect(told([order(what, 100)], 100_000)).toBe(1);
    expect(told([order(what, 100), order('release', 200)], 100_000)).toBe(1);
  }
});

it('what is held goes only when it is let go', () => {
  expect(told([order('hold', 100)], 500)).toBe(1);
  expect(told([order('hold', 100), order('release', 400)], 500)).toBe(0);
  expect(told([order('hold', 100), order('release', 600)], 500)).toBe(1);
  expect(told([order('hold', 100), order('release', 400, 'msg_2')], 500)).toBe(1);
});

it('what there was when all was held goes only when it is let go, but for so much as was told to be on its way', () => {
  expect(told([order('hold', 100, null)], 500)).toBe(1);
  expect(told([order('hold', 5, null)], 500)).toBe(0);
  for (const message of ['msg_1', null])
    expect(told([order('hold', 100, null), order('release', 400, message)], 500)).toBe(0);
  expect(told([order('hold', 100, null), order('release', 400, 'msg_2')], 500)).toBe(1);
  expect(told([order('hold', 100, null, 1)], 500)).toBe(0);
  expect(told([order('hold', 100, null, 1)], 500, 600)).toBe(1);
});

it('an order to let go that crosses a hold may come after it', () => {
  expect(told([order('hold', 100), order('release', 95)], 500)).toBe(0);
  expect(told([order('hold', 100), order('release', 80)], 500)).toBe(1);
});

it('what was told to be on its way may go, and what was never answered binds nobody', () => {
  expect(told([order('cancel', 100, 'msg_1', 1)], 500)).toBe(0);
  expect(told([{ ...order('cancel', 100), answer: null }], 500)).toBe(0);
});

it('nothing goes in a pause, until it ends or somebody resumes', () => {
  expect(told([order('pause', 100, null)], 3000)).toBe(1);
  expect(told([order('pause', 100, null)], 8000)).toBe(0);
  expect(told([order('pause', 100, null), order('resume', 2900, null)], 3000)).toBe(0);
});
