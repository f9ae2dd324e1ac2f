/** Lanes as operators name and see them: a whole lane, a site, or a domain. */
import type { Clock } from '../delivery/clock.ts';
import type { LaneView } from './control.ts';
import type { Lane } from './lane.ts';
import { domainPlace, laneParts } from './lane-name.ts';
import { everyLaneOf, isPlace, type LaneStates } from './lane-states.ts';
import type { Lanes } from './lanes.ts';

/**
 * The lanes that a name stands for. A site or domain is also named as a whole ("place|*|*"), so that lanes which show
 * themselves later are paused too. A domain that shares its site with others leaves those alone: what is for it is moved
 * into a lane of its own.
 */
export function pausedLanes(name: string, inMemory: Iterable<string>, states: LaneStates): readonly string[] {
  if (name.includes('|')) return [name];
  const places = name.startsWith('domain:') ? [name] : [name, domainPlace(name.toLowerCase())];
  const known = new Set([...inMemory, ...states.all().map(({ lane }) => lane)]);
  const lanes = [...known].filter((lane) => places.includes(laneParts(lane).place) && !isPlace(lane));
  return [...places.map(everyLaneOf), ...lanes];
}

/** Domains to which nothing goes as long as somebody says so: what their mail waits for, whatever was answered before. */
export function pausedDomains(lanes: readonly LaneView[]): ReadonlyMap<string, string> {
  const paused = new Map<string, string>();
  for (const { site, state } of lanes) {
    if (state === null || state.suspendedSince === null || !isPlace(state.lane)) continue;
    const domain = /^domain:(.+)$/.exec(site)?.[1];
    if (domain !== undefined) paused.set(domain, `paused: ${state.why} (${state.by})`);
  }
  return paused;
}

export function laneViews(lanes: Lanes, states: LaneStates, clock: Clock): readonly LaneView[] {
  const views = [...lanes.all()].map((lane) => viewOf(lane, states, clock));
  for (const state of states.all()) {
    if (lanes.get(state.lane) !== undefined || (state.suspendedSince === null && state.rateFactor === null)) continue;
    const { place, source, stream } = laneParts(state.lane);
    views.push({
      ...{ lane: state.lane, site: place, source, stream, ready: 0, sending: 0, connections: 0, rate: 0 },
      ...{ state, lastFailure: null },
    });
  }
  return views;
}

const viewOf = (lane: Lane, states: LaneStates, clock: Clock): LaneView => ({
  ...{ lane: lane.name, site: lane.place, source: lane.source, stream: lane.stream },
  ...{ ready: lane.ready, sending: lane.sending, connections: lane.connections },
  rate: lane.recent.rate(clock.monotonic()),
  state: states.get(lane.name),
  lastFailure: lane.lastFailure,
});
