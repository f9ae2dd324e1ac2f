/** Health as lines for a terminal: the sentence first, then the rates, then what is wrong and what to do. */
import { type Reason, taxonomy } from '@hearback/bounce';
import { count, percent, reasonText } from '../report/words.ts';
import { type Paint, printableLine, type Tone } from '../view/paint.ts';
import type { Health, Part } from './shapes.ts';

type WireRate = Health['hard'];
type State = Health['state'];

const tones: Readonly<Record<State | 'info', Tone>> = {
  ok: 'green',
  watch: 'yellow',
  breached: 'red',
  not_enough_mail: 'dim',
  info: 'dim',
};
const words: Readonly<Record<State | 'info', string>> = {
  ok: 'ok',
  watch: 'watch',
  breached: 'over the limit',
  not_enough_mail: 'not enough mail',
  info: 'to know',
};

export function healthLines(health: Health, paint: Paint): string {
  const { state, sentence, window, before, findings, unknown, counts } = health;
  const days = `${window.from.slice(0, 16).replace('T', ' ')} to ${window.to.slice(0, 16).replace('T', ' ')} UTC`;
  const lines = [
    `${paint(tones[state], words[state])}  ${paint('bold', printableLine(sentence))}`,
    paint('dim', days),
    '',
    rateLine('hard bounces', health.hard, before.hard, paint),
    rateLine('soft bounces', health.soft, before.soft, paint),
    ...withoutLine(health),
    rateLine('complaints', health.complaints, before.complaints, paint),
    `${'delivered'.padEnd(14)}${count(counts.delivered)} of ${count(counts.attempted)}; ${count(unknown.count)} failed for a reason that no rule understands`,
    ...findings.flatMap((finding) => [
      '',
      `${paint(tones[finding.severity], words[finding.severity])}  ${printableLine(finding.sentence)}`,
      `  ${paint('dim', 'fault')} ${finding.fault}   ${paint('dim', 'next')} ${printableLine(finding.next_step)}`,
      ...(finding.count > 0 ? [`  ${paint('dim', 'see')}   ${seeing(finding)}`] : []),
    ]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** As a shell takes it. */
const seeing = ({ query, incident_id: incident }: Health['findings'][number]): string =>
  incident === null
    ? `hearback bounces ls '${printableLine(query).replaceAll("'", "'\\''")}'`
    : `hearback incidents get ${printableLine(incident)}`;

function withoutLine({ soft, soft_without_incidents: without }: Health): readonly string[] {
  if (without === null) return [];
  return [
    `${''.padEnd(14)}${percent(without.rate).padEnd(8)}without the ${count(soft.count - without.count)} of incidents`,
  ];
}

function rateLine(name: string, now: WireRate, before: WireRate, paint: Paint): string {
  const [low = 0, high = 1] = now.interval;
  const basis =
    now.n === 0
      ? 'no mail'
      : `n ${count(now.n)}, 95 % ${percent(low).replace(' %', '')}–${percent(high)}, limit ${percent(now.threshold)}`;
  const then = before.n === 0 ? '' : `, ${percent(before.rate)} before`;
  return `${name.padEnd(14)}${paint(tones[now.state], percent(now.rate).padEnd(8))}${basis}${then}`;
}

export function partsTable(rows: readonly Part[], paint: Paint): string {
  const width = Math.min(40, Math.max(8, ...rows.map(({ key }) => key.length)));
  const cell = (rate: WireRate): string => paint(tones[rate.state], percent(rate.rate).padStart(9));
  const heading = `${'name'.padEnd(width)}${'mails'.padStart(12)}${'hard'.padStart(9)}${'soft'.padStart(9)}${'complaints'.padStart(12)}  mostly`;
  const lines = rows.map(({ key, counts, hard, soft, complaints, top_reason: reason }) => {
    const name = printableLine(key === '' ? '<>' : key)
      .slice(0, width)
      .padEnd(width);
    return `${name}${count(counts.attempted).padStart(12)}${cell(hard)}${cell(soft)}   ${cell(complaints)}  ${reason === null ? '' : wordsOf(reason)}`;
  });
  return [paint('dim', heading), ...lines].map((line) => `${line.trimEnd()}\n`).join('');
}

/** A service that is newer than this program may know reasons that it does not. */
const wordsOf = (reason: string): string => (isReason(reason) ? reasonText(reason) : reason.replaceAll('_', ' '));
const isReason = (reason: string): reason is Reason => Object.hasOwn(taxonomy, reason);
