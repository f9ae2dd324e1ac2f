/**
 * What became of a letter: mostly what its list is like, and sometimes what the day was like. Two days were bad: the
 * address that offers are sent from was on a blocklist, and a receiver has been slowing offers down since yesterday.
 */
import { type Chance, chance, type RepliedReason } from '@hearback/receivers';
import { day, hour, type Letter, type SenderName } from './timetable.ts';

export interface Fate {
  /** Refused for good with this, at the first try or, `byMail`, by a notice after the message was taken. */
  readonly refused: RepliedReason | null;
  readonly byMail: boolean;
  /** Put off with this before: the message came later. */
  readonly putOff: RepliedReason | null;
  readonly complains: boolean;
  readonly answers: boolean;
}

type Shares = Readonly<Partial<Record<RepliedReason, number>>>;

const refusals: Readonly<Record<SenderName, Shares>> = {
  customers: { user_disabled: 0.0005, mailbox_full: 0.002 },
  leads: {
    user_unknown: 0.06,
    user_disabled: 0.018,
    mailbox_full_inactive: 0.014,
    mailbox_full: 0.012,
    spam_content: 0.012,
    recipient_restricted: 0.003,
  },
  receipts: { user_unknown: 0.002, mailbox_full: 0.003 },
};
const delays: Readonly<Record<SenderName, Shares>> = {
  customers: { greylisted: 0.004, receiver_temporary_failure: 0.001 },
  leads: { greylisted: 0.012, rate_limited: 0.004 },
  receipts: { greylisted: 0.004 },
};
const complaints: Readonly<Record<SenderName, number>> = { customers: 0.0006, leads: 0.006, receipts: 0 };

/** `until`: instant at which the history ends. */
export function fateOf(seed: number, letter: Letter, until: number): Fate {
  const draws = chance(seed, letter.id);
  const { from, recipient } = letter;
  const usual = { byMail: false, putOff: null, complains: false, answers: false };
  const episode = episodeOf(letter, until, draws);
  if (episode !== null) return { refused: null, ...usual, ...episode };
  const refused =
    from === 'customers' && draws.next() < decayed(letter, until) ? 'user_unknown' : drawn(refusals[from], draws);
  if (refused !== null) return { ...usual, refused, byMail: mailsNotices.test(recipient) };
  return {
    ...{ refused, byMail: false, putOff: drawn(delays[from], draws) },
    complains: reportsComplaints.test(recipient) && draws.next() < complaints[from] * 3,
    answers: from === 'customers' && draws.next() < 0.006,
  };
}

/** Nobody looks after the list of customers any more: each week more of them are gone. */
const decayed = ({ at }: Letter, until: number): number => 0.001 + 0.011 * Math.max(0, 1 - (until - at) / (14 * day));

const mailsNotices = /@(company|orange)\.sim$/;
const reportsComplaints = /@(outlook|yahoo|comcast)\.sim$/;

function drawn(shares: Shares, draws: Chance): RepliedReason | null {
  let left = draws.next();
  for (const [reason, share] of Object.entries(shares) as [RepliedReason, number][]) {
    if (left < share) return reason;
    left -= share;
  }
  return null;
}

function episodeOf({ at, from, recipient }: Letter, until: number, draws: Chance): Partial<Fate> | null {
  const midnight = Math.floor(until / day) * day;
  const within = (ago: number, begin: number, end: number): boolean =>
    at >= midnight - ago * day + begin * hour && at < midnight - ago * day + end * hour;
  if (from === 'leads' && within(9, 8, 30) && /@(company|gmx|orange|comcast|icloud)\.sim$/.test(recipient))
    return draws.next() < 0.85 ? { refused: 'dnsbl_ip' } : null;
  if (from === 'leads' && within(1, 15, 48) && /@yahoo\.sim$/.test(recipient))
    return draws.next() < 0.7 ? { putOff: 'rate_limited' } : null;
  return null;
}
