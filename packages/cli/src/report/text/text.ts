/**
 * The report for a terminal or a mail to oneself: the verdict first, aligned tables, colour only where asked.
 * With `problemsFirst` the numbers wait behind what is wrong.
 */
import type { Paint } from '../../view/paint.ts';
import type { Health } from '../health.ts';
import { senderText } from '../words.ts';
import type { Page } from './page.ts';
import { findings, head, mail, notes, replies } from './prose.ts';
import { causes, domains, named, providers, rates, recipients, trend } from './tables.ts';

export interface TextOptions {
  readonly paint: Paint;
  readonly problemsFirst: boolean;
  /** Of the terminal, in characters; without it lines are as long as they come. */
  readonly width?: number | undefined;
  /** Rows of each table. */
  readonly rows?: number;
}

export function textReport(
  health: Health,
  { paint, problemsFirst, width = Number.POSITIVE_INFINITY, rows = 10 }: TextOptions,
): string {
  const page: Page = { paint, width, rows };
  const numbers = [rates(page, health), recipients(page, health.recipients)];
  const problems = [
    causes(page, 'Causes', health.causes),
    domains(page, 'Worst domains', health.domains),
    replies(page, health.replies),
  ];
  const places = [
    trend(page, health),
    providers(page, health.providers),
    named(page, 'Lists', health.lists, 'hard'),
    named(page, 'Senders', health.senders, 'soft', senderText),
  ];
  const sections = problemsFirst
    ? [findings(page, health), ...problems, ...numbers, ...places]
    : [...numbers, findings(page, health), ...places, ...problems];
  const all = [head(page, health), ...sections, mail(page, health), notes(page, health)];
  return `${all.filter((section) => section !== '').join('\n\n')}\n`;
}
