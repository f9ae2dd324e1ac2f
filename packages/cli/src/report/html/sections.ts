/** The page's tables: title, one sentence of meaning, rows; what is more than a screenful waits behind a line. */
import { shortened } from '../../view/reply-line.ts';
import type { CauseRow, ReplyRow, Row } from '../health.ts';
import type { Rate } from '../wilson.ts';
import {
  actionText,
  count,
  domainText,
  faultText,
  firstSentence,
  percent,
  providersText,
  reasonText,
  receiverText,
  senderText,
  stateText,
  topReasonText,
} from '../words.ts';
import { bar, stack } from './chart.ts';
import { type Html, html } from './html.ts';

const rowsShown = 10;
/** Of a reply in its list, in characters; the one as it came is whole. */
const replyShown = 400;

interface Column {
  readonly name: string;
  /** "n": a right-aligned number; "wide" ones are left out on narrow screens; the name of an "unseen" one is for who hears the page. */
  readonly kind?: string;
}

function table(columns: readonly Column[], rows: readonly Html[]): Html {
  const head = html`<thead><tr>${columns.map(({ name, kind = '' }) => html`<th scope="col" class="${kind}"><span>${name}</span></th>`)}</tr></thead>`;
  const more = rows.slice(rowsShown);
  return html`<table>${head}<tbody>${rows.slice(0, rowsShown)}</tbody></table>${
    more.length === 0
      ? null
      : html`<details class="more"><summary>${count(more.length)} more</summary><table>${head}<tbody>${more}</tbody></table></details>`
  }`;
}

const section = (title: string, meaning: string, content: Html): Html =>
  html`<section><h2>${title}</h2><p>${meaning}</p>${content}</section>`;

const cell = (n: number): Html => html`<td class="n">${count(n)}</td>`;

export function causeTable(title: string, meaning: string, causes: readonly CauseRow[]): Html | null {
  if (causes.length === 0) return null;
  const all = causes.reduce((sum, { recipients }) => sum + recipients, 0);
  const most = causes[0]?.recipients ?? 1;
  const rows = causes.map(
    ({
      reason,
      definition,
      fault,
      action,
      recipients,
      hard,
      recovered,
    }) => html`<tr><th scope="row">${reasonText(reason)}<small>${firstSentence(definition)}</small><small class="narrow">${count(hard)} hard, ${count(recovered)} recovered; fault: ${faultText(fault)}. To do: ${actionText[action]}.</small></th>
<td class="bar wide">${bar(recipients / most)}</td><td class="n">${count(recipients)} <small>${percent(recipients / all)}</small></td><td class="n wide">${count(hard)}</td><td class="n wide">${count(recovered)}</td><td class="wide">${faultText(fault)}</td><td class="wide">${actionText[action]}</td></tr>`,
  );
  const columns = [
    { name: 'cause' },
    { name: 'share', kind: 'wide unseen' },
    { name: 'recipients', kind: 'n' },
    { name: 'hard', kind: 'n wide' },
    { name: 'recovered', kind: 'n wide' },
    { name: 'fault', kind: 'wide' },
    { name: 'what to do', kind: 'wide' },
  ];
  return section(title, meaning, table(columns, rows));
}

export function providerTable(providers: readonly Row[]): Html | null {
  if (providers.length === 0) return null;
  const rows = providers.map(
    (
      row,
    ) => html`<tr><th scope="row">${receiverText(row.name)}<small>${row.hard + row.soft === 0 ? '' : `mostly: ${topReasonText(row)}`}</small></th><td class="mix wide">${stack(row, 10)}</td>
${cell(row.attempted)}<td class="n wide">${count(row.delivered)}</td><td class="n wide">${count(row.recovered)}</td><td class="n wide">${count(row.waiting)}</td><td class="n wide">${count(row.refused)}</td>${cell(row.hard)}<td class="n">${rateText(row.soft_rate)}</td></tr>`,
  );
  const columns = [
    { name: 'receiver' },
    { name: 'shares', kind: 'wide unseen' },
    { name: 'n', kind: 'n' },
    { name: 'delivered', kind: 'n wide' },
    { name: 'recovered', kind: 'n wide' },
    { name: 'waiting', kind: 'n wide' },
    { name: 'refused', kind: 'n wide' },
    { name: 'hard', kind: 'n' },
    { name: 'soft rate', kind: 'n' },
  ];
  return section(
    'Providers and outcomes',
    'Who answered, by the host that took the connection, not by the recipient’s domain.',
    table(columns, rows),
  );
}

export function domainTable(title: string, meaning: string, domains: readonly Row[]): Html | null {
  const bad = domains.filter(({ hard, soft }) => hard + soft > 0);
  if (bad.length === 0) return null;
  const rows = bad.map(
    (row) =>
      html`<tr><th scope="row">${domainText(row.name)}</th>${cell(row.attempted)}${cell(row.hard)}<td class="n wide">${rateText(row.hard_rate)}</td>${cell(row.soft)}<td class="n wide">${rateText(row.soft_rate)}</td><td class="wide">${topReasonText(row)}</td></tr>`,
  );
  const columns = [
    { name: 'domain' },
    { name: 'n', kind: 'n' },
    { name: 'hard', kind: 'n' },
    { name: 'hard rate', kind: 'n wide' },
    { name: 'soft', kind: 'n' },
    { name: 'soft rate', kind: 'n wide' },
    { name: 'mostly', kind: 'wide' },
  ];
  return section(title, meaning, table(columns, rows));
}

export const listTable = (lists: readonly Row[]): Html | null =>
  healthTable('Lists', 'A list is healthy while its hard rate stays under 5 %.', 'list', lists, 'hard', (name) => name);

export const senderTable = (senders: readonly Row[]): Html | null =>
  healthTable(
    'Senders',
    'A sending domain is healthy while its soft rate stays under 2 %.',
    'domain',
    senders,
    'soft',
    senderText,
  );

function healthTable(
  title: string,
  meaning: string,
  what: string,
  all: readonly Row[],
  kind: 'hard' | 'soft',
  name: (text: string) => string,
): Html | null {
  if (all.length === 0) return null;
  // A narrow screen shows the rate that is judged.
  const [hardWide, softWide] = kind === 'hard' ? ['', 'wide'] : ['wide', ''];
  const rows = all.map((row) => {
    const rate = kind === 'hard' ? row.hard_rate : row.soft_rate;
    const mostly = kind === 'hard' ? row.top_hard_reason : row.top_soft_reason;
    return html`<tr><th scope="row">${name(row.name)}</th>${cell(row.attempted)}<td class="n ${hardWide}">${rateText(row.hard_rate)}</td><td class="n ${softWide}">${rateText(row.soft_rate)}</td><td class="wide">${mostly === null ? '' : reasonText(mostly)}</td><td class="state ${rate.state}">${stateText[rate.state]}</td></tr>`;
  });
  const columns = [
    { name: what },
    { name: 'n', kind: 'n' },
    { name: 'hard', kind: `n ${hardWide}` },
    { name: 'soft', kind: `n ${softWide}` },
    { name: 'mostly', kind: 'wide' },
    { name: 'state' },
  ];
  return section(title, meaning, table(columns, rows));
}

/** A share of a handful of recipients says nothing. */
const rateText = ({ rate, n }: Rate): string => (n < 20 ? '–' : percent(rate));

export function replyList(title: string, meaning: string, replies: readonly ReplyRow[]): Html | null {
  if (replies.length === 0) return null;
  const items = replies.map(replyItem);
  const more = items.slice(rowsShown);
  return section(
    title,
    meaning,
    html`<ol class="replies">${items.slice(0, rowsShown)}</ol>${
      more.length === 0
        ? null
        : html`<details class="more"><summary>${count(more.length)} more</summary><ol class="replies">${more}</ol></details>`
    }`,
  );
}

function replyItem({
  template,
  sample,
  providers,
  recipients,
  recovered,
  verdict,
  last_transient,
  definition,
}: ReplyRow): Html {
  const before = last_transient === null ? '' : ` Before that: ${reasonText(last_transient)}.`;
  const facts = [
    providersText(providers),
    verdict.bounce,
    `fault: ${faultText(verdict.fault)}`,
    `rule ${verdict.rule}`,
    `confidence ${verdict.confidence.toFixed(2)}`,
  ];
  return html`<li><div class="many">${count(recipients)} <small>${recovered === 0 ? '' : `${count(recovered)} recovered`}</small></div><div><code>${shortened(template, replyShown)}</code>
<p><b>${reasonText(verdict.reason)}</b>: ${firstSentence(definition)}${before} To do: ${actionText[verdict.action]}.</p><p class="dim">${facts.join(' · ')}</p>
<details><summary>One as it came</summary><pre>${sample}</pre></details></div></li>`;
}
