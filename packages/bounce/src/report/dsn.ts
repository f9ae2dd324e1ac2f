/**
 * Delivery status notifications (RFC 3464, RFC 6533) in the dialects that servers really write: wrapped in
 * multipart/mixed, with the fields in a part of another type or in the text itself, with comments behind tokens,
 * and without Action, Status or Diagnostic-Code. Where the fields do not quote the reply, the prose may (prose.ts).
 */
import { scanReply } from '../reply/reply.ts';
import type { Draft, DraftRecipient } from './format.ts';
import { type Mail, textOf } from './mail.ts';
import type { Origin } from './origin.ts';
import { isReply, Prose } from './prose.ts';
import { recipientAddress, withoutXtext } from './recipient-address.ts';
import type { RecipientAction } from './report.ts';
import { type Fields, type StatusFields, statusFields } from './status-fields.ts';

const ACTIONS: ReadonlySet<string> = new Set(['failed', 'delayed', 'delivered', 'relayed', 'expanded']);
const isAction = (word: string): word is RecipientAction => ACTIONS.has(word);

/** Null when the mail carries no delivery status for any recipient. */
export function readDsn(mail: Mail, origin: Origin): Draft | null {
  const fields = typedFields(mail) ?? (origin === 'server' ? looseFields(mail) : null);
  if (!fields) return null;
  const groups = fields.recipients.filter(
    (group) => recipientAddress(group.get('final-recipient') ?? group.get('original-recipient')) !== null,
  );
  const telling = groups.some((group) => group.has('action'));
  const prose = new Prose(mail.text);
  const recipients = groups
    // Haraka lists every recipient of the message; those it says nothing of did not fail.
    .filter((group) => !telling || group.has('action') || group.has('status') || group.has('diagnostic-code'))
    .map((group, _, all) => readRecipient(group, mail, prose, all.length === 1));
  if (recipients.length === 0) return null;
  return {
    recipients: unique(recipients),
    envelope_id: withoutXtext(fields.message.get('original-envelope-id') ?? null, null),
  };
}

function typedFields(mail: Mail): StatusFields | null {
  for (const part of mail.leaves) {
    if (part.type === 'message/delivery-status' || part.type === 'message/global-delivery-status') {
      const fields = statusFields(part.text());
      if (fields.recipients.length > 0) return fields;
    }
  }
  return null;
}

/** The fields under a wrong type, or in the text itself (gateways, old servers). A person may paste them too. */
function looseFields(mail: Mail): StatusFields | null {
  for (const part of mail.leaves) {
    if (!/^(?:text\/(?:plain|html)|multipart\/|application\/octet-stream)/.test(part.type)) continue;
    const text = textOf(part);
    const at = fieldsIn(text);
    if (at >= 0) return statusFields(text.slice(at));
  }
  return null;
}

/** Where a delivery status begins inside a text; -1 when there is none. */
function fieldsIn(text: string): number {
  const recipient = /^final-recipient[ \t]?:/im.exec(text)?.index ?? -1;
  if (recipient < 0 || !/^(?:action|status)[ \t]?:/im.test(text)) return -1;
  const reporting = /^reporting-mta[ \t]?:/im.exec(text)?.index ?? -1;
  if (reporting >= 0 && reporting < recipient) return reporting;
  const group = text.lastIndexOf('\n\n', recipient);
  return Math.max(group, 0);
}

function readRecipient(group: Fields, mail: Mail, prose: Prose, alone: boolean): DraftRecipient {
  const final = recipientAddress(group.get('final-recipient'));
  const original = withoutXtext(recipientAddress(group.get('original-recipient')), final);
  const status = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(group.get('status') ?? '')?.[0] ?? null;
  const code = withoutType(group.get('diagnostic-code'));
  const fields = code === null ? behindStatus(group.get('status')) : wholeReply(code, mail.text);
  const about = prose.about(final, original);
  const passage = fields === null && alone && (about === null || !isReply(about)) ? (prose.reply() ?? about) : about;
  // The fields weigh more than the prose, unless only the prose has a reply.
  const fromProse = passage !== null && (fields === null || (passage.code !== null && scanReply(fields).code === null));
  return {
    recipient: final ?? original,
    original_recipient: original,
    action: action(group, status, mail),
    status,
    diagnostic: fromProse ? passage.text : (fields ?? (alone ? titled(mail.title) : null)),
    remote_mta: withoutType(group.get('remote-mta')) ?? passage?.host ?? null,
    stage: passage?.stage ?? null,
  };
}

/** "Returned mail: User unknown": sendmail's title, and that of those that write like it. */
const titled = (title: string): string | null =>
  /^returned mail: (?!see transcript)(.{3,300})/i.exec(title)?.[1]?.trim() ?? null;

/** "smtp; 550 5.1.1 …" without the type (RFC 3464 §2.1.2); null when nothing is left but a program's exit status. */
function withoutType(field: string | undefined): string | null {
  if (/^x-unix[ \t]?;[ \t]*\d+$/i.test(field ?? '')) return null;
  const text = (field ?? '').replace(/^[\w.-]{1,20}[ \t]?;/, '').trim();
  return text === '' ? null : text;
}

/**
 * "5.1.2 (550 Nowhere to deliver mail to)": Haraka's own words stand in a comment. Others write the cause behind the status
 * without one, or as one word: "5.0.0 522_mailbox_full".
 */
function behindStatus(status: string | undefined): string | null {
  if (status === undefined) return null;
  const open = status.indexOf('(');
  if (open < 0) {
    const words = /^[245]\.\d{1,3}\.\d{1,3}[\s:;,-]+(.*[a-z].*)$/i.exec(status)?.[1] ?? null;
    return words?.includes(' ') ? words : (words?.replaceAll('_', ' ') ?? null);
  }
  const close = status.lastIndexOf(')');
  return status.slice(open + 1, close > open ? close : undefined).trim() || null;
}

/** Of a reply of several lines sendmail's field has the first; the others stand in the transcript. */
function wholeReply(field: string, text: string): string {
  const first = /^([45]\d\d)-[^\n]*$/.exec(field);
  if (!first || field.includes(` ${first[1]} `)) return field;
  const at = text.indexOf(`<<< ${field}\n`);
  if (at < 0) return field;
  const [quoted = ''] = /^(?:[ \t]*<<< [^\n]*\n){1,30}/.exec(text.slice(at, at + MAX_TRANSCRIPT)) ?? [];
  const lines = quoted.split('\n').map((line) => line.trimStart().slice('<<< '.length));
  const last = lines.findIndex((line) => line.startsWith(`${first[1]} `));
  return last < 0 ? field : lines.slice(0, last + 1).join('\n');
}

const MAX_TRANSCRIPT = 4000;

/** "relayed (to non-DSN-aware mailer)" is relayed; a missing action follows from the status (RFC 3464 §2.3.4). */
function action(group: Fields, status: string | null, mail: Mail): RecipientAction {
  const word = /^[a-z]+/.exec((group.get('action') ?? '').toLowerCase())?.[0] ?? '';
  if (isAction(word)) return word;
  if (status?.startsWith('2')) return 'delivered';
  if (group.has('will-retry-until') || (status?.startsWith('4') && /delay/i.test(mail.subject))) return 'delayed';
  return 'failed';
}

/** One entry for each recipient and action; of two, the one that says more. */
function unique(recipients: readonly DraftRecipient[]): readonly DraftRecipient[] {
  if (recipients.length === 1) return recipients;
  const seen = new Map<string, DraftRecipient>();
  for (const entry of recipients) {
    const key = `${entry.action} ${entry.recipient?.toLowerCase()}`;
    const known = seen.get(key);
    if (!known || (known.diagnostic === null && entry.diagnostic !== null)) seen.set(key, entry);
  }
  return [...seen.values()];
}
