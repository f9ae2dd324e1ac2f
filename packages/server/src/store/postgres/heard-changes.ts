/** What the listening half of a batch changes: effects and counts, suppression, mails as they came. */
import { sql } from 'kysely';
import { type Effect, join } from '../../ledger/effect.ts';
import { type KeyedEffect, unitEffects } from '../../ledger/effect-of.ts';
import type { Refound } from '../../ledger/failure.ts';
import { effectDetail } from '../effect-row.ts';
import { failureRow } from '../failure-row.ts';
import { type FailureColumn, failureColumns } from '../health.ts';
import { idOctets } from '../id.ts';
import type { IncidentAddress } from '../incidents.ts';
import type { SuppressionWrite } from '../listening.ts';
import type { Unit } from '../store.ts';
import { changeDetail, suppressionDetail, suppressionDomain } from '../suppression-row.ts';
import { createTally, type TallyRow } from '../tally.ts';
import { bulk, bulkInsert, packedInsert } from './bulk.ts';
import type { NamedQuery } from './line.ts';
import { effectKey, effectName, looksOf } from './looks.ts';

/** Fails on the constraint `effects_key` when another process has put one in meanwhile: the batch is done again. */
const insertEffects = bulkInsert('effects', { message: 'bytea', recipient: 'bigint', detail: 'text' });
const updateEffects = bulk(
  'change_effects',
  { message: 'bytea', recipient: 'bigint', detail: 'text' },
  (from) => sql`
  update effects set detail = t.detail from ${from}
  where effects.message = t.message and effects.recipient = t.recipient`,
);
const count = {
  attempted: 'bigint',
  delivered: 'bigint',
  soft: 'bigint',
  recovered: 'bigint',
  soft_final: 'bigint',
  hard: 'bigint',
  complaints: 'bigint',
} as const;
const upsertRollUps = (table: 'roll_ups_hourly' | 'roll_ups_daily') => {
  const names = sql.join(Object.keys(count).map((name) => sql.ref(name)));
  const added = Object.keys(count).map(
    (name) => sql`${sql.ref(name)} = ${sql.ref(`${table}.${name}`)} + ${sql.ref(`excluded.${name}`)}`,
  );
  return bulk(
    `upsert_${table}`,
    { dimension: 'text', key: 'text', at: 'bigint', ...count },
    (from) => sql`
    insert into ${sql.table(table)} (dimension, key, at, ${names})
    select dimension, key, at, ${names} from ${from}
    on conflict (dimension, key, at) do update set ${sql.join(added)}`,
  );
};
const upsertHourly = upsertRollUps('roll_ups_hourly');
const upsertDaily = upsertRollUps('roll_ups_daily');

const entry = { recipient: 'bigint', key: 'bytea', scope: 'text', value: 'text' } as const;
const upsertSuppressions = bulk(
  'suppress',
  {
    ...entry,
    address: 'text',
    domain: 'text',
    state: 'text',
    reason: 'text',
    since: 'bigint',
    expires_at: 'bigint',
    detail: 'text',
  },
  (from) => sql`
  insert into suppressions (recipient, key, scope, value, address, domain, state, reason, since, expires_at, detail)
  select recipient, key, scope, value, address, domain, state, reason, since, expires_at, detail from ${from}
  on conflict (recipient, key, scope, value) do update set
    address = coalesce(excluded.address, suppressions.address), domain = coalesce(excluded.domain, suppressions.domain),
    state = excluded.state, reason = excluded.reason, since = excluded.since, expires_at = excluded.expires_at,
    detail = excluded.detail`,
);
const deleteSuppressions = bulk(
  'unsuppress',
  entry,
  (from) => sql`
  delete from suppressions using ${from} where suppressions.recipient = t.recipient and suppressions.key = t.key
  and suppressions.scope = t.scope and suppressions.value = t.value`,
);
const insertChanges = bulkInsert('suppression_changes', { ...entry, detail: 'text' });
const insertReclassifications = bulkInsert('reclassifications', {
  event: 'bytea',
  target: 'bytea',
  run: 'text',
  at: 'bigint',
});
const upsertIncidentAddresses = bulk(
  'incident_address',
  {
    ...{ incident: 'text', recipient: 'bigint', key: 'bytea', address: 'text', state: 'text', messages: 'bigint' },
    ...{ first_at: 'bigint', last_at: 'bigint' },
  } as const,
  (from) => sql`
  insert into incident_addresses (incident, recipient, key, address, state, messages, first_at, last_at)
  select incident, recipient, key, address, state, messages, first_at, last_at from ${from}
  on conflict (incident, recipient, key) do update set state = excluded.state, messages = excluded.messages,
    first_at = excluded.first_at, last_at = excluded.last_at`,
);
const insertRaws = packedInsert('raws', { event: 'bytea', at: 'bigint' }, { column: 'octets', as: 'octets' });

/**
 * Under the lock of events (changes.ts) nobody else's events or suppressions come in between. Fails on the constraint
 * `look_is_stale`: the batch is done again, and the look is judged anew.
 */
const lookAgain = bulk(
  'look_again',
  { recipient: 'bigint', seen: 'bigint' },
  (from) => sql`
  insert into stale_looks (recipient) select t.recipient from ${from}
  where case when t.seen is null
    then exists (select 1 from suppressions where suppressions.recipient = t.recipient)
    else coalesce((select max(events.seq) from events where events.recipient = t.recipient), 0) <> t.seen end`,
);

const failureNames = sql.join(['event', 'at', ...failureColumns].map((name) => sql.ref(name)));
const failureTypes = {
  event: 'bytea',
  at: 'bigint',
  ...(Object.fromEntries(failureColumns.map((name) => [name, 'text'])) as Readonly<Record<FailureColumn, 'text'>>),
} as const;
/** What is there already is told by its event, which is unique. */
const insertFailures = bulk(
  'insert_failures',
  failureTypes,
  (from) => sql`
  insert into failures (${failureNames}) select ${failureNames} from ${from} on conflict (at, event) do nothing`,
);
/** One that has been swept stays so. */
const updateFailures = bulk(
  'update_failures',
  failureTypes,
  (from) => sql`
  update failures set ${sql.join(failureColumns.map((name) => sql`${sql.ref(name)} = ${sql.ref(`t.${name}`)}`))}
  from ${from} where failures.at = t.at and failures.event = t.event`,
);

type Add = <R>(query: (rows: readonly R[]) => NamedQuery, rows: readonly R[]) => void;

export function addHeard(add: Add, units: readonly Unit[], effects: ReadonlyMap<string, Effect>): void {
  const tally = createTally();
  const inserted: EffectRow[] = [];
  const updated: EffectRow[] = [];
  for (const { key, before, after } of changedEffects(units, effects)) {
    const row = { ...key, detail: effectDetail(after) };
    if (before === null) inserted.push(row);
    else if (row.detail === effectDetail(before)) continue;
    else updated.push(row);
    tally.add(before, after);
  }
  const rows = tally.rows();
  add(insertEffects, inserted);
  add(updateEffects, updated);
  add(upsertHourly, rows.filter(({ grain }) => grain === 'hourly').map(rollUpRow));
  add(upsertDaily, rows.filter(({ grain }) => grain === 'daily').map(rollUpRow));
  add(
    insertReclassifications,
    units.flatMap(({ events }) =>
      events.flatMap(({ id, at, reclassification: told }) =>
        told === undefined
          ? []
          : [{ event: idOctets(id, 'evt_'), target: idOctets(told.event, 'evt_'), run: told.run, at }],
      ),
    ),
  );
  add(
    insertFailures,
    units.flatMap(({ events }) => events.flatMap((event) => failureRow(event))),
  );
  add(updateFailures, lastOfEach(units.flatMap(({ refound = [] }) => refound)));
  add(
    insertRaws,
    units.flatMap(({ raws = [] }) =>
      raws.map(({ event, at, octets }) => ({ event: idOctets(event, 'evt_'), at, packed: octets })),
    ),
  );
}

/** One statement changes a row once. */
function lastOfEach(refound: readonly Refound[]) {
  const last = new Map(refound.map((each) => [each.event.id, each]));
  return [...last.values()].flatMap(({ event, excused }) => failureRow(event, excused));
}

/** Under the lock of events. */
export function addSuppressions(add: Add, units: readonly Unit[]): void {
  add(lookAgain, units.flatMap(looksOf));
  const writes = units.flatMap(({ suppressions = [] }) => suppressions);
  // One statement changes a row once; a later unit's look would have been stale.
  add(upsertSuppressions, writes.flatMap(suppressionRow));
  add(deleteSuppressions, writes.filter((write) => write.entry === null).map(entryKey));
  add(
    upsertIncidentAddresses,
    units.flatMap(({ incidentAddresses = [] }) => incidentAddresses.map(incidentAddressRow)),
  );
  add(
    insertChanges,
    writes.map((write) => ({ ...entryKey(write), detail: changeDetail(write.change) })),
  );
}

interface EffectRow {
  readonly message: Uint8Array;
  readonly recipient: number;
  readonly detail: string;
}

interface ChangedEffect {
  readonly key: ReturnType<typeof effectKey>;
  readonly before: Effect | null;
  readonly after: Effect;
}

/** Unit by unit: what one has counted anew, later ones join theirs to. */
function changedEffects(units: readonly Unit[], effects: ReadonlyMap<string, Effect>): Iterable<ChangedEffect> {
  const changed = new Map<string, ChangedEffect>();
  const change = (keyed: KeyedEffect, become: (known: Effect | null) => Effect | null): void => {
    const key = effectKey(keyed);
    const name = effectName(key.message, key.recipient);
    const before = effects.get(name) ?? null;
    const after = become(changed.get(name)?.after ?? before);
    if (after !== null) changed.set(name, { key, before, after });
  };
  for (const unit of units) {
    for (const keyed of unitEffects(unit))
      change(keyed, (known) => (known === null ? keyed.effect : join(known, keyed.effect)));
    for (const recount of unit.recounts ?? []) change(recount, (known) => (known === null ? null : recount.effect));
  }
  return changed.values();
}

function rollUpRow({ dimension, key, at, counts }: TallyRow) {
  const [attempted = 0, delivered = 0, soft = 0, recovered = 0, soft_final = 0, hard = 0, complaints = 0] = counts;
  return { dimension, key, at, attempted, delivered, soft, recovered, soft_final, hard, complaints };
}

const entryKey = ({ recipient, key, scope, value }: SuppressionWrite) => ({
  recipient,
  key: Buffer.from(key, 'hex'),
  scope,
  value,
});

function incidentAddressRow({ key, firstAt, lastAt, ...address }: IncidentAddress) {
  return { ...address, key: Buffer.from(key, 'hex'), first_at: firstAt, last_at: lastAt };
}

function suppressionRow(write: SuppressionWrite) {
  if (write.entry === null) return [];
  const { address, state, reason, since, expires_at } = write.entry;
  const detail = suppressionDetail(write.entry);
  return [
    { ...entryKey(write), address, domain: suppressionDomain(write.entry), state, reason, since, expires_at, detail },
  ];
}
