/**
 * A few hours of mail around an incident, on a clock of its own: to a provider with living and dead addresses, and to another
 * provider that has nothing to do with it. Who is held back gets no mail, as in life.
 */
import { explain, type Verdict } from '@hearback/bounce';
import { day, eventOf, hour, minute } from '../store/store.fixture.ts';
import type { LedgerEvent } from './event.ts';
import type { Incidents } from './incidents.ts';
import type { RecordedWorld } from './record.fixture.ts';
import { createPrng } from './replay-random.fixture.ts';
import { createSuppressionCheck } from './suppression.ts';

export interface Scenario {
  readonly name: string;
  readonly domain: string;
  readonly host: string;
  /** What the provider says for everybody in the incident; the number makes replies differ as they do in life. */
  readonly wave: (address: string, index: number) => string;
  /** What it says for a dead address at any time. */
  readonly dead: (address: string, index: number) => string;
  /** Part of the living that it refuses. */
  readonly share: number;
  /** Milliseconds, from the first refusal; each wave. */
  readonly waves: readonly { readonly after: number; readonly lasts: number }[];
  readonly perMinute: number;
}

export interface Replay {
  readonly living: readonly string[];
  readonly dead: readonly string[];
  readonly elsewhereDead: readonly string[];
  /** Living addresses that bounced. */
  readonly refused: ReadonlySet<string>;
  /** Runs the clock on; `now` of the world moves with it. */
  readonly run: (until: number) => Promise<void>;
  /** Each of them is sent a message now. */
  readonly mail: (addresses: readonly string[]) => Promise<void>;
  /** One that nobody knows bounces now, as a dead one does. */
  readonly bounce: (address: string) => Promise<void>;
  readonly suppressed: (addresses: readonly string[]) => Promise<readonly string[]>;
  readonly begin: number;
}

const context = { sender: 'news@ours.example', stream: 'bulk', list: 'weekly' };
const elsewhere = { domain: 'elsewhere.example', host: 'mx.elsewhere.example' };
const counts = { living: 1500, dead: 40, moved: 20, elsewhere: 500, elsewhereDead: 30 };

export async function openReplay(world: RecordedWorld, incidents: Incidents, scenario: Scenario): Promise<Replay> {
  const random = createPrng(scenario.name);
  const named = (kind: string, count: number, domain = scenario.domain): readonly string[] =>
    Array.from({ length: count }, (_, index) => `${kind}${index}@${domain}`);
  const living = named('living', counts.living);
  const moved = named('moved', counts.moved);
  const dead = [...named('dead', counts.dead), ...moved];
  const others = named('other', counts.elsewhere, elsewhere.domain);
  const elsewhereDead = named('gone', counts.elsewhereDead, elsewhere.domain);
  const isDead = new Set([...dead, ...elsewhereDead]);
  const refused = new Set<string>();
  const check = createSuppressionCheck(world.store, world.now);
  const begin = world.now() + 7 * day;
  let replies = 0;

  const event = (
    address: string,
    type: LedgerEvent['type'],
    verdict: Verdict | null,
    at = world.now(),
  ): LedgerEvent => {
    const { host } = address.endsWith(`@${elsewhere.domain}`) ? elsewhere : scenario;
    return eventOf(type, {
      ...{ at, recipient: address, verdict, message_id: world.ids.message(at), mx: { host, address: '192.0.2.9' } },
      ...{ ...context, source_ip: '198.51.100.7' },
    });
  };
  const inWave = (): boolean =>
    scenario.waves.some(({ after, lasts }) => world.now() >= begin + after && world.now() < begin + after + lasts);

  const attempt = (address: string): LedgerEvent => {
    const { host } = scenario;
    if (elsewhereDead.includes(address))
      return event(address, 'bounced', explain(`550 5.1.1 <${address}>: no mailbox here by that name`));
    const refuses = address.endsWith(scenario.domain) && inWave() && random() < scenario.share;
    if (refuses && !isDead.has(address)) refused.add(address);
    if (refuses) return event(address, 'bounced', explain(scenario.wave(address, replies++), { mx: host }));
    if (isDead.has(address)) return event(address, 'bounced', explain(scenario.dead(address, replies++), { mx: host }));
    return event(address, 'delivered', null);
  };
  const mail = async (addresses: readonly string[]): Promise<void> => {
    const held = await check(addresses, context);
    const sent = addresses.filter((_, index) => held[index] === null);
    await Promise.all(sent.map((address) => world.recorder.record({ events: [attempt(address)] })));
  };
  const some = (from: readonly string[], count: number): string[] =>
    Array.from({ length: count }, () => from[Math.floor(random() * from.length)] ?? '');

  const bounce = async (address: string, at = world.now()): Promise<void> => {
    const verdict = explain(scenario.dead(address, replies++), { mx: scenario.host });
    await world.recorder.record({ events: [event(address, 'bounced', verdict, at)] });
  };
  // The week before: everybody who lives took mail, those who moved did a month ago.
  const delivered = async (addresses: readonly string[], at: number): Promise<void> => {
    await world.recorder.record({ events: addresses.map((address) => event(address, 'delivered', null, at)) });
  };
  await delivered(moved, begin - 40 * day);
  for (let before = 7; before >= 1; before--) {
    const part = Math.ceil(living.length / 7);
    await delivered(living.slice((before - 1) * part, before * part), begin - before * day + 10 * minute);
    await delivered(some(others, 50), begin - before * day + 10 * minute);
    // One in a hundred is unknown on any day.
    for (const index of [1, 2, 3, 4]) await bounce(`past${before}-${index}@${scenario.domain}`, begin - before * day);
  }
  world.advance(begin - hour - world.now());

  let turn = 0;
  return {
    ...{ living, dead, elsewhereDead, refused, begin, mail, bounce },
    async run(until) {
      while (world.now() < until) {
        // A dead address now and then, here and elsewhere; each once while it is mailed.
        const now = turn++;
        const rare =
          now % 5 === 0
            ? [dead[(now / 5) % dead.length] ?? '', elsewhereDead[(now / 5) % elsewhereDead.length] ?? '']
            : [];
        await mail([...new Set([...some(living, scenario.perMinute), ...some(others, 5), ...rare])]);
        await incidents.look();
        world.advance(minute);
      }
    },
    async suppressed(addresses) {
      const found = await check(addresses, context);
      return addresses.filter((_, index) => found[index] !== null);
    },
  };
}
