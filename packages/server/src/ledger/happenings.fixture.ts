/** Events as they may come about a few messages to a few addresses, and the state that a store ends in. */
import { explain } from '@hearback/bounce';
import fc from 'fast-check';
import { day, eventOf, hour, idsAt, start } from '../store/store.fixture.ts';
import type { Store } from '../store/store.ts';
import { addressKey } from './address-key.ts';
import type { LedgerEvent } from './event.ts';
import { incidentEvent } from './incident-event.ts';
import { correctionOf } from './reclassify.ts';
import type { RecordedWorld } from './record.fixture.ts';

const verdicts = {
  greylisted: explain('451 4.7.1 Greylisted, try again later'),
  full: explain('452 4.2.2 The mailbox is over quota'),
  unknown: explain('550 5.1.1 No such user here'),
  disabled: explain('554 5.2.1 The account has been disabled'),
  expired: { ...explain('451 4.3.0 Try later'), ...pick('message_expired'), last_transient: 'mailbox_full' as const },
};

function pick(reason: 'message_expired') {
  return { reason, bounce: 'hard', final: true } as const;
}

/** A correction is about the happening before it that `of` counts to (modulo), one taken back about such a correction. */
export interface Happening {
  readonly of: number;
  readonly message: number;
  readonly recipient: number;
  readonly at: number;
  readonly kind: (typeof kinds)[number];
}

const kinds = [
  ...(['delivered', 'greylisted', 'full', 'unknown', 'unknown_notice', 'disabled', 'expired', 'complaint'] as const),
  ...(['foreign', 'untrusted', 'by_hand', 'by_hand_list', 'released'] as const),
  ...(['corrected_soft', 'corrected_hard', 'taken_back'] as const),
  ...(['incident_opened', 'incident_closed', 'incident_released'] as const),
];

export const happenings = (most: { readonly messages: number; readonly recipients: number; readonly events: number }) =>
  fc.array(
    fc.record<Happening>({
      of: fc.nat(99),
      message: fc.nat(most.messages - 1),
      recipient: fc.nat(most.recipients - 1),
      at: fc.constantFrom(0, 1, 2, hour, 25 * hour, 8 * day, 16 * day, 17 * day).map((after) => start + after),
      kind: fc.constantFrom(...kinds),
    }),
    { minLength: 1, maxLength: most.events },
  );

/** `world` keeps the messages, addresses and lists of one telling apart from those of others. */
export function eventsOf(told: readonly Happening[], world: string): readonly LedgerEvent[] {
  const messages = new Map<number, string>();
  const messageOf = (index: number): string => {
    const known = messages.get(index) ?? idsAt(start).message(start);
    messages.set(index, known);
    return known;
  };
  const events: LedgerEvent[] = [];
  const eventAt = ({ of, message, recipient, at, kind }: Happening, index: number): LedgerEvent => {
    const common: Partial<LedgerEvent> = {
      ...{ id: `evt:${world}:${String(index).padStart(5, '0')}`, at, recipient: addressOf(world, recipient) },
      ...{ message_id: messageOf(message), list: `list ${world}`, stream: 'bulk', sender: 'news@sender.example' },
      ...{ source_ip: `192.0.2.${index % 3}`, mx: { host: 'aspmx.l.google.com', address: '192.0.2.9' } },
    };
    const by = (type: 'address_suppressed' | 'address_released', scope: 'global' | 'list') =>
      eventOf(type, {
        ...common,
        ...{ message_id: null, source: 'operator' },
        suppression: {
          ...{
            scope,
            value: scope === 'list' ? 'weekly' : '',
            reason: 'user_unknown',
            who: 'ann',
            why: `word ${index}`,
          },
          expires_at: type === 'address_suppressed' && index % 2 > 0 ? at + 5 * day : null,
        },
      });
    const correction = (): LedgerEvent => {
      const earlier = events.filter((event) => (event.type === 'reclassified') === (kind === 'taken_back'));
      const target = earlier[of % Math.max(1, earlier.length)];
      if (target === undefined) return eventOf('auto_reply_received', common);
      const undone = kind === 'taken_back' ? events.find(({ id }) => id === target.reclassification?.event) : target;
      return correctionOf(undone ?? target, {
        ...{ id: `evt:${world}:${String(index).padStart(5, '0')}`, at },
        verdict: kind === 'taken_back' ? null : kind === 'corrected_hard' ? verdicts.unknown : verdicts.full,
        undoes: kind === 'taken_back' ? target.id : null,
        said: { who: 'ann', why: 'a better word', run: null, rules: null },
      });
    };
    switch (kind) {
      case 'corrected_soft':
      case 'corrected_hard':
      case 'taken_back':
        return correction();
      case 'delivered':
        return eventOf('delivered', common);
      case 'greylisted':
      case 'full':
        return eventOf('deferred', { ...common, verdict: verdicts[kind] });
      case 'unknown':
        // An incident is about a template: one of its own keeps worlds apart.
        return eventOf('bounced', { ...common, verdict: { ...verdicts.unknown, template: world } });
      case 'disabled':
        return eventOf('bounced', { ...common, verdict: verdicts.disabled });
      case 'incident_opened':
      case 'incident_closed':
      case 'incident_released':
        return incidentEvent(kind, `evt:${world}:${String(index).padStart(5, '0')}`, at, incidentIn(world), {
          ...(kind === 'incident_closed' ? { until: at + hour } : {}),
          ...(kind === 'incident_released' ? { share: 1, who: 'ann' } : {}),
        });
      case 'unknown_notice':
        return eventOf('bounce_received', { ...common, verdict: verdicts.unknown, source: 'bounce_mail' });
      case 'expired':
        return eventOf('expired', { ...common, verdict: verdicts.expired });
      case 'complaint':
        return eventOf('feedback_received', common);
      case 'foreign':
        return eventOf('bounced', {
          ...common,
          ...{ message_id: null, foreign_message: `log:${world}:${message}`, verdict: verdicts.unknown },
        });
      case 'untrusted':
        return eventOf('bounce_received', { ...common, trusted: false, verdict: verdicts.unknown });
      case 'by_hand':
        return by('address_suppressed', 'global');
      case 'by_hand_list':
        return by('address_suppressed', 'list');
      default:
        return by('address_released', 'global');
    }
  };
  told.forEach((happening, index) => void events.push(eventAt(happening, index)));
  return events;
}

/** A correction names an event that is there; so in every order it comes behind it. Anything else may come at any time. */
export function causal(events: readonly LedgerEvent[], order: readonly number[]): readonly LedgerEvent[] {
  const told: LedgerEvent[] = [];
  const known = new Set<string>();
  let waiting: LedgerEvent[] = [];
  const tell = (event: LedgerEvent): void => {
    const about = event.reclassification?.event;
    if (about !== undefined && !known.has(about)) {
      waiting.push(event);
      return;
    }
    told.push(event);
    known.add(event.id);
    const ready = waiting.filter(({ reclassification }) => reclassification?.event === event.id);
    waiting = waiting.filter((each) => !ready.includes(each));
    for (const each of ready) tell(each);
  };
  for (const index of order) {
    const event = events[index];
    if (event !== undefined) tell(event);
  }
  return told;
}

/** It covers what is said after the first instant. */
const incidentIn = (world: string) => ({
  ...({ id: `inc_${world}`, kind: 'receiver', provider: 'other', reason: 'user_unknown', template: world } as const),
  ...{ sourceIp: null, from: start + 1 },
});

export const addressOf = (world: string, index: number): string => `a${index}@${world}.example`;

/** As the service does: an incident's event stands first, then what it means for the addresses is decided. */
export async function recordHappening(
  { recorder }: Pick<RecordedWorld, 'recorder'>,
  event: LedgerEvent,
  world: string,
  recipients: number,
) {
  if (event.incident === undefined) return void (await recorder.record({ events: [event] }));
  for (;;) {
    const { look } = await recorder.incidents.refresh();
    if ((await recorder.recordAsSeen({ events: [event], looks: [look] })) !== 'stale') break;
  }
  await Promise.all(Array.from({ length: recipients }, (_, index) => recorder.again(addressOf(world, index), event)));
}

/** Without what names the world. */
export async function stateOf(store: Store, world: string, recipients: number) {
  const keys = Array.from({ length: recipients }, (_, index) => addressKey(addressOf(world, index)).recipient);
  const entries = (await store.suppressionsAbout(keys))
    .map(({ key: _, cause, address, ...entry }) => ({
      ...entry,
      address: address?.slice(0, address.indexOf('@')),
      cause: cause?.slice(cause.lastIndexOf(':')),
    }))
    .map((entry) => JSON.stringify(entry).replaceAll(world, 'world'))
    .toSorted();
  const counts: unknown[] = [];
  for (const [grain, dimension] of [
    ['hourly', 'list'],
    ['daily', 'list'],
    ['hourly', 'list|reason'],
    ['daily', 'domain'],
  ] as const) {
    const rows = await store.rollUps({ grain, dimension, key: null, from: 0, to: start + 400 * day });
    for (const { key, at, counts: row } of rows) {
      const mine = key === `${world}.example` || key === `list ${world}` || key.startsWith(`list ${world}|`);
      if (mine && Object.values(row).some((each) => each !== 0))
        counts.push([grain, dimension, key.slice(key.indexOf('|')), at, row]);
    }
  }
  return { entries, counts, found: await foundIn(store, world) };
}

/** What each failure is found under. */
async function foundIn(store: Store, world: string): Promise<readonly string[]> {
  const search = { conditions: [{ column: 'domain', values: [`${world}.example`], not: false }], words: [] } as const;
  const { data } = await store.failures(search, null, 1000);
  return data
    .map(({ event, class: kind, reason }) => `${event.id.slice(event.id.lastIndexOf(':'))} ${kind} ${reason}`)
    .toSorted();
}
