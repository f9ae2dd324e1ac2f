/** To whom messages went and what became of each recipient: from the queue, from effects, and where both are silent from events. */
import { sql } from 'kysely';
import { addressKey } from '../../ledger/address-key.ts';
import { type Fate, fateOfBits, fateOfEntry } from '../../ledger/fate.ts';
import type { Database } from '../database.ts';
import { readPayload } from '../event-places.ts';
import { eventCodes, eventColumns, readEvent } from '../event-row.ts';
import { idOctets, idText } from '../id.ts';
import type { MessageReads } from '../messages.ts';

/** Messages of one statement, and their recipients: the thread that reads has others to answer. */
const atOnce = { messages: 256, recipients: 5000 };
/** Each is a part of one statement. */
const namedAtOnce = 32;

type FateReads = Pick<MessageReads, 'fatesOf' | 'firstRecipients'>;
type Asked = Parameters<MessageReads['fatesOf']>[0];

export function fateReads({
  reads: db,
  payload,
  effectBits,
  isAmong,
}: Pick<Database, 'reads' | 'payload' | 'effectBits' | 'isAmong'>): FateReads {
  const fatesOfSome = async (asked: Asked): Promise<Map<string, Map<number, Fate>>> => {
    const found = new Map(asked.map(({ id }) => [id, new Map<number, Fate>()]));
    const ids = asked.map(({ id }) => idOctets(id, 'msg_'));
    const note = (message: Uint8Array, recipient: number, fate: Fate): void =>
      void found.get(idText(message, 'msg_'))?.set(recipient, fate);
    // The queue first: what leaves it between the questions has had its effect in the same commit, and is open in both at worst.
    const entries = await db
      .selectFrom('queue')
      .select(['message', 'recipient', 'held', 'attempts'])
      .where('message', 'in', ids)
      .execute();
    const effects = await db
      .selectFrom('effects')
      .select(['message', 'recipient', effectBits.as('bits')])
      .where('message', 'in', ids)
      .execute();
    for (const { message, recipient, bits } of effects) note(message, recipient, fateOfBits(Number(bits)));
    const leftOff = new Set(
      asked.flatMap(({ id }) => ([...(found.get(id)?.values() ?? [])].includes('deferred') ? [id] : [])),
    );
    const open = new Set<string>();
    for (const { message, recipient, held, attempts } of entries) {
      const { recipient: key } = addressKey(recipient);
      open.add(`${key} ${idText(message, 'msg_')}`);
      note(message, key, fateOfEntry(held === 1, attempts));
    }
    const silent = asked.filter(
      ({ id, recipients }) => recipients === null || (found.get(id)?.size ?? 0) < recipients || leftOff.has(id),
    );
    for (const { message, recipient, fate } of await withoutEffect(silent.map(({ id }) => idOctets(id, 'msg_')))) {
      const known = found.get(idText(message, 'msg_'))?.get(recipient);
      const isOpen = open.has(`${recipient} ${idText(message, 'msg_')}`);
      if (known === undefined || (known === 'deferred' && !isOpen)) note(message, recipient, fate);
    }
    return found;
  };

  /** What has no effect: it was cancelled, before or between attempts, or the address must not be mailed. */
  const withoutEffect = async (ids: readonly Uint8Array[]) => {
    if (ids.length === 0) return [];
    const rows = await db
      .selectFrom('events')
      .select(eventColumns(payload))
      .where(isAmong('events.message', ids))
      .where('type', 'in', [eventCodes.cancelled, eventCodes.suppressed_send])
      .execute();
    return rows.flatMap((row) => {
      const { recipient, type } = readEvent(row);
      if (row.message === null || recipient === null) return [];
      const fate: Fate = type === 'cancelled' ? 'cancelled' : 'suppressed';
      return [{ message: row.message, recipient: addressKey(recipient).recipient, fate }];
    });
  };

  return {
    fatesOf: async (asked) => {
      const found = new Map<string, Map<number, Fate>>();
      for (const some of inPortions(asked)) for (const [id, each] of await fatesOfSome(some)) found.set(id, each);
      return found;
    },

    firstRecipients: async (ids, most) => {
      const named = new Map<string, readonly string[]>();
      for (let at = 0; at < ids.length; at += namedAtOnce) {
        // Those of its acceptance were recorded first, in the order of the envelope.
        const parts = ids.slice(at, at + namedAtOnce).map(
          (id) => sql`select * from (
            select seq, message, ${payload} as payload from events
            where ${isAmong('events.message', [idOctets(id, 'msg_')])} order by seq limit ${most}
          ) as of_one`,
        );
        const { rows } = await sql<{ seq: number; message: Uint8Array; payload: string }>`
          ${sql.join(parts, sql` union all `)} order by seq`.execute(db);
        for (const { message, payload: text } of rows) {
          const { recipient = null } = readPayload(text);
          const id = idText(message, 'msg_');
          const before = named.get(id) ?? [];
          if (recipient !== null && !before.some((other) => isSame(other, recipient)))
            named.set(id, [...before, recipient]);
        }
      }
      return named;
    },
  };
}

const isSame = (a: string, b: string): boolean => addressKey(a).key === addressKey(b).key;

function* inPortions(asked: Asked): Generator<Asked> {
  let some: Asked[number][] = [];
  let recipients = 0;
  for (const each of asked) {
    some.push(each);
    recipients += each.recipients ?? 1;
    if (some.length < atOnce.messages && recipients < atOnce.recipients) continue;
    yield some;
    [some, recipients] = [[], 0];
  }
  if (some.length > 0) yield some;
}
