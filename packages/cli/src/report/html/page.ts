/**
 * The report as one file: no script, no request, a content security policy that allows nothing but its own style.
 */
import { createHash } from 'node:crypto';
import type { Health } from '../health.ts';
import type { Rate, State } from '../wilson.ts';
import { count, dayText, hourText, intervalText, limitText, percent, plural, stateText, timeText } from '../words.ts';
import { fates, gauge, stack, trendChart } from './chart.ts';
import { type Html, html } from './html.ts';
import { causeTable, domainTable, listTable, providerTable, replyList, senderTable } from './sections.ts';
import { style } from './style.ts';

const marks: Readonly<Record<State | 'info', string>> = {
  ok: '●',
  watch: '▲',
  breached: '✖',
  not_enough_mail: '○',
  info: '·',
};

export function htmlReport(health: Health): string {
  const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'`;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Bounces: ${health.sentence}</title>
<style>`;
  const body = html`</style>
</head>
<body>
${head(health)}
<main>
${rateCards(health)}
${findings(health)}
${recipients(health)}
${trend(health)}
${causeTable('Causes', 'Why recipients bounced; each counts once, under the reply that decided.', health.causes)}
${providerTable(health.providers)}
${domainTable('Worst domains', 'Recipient domains with more bounces than their share of the mail explains.', health.domains)}
${listTable(health.lists)}
${senderTable(health.senders)}
${replyList('Replies', 'What the servers said, variable parts replaced, and what it means.', health.replies)}
${mail(health)}
</main>
${foot(health)}
</body>
</html>
`;
  return page.markup + style + body.markup;
}

/** A number and its percent sign stay on one line. */
const unbroken = (text: string): string => text.replaceAll(' %', '\u00a0%');

function head({ state, sentence, window }: Health): Html {
  const span = window === null ? '' : `${timeText(window.from)} – ${timeText(window.to)}`;
  return html`<header><div class="brand"><b>hearback report</b><span>${span}</span></div>
<h1><span class="${state}" aria-hidden="true">${marks[state]}</span> ${unbroken(sentence)}</h1></header>`;
}

function rateCards({ rates }: Health): Html | null {
  if (rates.hard.n === 0) return null;
  return html`<div class="rates">
${rateCard('Hard bounces', 'list health', rates.hard)}
${rateCard('Soft bounces', 'sender health', rates.soft)}
${rates.complaint.count === 0 ? null : rateCard('Spam complaints', 'of the delivered', rates.complaint)}
</div>`;
}

function rateCard(name: string, about: string, rate: Rate): Html {
  return html`<div class="rate"><h2><span>${name} <small>· ${about}</small></span><span class="state ${rate.state}">${marks[rate.state]} ${stateText[rate.state]}</span></h2>
<p class="number ${rate.state}">${percent(rate.rate)}</p>${gauge(rate)}
<p>${count(rate.count)} of ${plural(rate.n, 'recipient')}</p><p>95 % interval ${intervalText(rate)}</p></div>`;
}

function findings({ findings }: Health): Html | null {
  if (findings.length === 0) return null;
  const items = findings.map(
    ({ state, sentence, next_step }) =>
      html`<li><span class="state ${state}" title="${state}">${marks[state]}</span><p>${unbroken(sentence)}</p>${next_step === '' ? null : html`<p>${next_step}</p>`}</li>`,
  );
  return html`<section><h2>What to do first</h2><ol class="findings">${items}</ol></section>`;
}

function recipients({ recipients }: Health): Html | null {
  if (recipients.attempted === 0) return null;
  const key = fates(recipients).map(
    ({ kind, name, n }) =>
      html`<div class="key-${kind}"><dt>${name}</dt><dd>${count(n)} <small>${percent(n / recipients.attempted)}</small></dd></div>`,
  );
  return html`<section><h2>What became of ${plural(recipients.attempted, 'recipient')}</h2>
<p>All attempts to bring one message to one recipient are one recipient. Recovered: delivered after a deferral.</p>
${stack(recipients, 20)}<dl class="key">${key}</dl></section>`;
}

function trend({ trend, rates }: Health): Html | null {
  if (trend.points.length < 2) return null;
  const name = trend.step === 'hour' ? hourText : dayText;
  const rows = trend.points.map(
    ({ at, n, hard, soft }) =>
      html`<tr><th scope="row">${name(at)}</th><td class="n">${count(n)}</td><td class="n">${count(hard)}</td><td class="n">${percent(n === 0 ? null : hard / n)}</td><td class="n">${count(soft)}</td><td class="n">${percent(n === 0 ? null : soft / n)}</td></tr>`,
  );
  return html`<section><h2>Over time</h2><p>By ${trend.step} of the first attempt.</p>
<ul class="lines"><li class="hard-key">hard</li><li class="soft-key">soft</li><li class="limit-key">limits ${limitText(rates.hard.limit)} and ${limitText(rates.soft.limit)}</li><li class="volume-key">recipients</li></ul>
${trendChart(trend, rates)}
<details><summary>The numbers</summary><table><thead><tr><th scope="col">${trend.step}</th><th scope="col" class="n">n</th><th scope="col" class="n">hard</th><th scope="col" class="n">rate</th><th scope="col" class="n">soft</th><th scope="col" class="n">rate</th></tr></thead><tbody>${rows}</tbody></table></details></section>`;
}

function mail({ mail, recipients }: Health): Html | null {
  if (mail === null) return null;
  const { attempted, hard, refused, waiting } = mail.recipients;
  const alone = recipients.attempted === 0;
  return html`<section><h2>Bounce mails</h2>
<p>A mailbox does not show what was delivered, so there are counts and no rates.</p>
<dl class="key"><div class="key-hard"><dt>hard bounced</dt><dd>${count(hard)}</dd></div><div class="key-refused"><dt>refused, soft</dt><dd>${count(refused)}</dd></div><div class="key-waiting"><dt>delayed</dt><dd>${count(waiting)}</dd></div>
<div class="key-recovered"><dt>complaints</dt><dd>${count(mail.complaints)}</dd></div><div class="key-first"><dt>other mails</dt><dd>${count(mail.other)}</dd></div></dl></section>
${attempted === 0 ? null : causeTable('Causes in bounce mails', 'Each recipient counts once.', mail.causes)}
${alone ? domainTable('Domains in bounce mails', 'Recipient domains that bounced most.', mail.domains) : null}
${alone ? replyList('Replies in bounce mails', 'What the servers said, variable parts replaced, and what it means.', mail.replies) : null}`;
}

function foot({ files, notes, generated_at }: Health): Html {
  return html`<footer><h2>How this was counted</h2>
<p>The hard rate is the share of recipients whose outcome was a hard bounce; the soft rate the share with at least one soft bounce, deferrals that later succeeded among them. A rate is over its limit when the lower end of its 95 % Wilson interval is, and never on fewer than 200 recipients.</p>
<ul>${notes.map((note) => html`<li>${note}</li>`)}${files.map(({ name, format, attempts }) => html`<li>${name}: ${format}, ${plural(attempts, 'attempt')}</li>`)}</ul>
<p>Made ${timeText(generated_at)} by hearback. Times are local.</p></footer>`;
}
