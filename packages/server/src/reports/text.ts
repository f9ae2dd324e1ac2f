/** A report as people read it in a mail: plain lines, the verdict first. Names from outside cannot break a line. */
import type { Health } from '../health/health.ts';
import type { PartRow } from '../health/parts.ts';
import type { Rate } from '../health/rates.ts';
import { spokenLength } from '../health/window.ts';
import { count, percent, plural } from '../health/words.ts';
import type { IncidentView } from '../ledger/incident-views.ts';
import { nextStepOf, sentenceOf } from '../ledger/incident-words.ts';
import type { Store } from '../store/store.ts';

export interface ReportFacts {
  readonly hostname: string;
  readonly health: Health;
  readonly lists: readonly PartRow[];
  readonly senders: readonly PartRow[];
  /** Open ones, and those that began or ended in the window. */
  readonly incidents: readonly IncidentView[];
  readonly queue: Awaited<ReturnType<Store['counts']>>;
}

const severityText = { breached: 'Over the limit', watch: 'To look at', info: 'To know' } as const;
const stateText = { ok: 'ok', watch: 'look', breached: 'OVER', not_enough_mail: 'few' } as const;

export const subjectOf = ({ hostname, health: { state } }: ReportFacts): string => {
  const said = { ok: 'healthy', watch: 'to look at', breached: 'not healthy', not_enough_mail: 'little mail' } as const;
  return `[${hostname}] Report: ${said[state]}`;
};

export function textOf(facts: ReportFacts): string {
  const { health, lists, senders, incidents } = facts;
  const sections = [
    [`${health.sentence}`, `${spokenLength(health.window)} until ${instant(health.window.to)} UTC.`],
    findingLines(health),
    tableLines('Lists, by their hard bounces', lists, ({ hard }) => hard),
    tableLines('Senders, by their soft bounces', senders, ({ soft }) => soft),
    incidents.length === 0 ? ['No incidents.'] : ['Incidents', ...incidents.flatMap(incidentLines)],
    queueLines(facts),
  ];
  return `${sections.map((lines) => lines.join('\r\n')).join('\r\n\r\n')}\r\n`;
}

/** Incidents have a section of their own. */
function findingLines({ findings: all }: Health): readonly string[] {
  const findings = all.filter(({ kind }) => kind !== 'incident');
  if (findings.length === 0) return ['Nothing stands out.'];
  return findings.flatMap(({ severity, sentence, next_step: next }) => [
    `* ${severityText[severity]}: ${line(sentence)}`,
    `  Next: ${line(next)}`,
  ]);
}

const widest = 40;

function tableLines(title: string, rows: readonly PartRow[], rateOf: (row: PartRow) => Rate): readonly string[] {
  if (rows.length === 0) return [`${title}: none.`];
  const names = rows.map(({ key }) => nameText(key));
  const width = Math.max(...names.map(({ length }) => length));
  return [
    title,
    ...rows.map((row, index) => {
      const rate = rateOf(row);
      const name = (names[index] ?? '').padEnd(width);
      return `  ${name}  ${percent(rate.rate).padStart(7)}  ${count(rate.count)} of ${count(rate.n)}  ${stateText[rate.state]}`;
    }),
  ];
}

function nameText(key: string): string {
  const name = key === '' ? '<>' : line(key);
  return name.length > widest ? `${name.slice(0, widest - 1)}…` : name;
}

const incidentLines = ({ incident, state, counts }: IncidentView): readonly string[] => [
  `* ${line(sentenceOf(incident, counts))} (${state}, ${incident.id})`,
  `  Next: ${line(nextStepOf(incident, counts))}`,
];

function queueLines({ queue: { waiting, due, held, oldest }, health: { window } }: ReportFacts): readonly string[] {
  const age = oldest === null ? '' : `, the oldest for ${spokenLength({ from: oldest, to: window.to })}`;
  const kept = held === 0 ? '' : `, ${count(held)} held`;
  return [`Queue: ${plural(waiting, 'recipient')} waiting${age}, ${count(due)} due now${kept}.`];
}

const instant = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ');
const line = (text: string): string => text.replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, ' ');
