/**
 * Findings: sentences with their numbers and a next step, the weightiest first, and the one sentence over all.
 */

import { hourLength } from './calendar.ts';
import type { CauseRow, Finding, Health, Row } from './health.ts';
import { noHost } from './receivers.ts';
import type { Rise } from './rise.ts';
import { enoughMail, type Rate, type State } from './wilson.ts';
import {
  actionText,
  count,
  hourText,
  intervalText,
  limitText,
  percent,
  plural,
  reasonText,
  receiverText,
  senderText,
} from './words.ts';

type Facts = Pick<Health, 'rates' | 'recipients' | 'causes' | 'providers' | 'lists' | 'senders' | 'replies' | 'mail'>;

const rowsNamed = 3;

export function findingsOf(facts: Facts, rises: readonly Rise[]): readonly Finding[] {
  const { rates, lists, senders } = facts;
  const found = [
    ...overall('hard', facts),
    ...overall('soft', facts),
    ...outstanding(lists, ({ hard_rate }) => hard_rate, rates.hard).map((row) =>
      ofRow(`list ${row.name}`, 'hard', row.hard_rate, row, facts),
    ),
    ...outstanding(senders, ({ soft_rate }) => soft_rate, rates.soft).map((row) =>
      ofRow(senderText(row.name), 'soft', row.soft_rate, row, facts),
    ),
    ...rises.slice(0, rowsNamed).map(ofRise),
    ...complaints(rates.complaint),
    ...repairs(facts),
    ...notUnderstood(facts),
  ];
  const order = ['breached', 'watch', 'info'];
  return found.sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
}

/** Rows over the limit, and, where the whole is over it too, worse than the whole beyond chance. */
function outstanding(rows: readonly Row[], rateOf: (row: Row) => Rate, whole: Rate): readonly Row[] {
  const high = rows.filter((row) => isHigh(rateOf(row)));
  const worse = isHigh(whole) ? high.filter((row) => (rateOf(row).interval?.[0] ?? 0) > (whole.rate ?? 0)) : high;
  return worse.slice(0, rowsNamed);
}

/** The report's own state: the worse of the two rates. */
export function stateOf({ hard, soft }: Facts['rates']): State {
  const states = [hard.state, soft.state];
  return (['breached', 'watch', 'not_enough_mail'] as const).find((state) => states.includes(state)) ?? 'ok';
}

export function sentenceOf(facts: Facts, findings: readonly Finding[]): string {
  const { hard, soft } = facts.rates;
  const numbers = `${percent(hard.rate)} hard and ${percent(soft.rate)} soft bounces among ${plural(hard.n, 'recipient')}`;
  switch (stateOf(facts.rates)) {
    case 'breached':
      return `Not healthy: ${numbers}; ${overLimit(facts.rates)}.`;
    case 'watch':
      return `Close to the edge: ${numbers}; ${overLimit(facts.rates)}.`;
    case 'not_enough_mail':
      return tooLittle(facts);
    case 'ok': {
      const open = findings.filter(({ state }) => state !== 'info').length;
      return `Healthy${open === 0 ? '' : `, with ${open === 1 ? 'one thing' : `${open} things`} to look at`}: ${numbers}, both under their limits.`;
    }
  }
}

function tooLittle({ rates: { hard }, mail }: Facts): string {
  if (hard.n > 0) return `Too little mail to judge: ${plural(hard.n, 'recipient')}, and a rate needs ${enoughMail}.`;
  if (mail === null) return 'No delivery to another host in these files, or none in the time asked for.';
  const { attempted, hard: dead, refused, waiting } = mail.recipients;
  if (attempted === 0)
    return `No bounce among ${plural(mail.other, 'mail')}${mail.complaints === 0 ? '' : `, and ${plural(mail.complaints, 'complaint')}`}.`;
  return `${plural(attempted, 'recipient')} in these bounce mails: ${count(dead)} hard, ${count(refused + waiting)} soft. A mailbox does not show what was delivered, so there is no rate.`;
}

/** "hard is over 5 %, and soft is above 2 %, which may be chance": what is certain first. */
function overLimit({ hard, soft }: Facts['rates']): string {
  const named = (wanted: State, words: string): string[] =>
    [['hard', hard] as const, ['soft', soft] as const]
      .filter(([, { state }]) => state === wanted)
      .map(([name, { limit }]) => `${name} is ${words} ${limitText(limit)}`);
  const over = named('breached', 'over').join(' and ');
  const above = named('watch', 'above').join(' and ');
  const perhaps = above === '' ? '' : `${above}, which may be chance`;
  return over === '' || perhaps === '' ? `${over}${perhaps}` : `${over}, and ${perhaps}`;
}

const isHigh = ({ state }: Rate): boolean => state === 'breached' || state === 'watch';

const severity = ({ state }: Rate): Finding['state'] => (state === 'breached' || state === 'watch' ? state : 'info');

function overall(kind: 'hard' | 'soft', { rates, causes, providers }: Facts): readonly Finding[] {
  const rate = rates[kind];
  if (!isHigh(rate)) return [];
  const ranked = causes.filter((cause) => bounced(cause, kind) > 0).sort((a, b) => bounced(b, kind) - bounced(a, kind));
  const named = ranked
    .slice(0, rowsNamed)
    .map((cause) => `${reasonText(cause.reason)} ${percent(bounced(cause, kind) / rate.count)}`);
  const [place] = outstanding(providers, (row) => (kind === 'hard' ? row.hard_rate : row.soft_rate), rate);
  const where =
    place === undefined ? '' : ` Worst: ${receiverText(place.name)} with ${percent(place[kind] / place.attempted)}.`;
  const recovered =
    kind === 'soft'
      ? ` ${count(causes.reduce((sum, cause) => sum + cause.recovered, 0))} were delivered at a later attempt.`
      : '';
  return [
    {
      state: severity(rate),
      sentence: `${rateSentence(kind === 'hard' ? 'Hard bounces' : 'Soft bounces', rate)} By cause: ${named.join(', ')}.${where}${recovered}`,
      next_step: nextStep(ranked),
    },
  ];
}

const bounced = (cause: CauseRow, kind: 'hard' | 'soft'): number =>
  kind === 'hard' ? cause.hard : cause.recipients - cause.hard;

/** The first cause that somebody can do something about; waiting is an answer only when there is no other. */
function nextStep(ranked: readonly CauseRow[]): string {
  const cause = ranked.find(({ action }) => !passive.has(action)) ?? ranked[0];
  return cause === undefined
    ? ''
    : `${reasonText(cause.reason)}: ${actionText[cause.action]}.`.replace(/^./, (letter) => letter.toUpperCase());
}

const passive: ReadonlySet<CauseRow['action']> = new Set(['retry', 'count', 'ignore', 'keep']);

function ofRow(name: string, kind: 'hard' | 'soft', rate: Rate, row: Row, { causes }: Facts): Finding {
  const top = kind === 'hard' ? row.top_hard_reason : row.top_soft_reason;
  const cause = causes.find(({ reason }) => reason === top);
  const mostly = top === null ? '' : ` Mostly: ${reasonText(top)}.`;
  return {
    state: severity(rate),
    sentence: `${rateSentence(`${kind === 'hard' ? 'Hard' : 'Soft'} bounces of ${name}`, rate)}${mostly}`,
    next_step: cause === undefined ? '' : nextStep([cause]),
  };
}

const rateSentence = (subject: string, rate: Rate): string =>
  `${subject}: ${percent(rate.rate)} of ${plural(rate.n, 'recipient')} (95 % interval ${intervalText(rate)}), limit ${limitText(rate.limit)}.`;

function ofRise({ provider, since, before, after, n, soft, reason }: Rise): Finding {
  const cause = reason === null ? '' : `, mostly: ${reasonText(reason)}`;
  return {
    state: 'watch',
    sentence: `Soft bounces at ${receiverText(provider)} rose from ${percent(before)} to ${percent(after)} on ${hourText(since * hourLength)} (${count(soft)} of ${plural(n, 'recipient')} since then${cause}).`,
    next_step:
      'Look at what changed then: a new IP, list, template or volume; slow down to this provider until it falls.',
  };
}

function complaints(rate: Rate): readonly Finding[] {
  if (rate.rate === null || rate.rate <= rate.limit) return [];
  return [
    {
      state: severity(rate),
      sentence: `${rateSentence('Spam complaints', rate)}`,
      next_step: 'Mail only people who asked for it, and make leaving as easy as one click.',
    },
  ];
}

const repairable: ReadonlySet<CauseRow['action']> = new Set([
  'fix_authentication',
  'fix_configuration',
  'pause',
  'slow_down',
  'fix_content',
]);
/** A cause of the sender's own making is worth a finding from this share of all recipients on. */
const worthRepair = 0.002;

/** What the sender can repair: blocks, failed authentication, too fast, too large. */
function repairs({ causes, recipients, replies, rates, mail }: Facts): readonly Finding[] {
  const rows = recipients.attempted > 0 ? causes : (mail?.causes ?? []);
  const all = recipients.attempted > 0 ? recipients.attempted : (mail?.recipients.attempted ?? 0);
  return rows
    .filter(({ action, recipients: n }) => repairable.has(action) && n >= Math.max(3, all * worthRepair))
    .slice(0, rowsNamed)
    .map((cause) => {
      const reply = (recipients.attempted > 0 ? replies : (mail?.replies ?? [])).find(
        ({ verdict }) => verdict.reason === cause.reason,
      );
      const place = reply?.providers[0]?.name ?? noHost;
      const where = place === noHost ? '' : `, most at ${receiverText(place)}`;
      return {
        state: rates.soft.state === 'breached' ? 'watch' : 'info',
        sentence: `${plural(cause.recipients, 'recipient')}: ${reasonText(cause.reason)}${where}. ${cause.definition}`,
        next_step: `${sentence(actionText[cause.action])}.${reply?.verdict.help_url == null ? '' : ` The receiver explains it at ${reply.verdict.help_url}`}`,
      } satisfies Finding;
    });
}

/** Said openly: what the rules do not know. */
function notUnderstood({ causes }: Facts): readonly Finding[] {
  const all = causes.reduce((sum, { recipients }) => sum + recipients, 0);
  const unknown = causes.find(({ reason }) => reason === 'undetermined')?.recipients ?? 0;
  if (unknown < 10 || unknown < all / 10) return [];
  return [
    {
      state: 'info',
      sentence: `${count(unknown)} of ${plural(all, 'bounced recipient')} have replies that no rule understands.`,
      next_step: 'See them under replies; a rule of your own names them (hearback rules).',
    },
  ];
}

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
