/**
 * From what a notice says of a recipient to the verdict: the reply decides, then the Status field, then the fate.
 *
 * The status reported is the reply's own. Servers that write Status themselves rewrite it (Exim, Courier, chasquid
 * and OpenSMTPD put 5.0.0 everywhere, Haraka makes 4.2.2 to 5.2.2, Postfix 5.7.1 to 4.7.1), so it stands only where
 * the reply has none.
 */
import { explain } from '../classify/classify.ts';
import { type Reason, taxonomy } from '../classify/taxonomy.ts';
import type { Context, Verdict } from '../classify/verdict.ts';
import type { DraftRecipient } from './format.ts';
import type { RecipientReport } from './report.ts';

/** A verdict with another reason than the reply's own words give. */
export function verdictOf(reason: Reason, from: Verdict = explain('')): Verdict {
  const { category, group, bounce, action, fault } = taxonomy[reason];
  return { ...from, reason, category, group, bounce, action, fault };
}

/** No address has control characters, and one that is shown or logged must not bring a line end along. */
const withoutControls = (address: string | null | undefined): string | null =>
  address?.replace(/\p{Cc}/gu, '').trim() || null;

/** `known` is what is known of every recipient; what the report says of this one is believed more. */
export function judge(entry: DraftRecipient, known: Context = {}): RecipientReport {
  const context: Context = { ...known, mx: hostName(entry.remote_mta) ?? known.mx, stage: entry.stage ?? known.stage };
  const words = entry.diagnostic ?? '';
  const said = explain(words, context);
  const cause = causeOf(words, said, entry.status ?? null, context);
  const verdict = fate(entry, said, cause);
  return {
    recipient: withoutControls(entry.recipient),
    original_recipient: withoutControls(entry.original_recipient),
    action: entry.action,
    status: cause.status ?? entry.status ?? null,
    code: cause.code,
    diagnostic: entry.diagnostic,
    remote_mta: entry.remote_mta ?? null,
    verdict,
  };
}

/** Why, by the reply's words; by the Status field where they say nothing. */
function causeOf(words: string, said: Verdict, status: string | null, context: Context): Verdict {
  const cause = said.reason === 'message_expired' ? (behindExpiry(words, said, context) ?? said) : said;
  if (!isGuess(cause) || cause.status !== null || status === null || status.endsWith('.0.0')) return cause;
  const byStatus = explain(status, context);
  if (byStatus.reason === 'undetermined') return cause;
  // The words that decided do not stand in the reply, so there is no evidence to point at.
  const told = { ...byStatus, code: cause.code, template: cause.template, evidence: [] };
  if (cause.code === null || byStatus.action !== 'suppress') return told;
  return isAboutOthers(cause) ? cause : { ...told, confidence: Math.min(told.confidence, GUESSED), action: 'count' };
}

/**
 * Beside a reply that has a code alone, the Status is what the sending server made of that code: sendmail writes 5.1.1 for
 * any 550. It knows no more of the address than the code does, and less than the words.
 */
const GUESSED = 0.6;
const isAboutOthers = ({ rule, category }: Verdict): boolean =>
  rule.startsWith('generic/') && category !== 'non_existing_address';

/**
 * Servers that give up say so behind the last reply ("…: retry timeout exceeded"): with these words blanked out, what
 * the reply itself says. Null when nothing is left that tells a cause.
 */
function behindExpiry(words: string, said: Verdict, context: Context): Verdict | null {
  let rest = words;
  let cause = said;
  for (let n = 0; n < MOST_SENTENCES && cause.reason === 'message_expired' && !isGuess(cause); n++) {
    for (const { start, end } of cause.evidence)
      rest = rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end);
    cause = explain(rest, context);
  }
  if (isGuess(cause) || cause.reason === 'message_expired') return null;
  return { ...cause, code: said.code, status: said.status, template: said.template };
}

/** Sentences about giving up in one notice. */
const MOST_SENTENCES = 4;

/** Known by no words, nor by a status; or only by what the words seem to be about (rules/generic/subject.ts). */
export const isGuess = ({ reason, rule, confidence }: Verdict): boolean =>
  reason === 'undetermined' || confidence < 0.5 || rule.startsWith('code/') || rule.startsWith('stage/');

/** What became of the message: gone on, waiting, given up after waiting, or refused. */
function fate(entry: DraftRecipient, said: Verdict, cause: Verdict): Verdict {
  const status = entry.status ?? cause.status;
  switch (entry.action) {
    case 'delivered':
    case 'relayed':
    case 'expanded':
      return { ...verdictOf('undetermined', cause), bounce: 'none', action: 'ignore', fault: ['none'], final: true };
    case 'delayed':
      return {
        ...cause,
        final: false,
        bounce: cause.bounce === 'none' ? 'none' : 'soft',
        action: cause.action === 'suppress' ? 'retry' : cause.action,
      };
    case 'failed':
      return gaveUp(entry, said, cause, status) ? expired(cause) : cause;
  }
}

/** A temporary reply in a failure notice means that the server tried until its time was up (RFC 3464 §2.3.4). */
function gaveUp(entry: DraftRecipient, { code, reason }: Verdict, cause: Verdict, status: string | null): boolean {
  if (entry.expired !== undefined) return entry.expired;
  // "550 5.4.317 Message expired, cannot connect to remote server": the code is the sending server's own.
  if (code !== null && code >= 500) return reason === 'message_expired' && taxonomy[cause.reason].action === 'retry';
  if (code !== null && code >= 400) return true;
  return reason === 'message_expired' || status?.startsWith('4.') === true || status === '5.4.7';
}

function expired(cause: Verdict): Verdict {
  const verdict = { ...verdictOf('message_expired', cause), final: true };
  const known = cause.reason !== 'undetermined' && cause.reason !== 'message_expired';
  return known ? { ...verdict, last_transient: cause.reason } : verdict;
}

/** "dns; mx.example.org (192.0.2.1)" and "mx.example.org [192.0.2.1]" name a host; an address names none. */
function hostName(remote: string | null | undefined): string | undefined {
  const word = /[a-z0-9_-]+(?:\.[a-z0-9_-]+)+/i.exec(remote?.slice(0, 300) ?? '')?.[0];
  return word && !/^[\d.]+$/.test(word) ? word.toLowerCase() : undefined;
}
