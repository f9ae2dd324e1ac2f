/** The reply that most of a finding's bounces share: by their template, from the latest of them. */
import type { Condition, FailureSearch, Store } from '../store/store.ts';
import type { Finding } from './finding.ts';
import type { Window } from './window.ts';

/** Bounces looked at for one finding. */
const mostLooked = 500;
/** A template that at least this share of them has is named. */
const telling = 0.5;

type FailureStore = Pick<Store, 'failureGroups'>;

/** The findings with their templates; one without a reason is about no bounces of one kind, and has none. */
export const withTemplates = (
  store: FailureStore,
  findings: readonly Finding[],
  window: Window,
): Promise<readonly Finding[]> =>
  Promise.all(
    findings.map(async (finding) =>
      finding.reason === null || finding.kind === 'complaints' || finding.kind === 'incident'
        ? finding
        : { ...finding, template: await sharedTemplate(store, searchOf(finding, window)) },
    ),
  );

/** Null: none is shared by enough of them, or the rules know no template of these replies. */
async function sharedTemplate(store: FailureStore, search: FailureSearch): Promise<string | null> {
  const { total, groups } = await store.failureGroups(search, [['template']], mostLooked);
  const [first] = groups[0] ?? [];
  return first === undefined || first.count < telling * total ? null : (first.values[0] ?? null);
}

function searchOf({ dimension, key, provider, reason, kind }: Finding, window: Window): FailureSearch {
  const is = (column: Condition['column'], value: string): Condition => ({ column, values: [value], not: false });
  const bounce = kind.endsWith('_hard') ? 'hard' : kind.endsWith('_soft') ? 'soft' : null;
  return {
    ...window,
    words: [],
    conditions: [
      is('trusted', 'yes'),
      ...(reason === null ? [] : [is('reason', reason)]),
      ...(bounce === null ? [] : [is('class', bounce)]),
      ...(dimension === 'all' ? [] : [is(dimension, key)]),
      ...(provider === null || dimension === 'provider' ? [] : [is('provider', provider)]),
    ],
  };
}
