import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { providers } from '../rules/index.ts';
import { hours, minutes } from './policy.ts';
import { decideLane, defaultReactions } from './react.ts';
import { verdictOf } from './verdict.fixture.ts';

const now = Date.UTC(2026, 10, 24);
const ago = (...instants: number[]): number[] => instants.map((before) => now - before);

test('one rate limit concerns its message, three within an hour the lane', () => {
  const verdict = verdictOf('rate_limited');
  expect(decideLane(verdict, ago(0), now)).toEqual({ kind: 'keep' });
  expect(decideLane(verdict, ago(0, 5 * minutes, 61 * minutes), now)).toEqual({ kind: 'keep' });
  expect(decideLane(verdict, ago(0, 5 * minutes, 59 * minutes), now)).toEqual({
    kind: 'slow_down',
    factor: 0.5,
    until: now + 30 * minutes,
  });
});

test('a provider’s own figure goes before the general one', () => {
  const verdict = verdictOf('rate_limited', { provider: 'yahoo' });
  expect(decideLane(verdict, ago(0, 1 * minutes), now)).toEqual({ kind: 'suspend', until: now + 2 * hours });
});

test('a longer wait that the receiver names is kept', () => {
  const verdict = verdictOf('rate_limited', { provider: 'yahoo', retry_after: 4 * 3600 });
  expect(decideLane(verdict, ago(0, 1 * minutes), now)).toEqual({ kind: 'suspend', until: now + 4 * hours });
});

test('but for a day at most', () => {
  const verdict = verdictOf('rate_limited', { provider: 'yahoo', retry_after: 30 * 24 * 3600 });
  expect(decideLane(verdict, ago(0, 1 * minutes), now)).toEqual({ kind: 'suspend', until: now + 24 * hours });
});

test('a dead address never stops a lane', () => {
  expect(decideLane(verdictOf('user_unknown'), new Array<number>(1000).fill(now), now)).toEqual({ kind: 'keep' });
});

test('reactions are settings', () => {
  const reactions = [{ provider: null, reason: 'greylisted', times: 1, within: 1, kind: 'suspend', lasts: 5 } as const];
  expect(decideLane(verdictOf('greylisted'), [now], now, reactions)).toEqual({ kind: 'suspend', until: now + 5 });
});

test('every reaction to one receiver names a receiver that verdicts name', () => {
  const ids = new Set(providers.map(({ id }) => id));
  for (const { provider } of defaultReactions) if (provider !== null) expect(ids).toContain(provider);
});

test('the built-in ones are those of the page about the queue', () => {
  const page = readFileSync(new URL('../../../../docs/queue.md', import.meta.url), 'utf8');
  const span = (time: number): string => (time % hours === 0 ? `${time / hours}h` : `${time / minutes}m`);
  const rows = defaultReactions.map(({ provider, reason, times, within, kind, factor, lasts }) => {
    const action = factor === undefined ? kind : `${kind} to ${factor}`;
    return `| \`${reason}\` | ${[provider ?? 'any', times, span(within), action, span(lasts)].join(' | ')} |`;
  });
  expect(page).toContain(`| ---: |\n${rows.join('\n')}\n\n`);
});

test('a slower lane has half its rate where no share is given, and what is exactly as old as the time no longer counts', () => {
  const reactions = [
    { provider: 'google', reason: 'greylisted', times: 1, within: 1, kind: 'suspend', lasts: 9 } as const,
    { provider: null, reason: 'greylisted', times: 2, within: 10, kind: 'slow_down', lasts: 5 } as const,
  ];
  const verdict = verdictOf('greylisted', { provider: 'yahoo' });
  expect(decideLane(verdict, ago(0, 10), now, reactions)).toEqual({ kind: 'keep' });
  expect(decideLane(verdict, ago(0, 9), now, reactions)).toEqual({ kind: 'slow_down', factor: 0.5, until: now + 5 });
});
