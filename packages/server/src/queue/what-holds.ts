/** What holds mail back that waits in a lane, as a sentence for people: a person, an incident, or what its receiver answered. */
import type { LaneView } from './control.ts';

/** Null: the lane is known to be held by nothing, or there is none. */
export function whatHolds(lane: string | null, lanes: readonly LaneView[]): string | null {
  const state = lanes.find((view) => view.lane === lane)?.state ?? null;
  if (state === null || state.suspendedSince === null) return null;
  if (state.by === 'auto') return `suspended: ${state.why}`;
  // An incident says its own name.
  return state.by.startsWith('incident:') ? `paused: ${state.why}` : `paused: ${state.why} (${state.by})`;
}
