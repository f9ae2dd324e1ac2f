/** Keys about waves of bounces that say nothing about the addresses (docs/incidents.md). */
import { choice, duration, flag, integer, number } from '../field.ts';
import { table } from './table.ts';

const share = { maximum: 1 } as const;

export const incidents = table('Waves of bounces that are not the addresses’ fault (docs/incidents.md).', {
  enabled: flag('Look for them', true),
  bucket: duration('Bounces are counted in spans of this', '5m', { least: '1s' }),
  window: duration('A wave is looked for in the last of them, up to this much time', '30m', { least: '1s' }),
  recipients: integer('Different recipients below which nothing is a wave', 50, { minimum: 1 }),
  times: number('The rate must be so many times the usual one', 5, { minimum: 1 }),
  points: number('And so much above it: 0.03 is 3 percentage points', 0.03, share),
  delivered_share: number('Part of the recipients that must have had a delivery lately', 0.2, share),
  delivered_within: duration('What lately is', '90d'),
  close_after: duration('Closed when the rate has been near the usual one for this long', '15m'),
  release: choice(
    'Whether held addresses get mail again without anybody asking',
    ['by_itself', 'by_hand'],
    'by_itself',
  ),
  release_after: duration('How long after the close', '1h'),
  probe: number('The part of them that goes first, at the close; 0: none', 0.05, share),
  pause: duration('How long lanes are paused for an incident of our own; 0: until somebody closes it', '2h'),
});
