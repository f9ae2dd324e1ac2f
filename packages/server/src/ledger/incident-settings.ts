/** The figures of incidents (docs/incidents.md); all durations are milliseconds, all shares 0 to 1. */
import { day, hour } from './contributions.ts';

const minute = 60_000;

export interface IncidentSettings {
  readonly enabled: boolean;
  /** Bounces are counted in spans of this. */
  readonly bucket: number;
  /** A wave is looked for in the last of them: in one, in two, and so on up to this much time. */
  readonly window: number;
  /** Different recipients below which nothing is a wave. */
  readonly recipients: number;
  /** The rate must be at least this many times the baseline, and at least this much above it. */
  readonly times: number;
  readonly points: number;
  /** Of a receiver: the part of a sample of the recipients that must have had a delivery, within so long. */
  readonly deliveredShare: number;
  readonly deliveredWithin: number;
  /** Closed when the rate has been back near the baseline for this long. */
  readonly closeAfter: number;
  /** Whether held addresses get mail again without anybody asking, and how long after the close. */
  readonly release: 'by_itself' | 'by_hand';
  readonly releaseAfter: number;
  /** The part of them that goes first, at the close. */
  readonly probe: number;
  /** Of a sender: how long the lanes are paused. 0: until somebody closes the incident. */
  readonly pause: number;
}

export const defaultIncidentSettings: IncidentSettings = {
  enabled: true,
  bucket: 5 * minute,
  window: 30 * minute,
  recipients: 50,
  times: 5,
  points: 0.03,
  deliveredShare: 0.2,
  deliveredWithin: 90 * day,
  closeAfter: 15 * minute,
  release: 'by_itself',
  releaseAfter: hour,
  probe: 0.05,
  pause: 2 * hour,
};

/**
 * Different recipients from which on bounces may be a wave. Of one that comes again while it holds the addresses of the last, a
 * fifth: those get no mail that could bounce.
 */
export const manyOf = ({ recipients }: Pick<IncidentSettings, 'recipients'>, again: boolean): number =>
  again ? Math.ceil(recipients / 5) : recipients;

/** The rate from which on bounces are a wave. */
export const thresholdOf = (baseline: number, { times, points }: Pick<IncidentSettings, 'times' | 'points'>): number =>
  Math.max(times * baseline, baseline + points);

/** The rate below which a wave is over: half of the way from the baseline to the threshold. */
export const calmOf = (baseline: number, settings: Pick<IncidentSettings, 'times' | 'points'>): number =>
  baseline + (thresholdOf(baseline, settings) - baseline) / 2;
