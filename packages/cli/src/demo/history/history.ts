/** The two weeks before the demo, as the events that a mail server would have told. */
import { chance, type RepliedReason, writtenReply } from '@hearback/receivers';
import type { ToldEvent } from '@hearback/server';
import { misspelt } from '../campaign.ts';
import { type Fate, fateOf } from './fates.ts';
import { day, hour, type Letter, senders, timetable } from './timetable.ts';

/** In the order of their instants, all before `until`; the same for the same seed and instant. */
export function history(seed: number, until: number): readonly ToldEvent[] {
  const events: Happening[] = [];
  const gone = new Set<string>();
  for (const letter of timetable(seed, until)) {
    // Whom mail was stopped to got none.
    if (gone.has(letter.recipient)) continue;
    const fate = fateOf(seed, letter, until);
    if (fate.refused !== null && stops.has(fate.refused)) gone.add(letter.recipient);
    if (fate.complains) gone.add(letter.recipient);
    events.push(...happenings(seed, letter, fate));
  }
  return events
    .filter(({ at }) => at < until)
    .sort((a, b) => a.at - b.at)
    .map(({ at, event }) => ({ ...event, at: new Date(at).toISOString() }));
}

const isNowhere = (recipient: string): boolean => misspelt.includes(recipient.slice(recipient.indexOf('@') + 1));

/** Nobody answers for a domain that is not there: the reason is our own finding. */
function nowhere({ id, from, campaign, recipient }: Letter): ToldEvent {
  const { address: sender, stream, list } = senders[from];
  return {
    ...{ key: `${id}/0`, type: 'bounced', recipient, sender, remote_id: id, stream, campaign },
    ...{ reason: 'domain_not_found', ...(list === null ? {} : { list }) },
  };
}

const stops: ReadonlySet<RepliedReason> = new Set<RepliedReason>(['user_unknown', 'user_disabled']);

interface Happening {
  readonly at: number;
  readonly event: ToldEvent;
}

const second = 1000;

function happenings(seed: number, letter: Letter, fate: Fate): readonly Happening[] {
  const { id, from, campaign, recipient } = letter;
  const { address: sender, stream, list, ip } = senders[from];
  const draws = chance(seed, `${id}/times`);
  const told: Happening[] = [];
  const tell = (type: ToldEvent['type'], at: number, reason: RepliedReason | null, words = true): void => {
    const { reply, stage, mx } = writtenReply(reason, { recipient, sender, ip, at });
    told.push({
      at,
      event: {
        ...{ key: `${id}/${told.length}`, type, recipient, sender, remote_id: id, stream, campaign },
        ...{ source_ip: ip, mx: { host: mx } },
        ...(words ? { reply, stage } : {}),
        ...(list === null ? {} : { list }),
      },
    });
  };
  const { at } = letter;
  if (isNowhere(recipient)) return [{ at, event: nowhere(letter) }];
  if (fate.refused !== null && !fate.byMail) {
    tell('bounced', at, fate.refused);
    return told;
  }
  if (fate.putOff !== null) tell('deferred', at, fate.putOff);
  const taken = fate.putOff === null ? at : at + Math.floor((0.25 + draws.next()) * hour);
  tell('delivered', taken, null);
  if (fate.refused !== null) tell('bounce_received', taken + Math.floor(draws.next() * 90 * second), fate.refused);
  if (fate.complains) tell('feedback_received', taken + Math.floor(draws.next() * day), null, false);
  if (fate.answers) tell('auto_reply_received', taken + Math.floor(draws.next() * 60 * second), null, false);
  return told;
}
