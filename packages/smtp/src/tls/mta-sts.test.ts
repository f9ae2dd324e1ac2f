import { describe, expect, it } from 'vitest';
import type { DnsAnswer, Resolver } from '../dns/resolver.ts';
import { createMtaSts, type FetchedPolicy, type KeptPolicy } from './mta-sts.ts';

const no: DnsAnswer<never> = { kind: 'no_name', secure: false };
const silent = async (): Promise<DnsAnswer<never>> => no;

/** A domain whose record and policy change as the test goes; instants in days. */
function world() {
  const state = { day: 0, id: '1' as string | null | 'unanswered', served: enforce(10) as string | null };
  const fetched: string[] = [];
  const kept = new Map<string, KeptPolicy>();
  const txt = async (): Promise<DnsAnswer<string>> => {
    if (state.id === null) return no;
    if (state.id === 'unanswered') return { kind: 'unanswered', why: 'SERVFAIL' };
    return { kind: 'found', records: [`v=STSv1; id=${state.id}`], secure: false, expiresAt: 0 };
  };
  const resolver: Resolver = { mx: silent, a: silent, aaaa: silent, tlsa: silent, ptr: silent, txt };
  const fetchPolicy = async (url: string): Promise<FetchedPolicy> => {
    fetched.push(url);
    return state.served === null ? { kind: 'failed', why: 'refused' } : { kind: 'policy', text: state.served };
  };
  const cache = {
    get: async (domain: string) => kept.get(domain),
    set: async (domain: string, policy: KeptPolicy) => void kept.set(domain, policy),
  };
  const start = () => createMtaSts({ resolver, fetchPolicy, cache, now: () => state.day * 86_400_000 });
  return { state, fetched, start };
}

const enforce = (days: number, mx = 'mx.example.org') =>
  `version: STSv1\nmode: enforce\nmx: ${mx}\nmax_age: ${days * 86_400}\n`;

/** What happens on the way, then the mx of the policy that holds (null: none) and the fetches so far. */
type Step = readonly [change: Partial<ReturnType<typeof world>['state']>, mx: string | null, fetches: number];
const mx = 'mx.example.org';

describe('the policy of a domain over time', () => {
  const rows: readonly [what: string, steps: readonly Step[]][] = [
    [
      'fetched once, then kept',
      [
        [{}, mx, 1],
        [{ day: 0.5 }, mx, 1],
      ],
    ],
    ['no record, no fetch', [[{ id: null }, null, 0]]],
    ['record out of sight, nothing known', [[{ id: 'unanswered' }, null, 0]]],
    [
      'kept when the record vanishes',
      [
        [{}, mx, 1],
        [{ id: null }, mx, 1],
        [{ id: 'unanswered', day: 9.9 }, mx, 1],
      ],
    ],
    [
      'forgotten when it ends',
      [
        [{}, mx, 1],
        [{ id: null, day: 10 }, null, 1],
      ],
    ],
    [
      'fetched anew for a new id',
      [
        [{}, mx, 1],
        [{ id: '2', served: enforce(10, 'new.example') }, 'new.example', 2],
      ],
    ],
    [
      'kept when a new id cannot be fetched',
      [
        [{}, mx, 1],
        [{ id: '2', served: null }, mx, 2],
      ],
    ],
    [
      'kept when a new id has a broken policy',
      [
        [{}, mx, 1],
        [{ id: '2', served: '<html>' }, mx, 2],
      ],
    ],
    [
      'refreshed after a day',
      [
        [{}, mx, 1],
        [{ day: 1, served: enforce(10, 'new.example') }, 'new.example', 2],
      ],
    ],
    [
      'kept when the refresh fails, and prolonged when it works',
      [
        [{}, mx, 1],
        [{ day: 8, served: null }, mx, 2],
        [{ day: 9, served: enforce(10) }, mx, 3],
        [{ day: 18, id: null }, mx, 3],
      ],
    ],
    [
      'a failure is not repeated for five minutes',
      [
        [{ served: null }, null, 1],
        [{ day: 4 / 1440 }, null, 1],
        [{ day: 5 / 1440, served: enforce(1) }, mx, 2],
      ],
    ],
    [
      'one that ends at once holds for five minutes',
      [
        [{ served: enforce(0) }, mx, 1],
        [{ day: 4 / 1440 }, mx, 1],
        [{ day: 5 / 1440, served: enforce(0, 'new.example') }, 'new.example', 2],
        [{ day: 6 / 1440, id: '2', served: enforce(0) }, mx, 3],
        [{ day: 11 / 1440, id: null }, null, 3],
      ],
    ],
    [
      'fetched anew when the clock has been set back',
      [
        [{ day: 1000 }, mx, 1],
        [{ day: 0, served: enforce(10, 'new.example') }, 'new.example', 2],
        [{ day: 0.5 }, 'new.example', 2],
      ],
    ],
    [
      'a new id is tried at once after a failure',
      [
        [{ served: null }, null, 1],
        [{ id: '2', served: enforce(1) }, mx, 2],
      ],
    ],
  ];
  it.each(rows)('%s', async (_, steps) => {
    const { state, fetched, start } = world();
    const mtaSts = start();
    for (const [change, expected, fetches] of steps) {
      Object.assign(state, change);
      const policy = await mtaSts.policyOf('example.org');
      expect([policy?.policy.mx[0] ?? null, fetched.length]).toEqual([expected, fetches]);
    }
  });

  it('asks the well-known place', async () => {
    const { fetched, start } = world();
    await start().policyOf('example.org');
    expect(fetched).toEqual(['https://mta-sts.example.org/.well-known/mta-sts.txt']);
  });

  it('outlives the process in the cache that is given', async () => {
    const { state, fetched, start } = world();
    await start().policyOf('example.org');
    state.id = null;
    expect((await start().policyOf('example.org'))?.policy.mode).toBe('enforce');
    expect(fetched).toHaveLength(1);
  });

  it('many who ask at once cause one fetch', async () => {
    const { fetched, start } = world();
    const mtaSts = start();
    await Promise.all(Array.from({ length: 20 }, () => mtaSts.policyOf('example.org')));
    expect(fetched).toHaveLength(1);
  });
});
