/** What a lane does, in one word and a sentence; lanes that only have a brake, because nothing is in memory for them, too. */
import type { Lanes } from '../../api/shapes.ts';
import { providerText, type Tone } from '../../words/verdicts.ts';

type Lane = Lanes['lanes'][number];
export type Brake = Lanes['brakes'][number];

export interface LaneRow {
  readonly lane: string;
  readonly site: string;
  readonly stream: string;
  readonly source: string;
  readonly busy: Pick<Lane, 'ready' | 'sending' | 'connections' | 'rate'> | null;
  readonly brake: Brake | null;
  readonly lastFailure: string | null;
}

export function laneRows({ lanes, brakes }: Lanes): readonly LaneRow[] {
  const known = new Set(lanes.map(({ lane }) => lane));
  const braked = brakes
    .filter(({ lane }) => !known.has(lane))
    .map((brake): LaneRow => {
      const [site = brake.lane, source = '', stream = ''] = brake.lane.split('|');
      return { ...{ lane: brake.lane, site, source, stream }, busy: null, brake, lastFailure: null };
    });
  const running = lanes.map(({ state, last_failure: lastFailure, ready, sending, connections, rate, ...lane }) => ({
    ...lane,
    busy: { ready, sending, connections, rate },
    brake: state ?? brakes.find(({ lane: name }) => name === lane.lane) ?? null,
    lastFailure,
  }));
  const rows = [...running, ...braked];
  const named = new Set(rows.map(({ lane }) => lane));
  // Whoever pauses "a.example" pauses a site and a domain of that name; it is one thing to whoever resumes it.
  const single = rows.filter(({ lane }) => !lane.endsWith('|*|*') || !named.has(`domain:${lane}`));
  return single.sort((a, b) => weight(b) - weight(a) || a.lane.localeCompare(b.lane));
}

/** Held back first, then the busy ones. */
const weight = (row: LaneRow): number =>
  (isPaused(row) ? 1e9 : 0) + (isSlowed(row) ? 1e8 : 0) + (row.busy === null ? 0 : row.busy.ready + row.busy.sending);

export const isPaused = ({ brake }: Pick<LaneRow, 'brake'>): boolean =>
  brake !== null && brake.suspended_since !== null;
export const isSlowed = ({ brake }: Pick<LaneRow, 'brake'>): boolean =>
  brake !== null && brake.rate_factor !== null && brake.rate_factor < 1;

/** What is held back: brakes by lane. */
export const pausedLanes = (lanes: Lanes): ReadonlyMap<string, Brake> =>
  new Map(laneRows(lanes).flatMap(({ lane, brake }) => (brake !== null && isPaused({ brake }) ? [[lane, brake]] : [])));

/** The brake that holds this lane back: its own, or that of its whole site or domain. */
export const brakeOf = (paused: ReadonlyMap<string, Brake>, lane: string): Brake | undefined =>
  paused.get(lane) ?? paused.get(`${lane.split('|', 1)[0]}|*|*`);

/** What to resume, so that mail of this lane goes: a brake of its whole site or domain is resumed with all that it holds. */
export function resumedName(paused: ReadonlyMap<string, Brake>, { lane }: Pick<LaneRow, 'lane'>): string {
  const [place = lane] = lane.split('|', 1);
  return paused.has(`${place}|*|*`) ? place.replace(/^domain:/, '') : lane;
}

/** Nothing is under way in it, and nothing holds it back. */
export const isIdle = (row: LaneRow): boolean =>
  !isPaused(row) && !isSlowed(row) && (row.busy === null || row.busy.ready + row.busy.sending === 0);

/** "news · default"; a brake may be meant for all streams and addresses of a site or a domain. */
export function laneName({ site, stream, source }: LaneRow): readonly [site: string, rest: string] {
  const domain = /^domain:(.+)$/.exec(site)?.[1];
  const parts = [stream, source].filter((part) => part !== '' && part !== '*');
  const rest = stream === '*' || source === '*' ? 'all its mail' : parts.join(' · ');
  if (domain === undefined) return [site.includes('.') ? site : providerText(site), rest];
  return [domain, stream === '*' ? rest : `this domain · ${rest}`];
}

export function laneDoes(row: LaneRow): readonly [tone: Tone, word: string] {
  if (isPaused(row)) return ['bad', 'paused'];
  if (isSlowed(row)) return ['watch', `slowed to ${Math.round((row.brake?.rate_factor ?? 1) * 100)} %`];
  if (row.busy === null) return ['none', 'idle'];
  if (row.busy.sending > 0) return ['ok', 'sending'];
  return row.busy.ready > 0 ? ['watch', 'about to send'] : ['none', 'idle'];
}
