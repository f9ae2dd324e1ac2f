/** What the report says in sentences: the verdict, what to do first, the replies, bounce mails, what was read. */
import { printable } from '../../view/paint.ts';
import { shortened } from '../../view/reply-line.ts';
import type { Health, ReplyRow } from '../health.ts';
import { actionText, count, plural, providersText, reasonText, timeText } from '../words.ts';
import { fold, marks, type Page, title, tones } from './page.ts';
import { causes, domains } from './tables.ts';

export function head(page: Page, { state, sentence, window }: Health): string {
  const span = window === null ? '' : `\n  ${page.paint('dim', `${timeText(window.from)} to ${timeText(window.to)}`)}`;
  return `${page.paint(tones[state], marks[state])} ${page.paint('bold', fold(page, printable(sentence), 2))}${span}`;
}

export function findings(page: Page, { findings }: Health): string {
  const lines = findings.map(({ state, sentence, next_step }) => {
    const said = fold(page, printable(sentence), 4);
    const next = fold(page, printable(next_step), 6);
    return `  ${page.paint(tones[state], marks[state])} ${said}${next === '' ? '' : `\n    ${page.paint('bold', '→')} ${next}`}`;
  });
  return lines.length === 0 ? '' : [title(page, 'What to do first'), ...lines].join('\n');
}

export function replies(page: Page, replies: readonly ReplyRow[]): string {
  if (replies.length === 0) return '';
  const lines = replies.slice(0, page.rows).map(({ recipients, providers, template, verdict, last_transient }) => {
    const was = last_transient === null ? '' : `, before: ${reasonText(last_transient)}`;
    const meaning = `${providersText(providers)} · ${reasonText(verdict.reason)}${was} · ${verdict.bounce} · ${actionText[verdict.action]}`;
    const indent = page.width < narrow ? 4 : 12;
    const lead = `  ${count(recipients).padStart(indent - 4)}  `;
    const said = fold(page, printable(shortened(template, 160)), lead.length, indent);
    return `${lead}${said}\n${' '.repeat(indent)}${page.paint('dim', fold(page, meaning, indent))}`;
  });
  return [title(page, 'Replies'), ...lines].join('\n');
}

export function mail(page: Page, { mail, recipients }: Health): string {
  if (mail === null) return '';
  const lines = [
    title(page, 'Bounce mails'),
    `  ${fold(
      page,
      `${plural(mail.recipients.attempted, 'recipient')}: ${count(mail.recipients.hard)} hard, ${count(mail.recipients.refused)} refused, ${count(mail.recipients.waiting)} delayed; ${plural(mail.complaints, 'complaint')}; ${plural(mail.other, 'other mail')}`,
      2,
    )}`,
  ];
  const tables = [
    causes(page, 'Causes in bounce mails', mail.causes),
    domains(page, 'Domains in bounce mails', mail.domains),
    recipients.attempted === 0 ? replies(page, mail.replies) : '',
  ];
  return [lines.join('\n'), ...tables].filter((part) => part !== '').join('\n\n');
}

export function notes(page: Page, { notes, files }: Health): string {
  const read = files.map(
    ({ name, format, attempts }) => `${printable(name)}: ${format}, ${plural(attempts, 'attempt')}`,
  );
  return page.paint('dim', [...notes, ...read].map((line) => `  ${fold(page, line, 2, 4)}`).join('\n'));
}

/** Below it replies begin at the margin. */
const narrow = 60;
