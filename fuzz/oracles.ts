/** What must hold of every answer, whatever was asked. Each oracle says which promise was broken, or null. */
import { isReason, type Report, type Verdict } from '@hearback/bounce';

const status = /^[245]\.\d{1,3}\.\d{1,3}$/;

/** The words before the colon name the promise. */
export function badVerdict(verdict: Verdict, reply: string): string | null {
  const { reason, confidence, code, evidence, retry_after } = verdict;
  if (!isReason(reason)) return `unknown reason: ${reason}`;
  if (!(confidence >= 0 && confidence <= 1)) return `confidence out of range: ${confidence}`;
  if (code !== null && !(code >= 200 && code <= 599)) return `code out of range: ${code}`;
  if (verdict.status !== null && !status.test(verdict.status)) return `no enhanced status: ${verdict.status}`;
  if (retry_after !== null && !(retry_after >= 0 && Number.isFinite(retry_after))) return `retry_after: ${retry_after}`;
  const astray = evidence.find(
    ({ start, end, text }) => !(start >= 0 && end >= start && reply.slice(start, end) === text),
  );
  return astray === undefined ? null : `evidence is not in the reply: ${JSON.stringify(astray)}`;
}

export function badReport(report: Report): string | null {
  const { kind, recipients, feedback, auto_reply, disposition, problems } = report;
  const notice = kind === 'bounce' || kind === 'delayed' || kind === 'delivered';
  if (notice && recipients.length === 0) return `no recipients: ${kind}`;
  if ((kind === 'feedback') !== (feedback !== null)) return `feedback and kind differ: ${kind}`;
  if (auto_reply === null ? kind === 'auto_reply' : kind !== 'auto_reply' && kind !== 'challenge')
    return `auto_reply and kind differ: ${kind}`;
  if ((kind === 'disposition') !== (disposition !== null)) return `disposition and kind differ: ${kind}`;
  if (kind === 'other' && recipients.length > 0) return `recipients of an ordinary mail: ${recipients.length}`;
  if (problems.length > 100) return `problems without end: ${problems.length}`;
  for (const one of recipients) {
    if (one.status !== null && !status.test(one.status)) return `no enhanced status: ${one.status}`;
    if (one.code !== null && !(one.code >= 200 && one.code <= 599)) return `code out of range: ${one.code}`;
    if (one.recipient !== null && /[\r\n\0]/.test(one.recipient))
      return `line end in a recipient: ${JSON.stringify(one.recipient)}`;
    const bad = badVerdict(one.verdict, one.diagnostic ?? '');
    // Evidence counts in the words that were judged, which may be the prose and not the diagnostic.
    if (bad !== null && !bad.startsWith('evidence')) return bad;
  }
  return null;
}

/** Random text shall never cost an address its place: a hard bounce said with certainty is a false alarm. */
export const falseAlarm = ({ bounce, confidence, rule }: Verdict): string | null =>
  bounce === 'hard' && confidence >= 0.9 ? `hard on random text: by ${rule}, confidence ${confidence}` : null;
