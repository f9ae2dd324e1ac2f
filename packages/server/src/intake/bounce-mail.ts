/**
 * A mail that reports something (bounce, delay, success, automatic reply, complaint) to what is recorded of it. Total: what
 * is no report is `not_understood`. One observation for each recipient that the mail names.
 */
import { hash } from 'node:crypto';
import { explain, parse, type RecipientReport, type Report, taxonomy, type Verdict } from '@hearback/bounce';
import { headerField } from '@hearback/smtp';
import type { EventReply, EventType, LedgerEvent } from '../ledger/event.ts';
import type { Heard, Identifiers, Observation } from '../ledger/observation.ts';
import { nobodyComplained } from '../logs/nobody-complained.ts';
import { type Proof, type Prove, proofOf } from './proof.ts';
import { address, headerMessageId, label, text } from './providers/fields.ts';
import { nothing, notUnderstood } from './providers/observe.ts';

export interface ArrivedMail {
  readonly octets: Uint8Array;
  /** Of the envelope; null: header fields may say. */
  readonly recipient: string | null;
  readonly at: number;
  /** Names the mail within its source (Maildir: unique name); null: its content and the envelope do. */
  readonly key: string | null;
}

export interface MailSource {
  readonly source: LedgerEvent['source'];
  readonly sourceName: string;
  readonly prove: Prove;
  /** Header field by which our mail is found again when a report returns it. */
  readonly header: string | null;
}

/** Field that names our message, where the sender adds it. */
const messageIdField = 'X-Hearback-Message-Id';

export function hearBounceMail(mail: ArrivedMail, source: MailSource): Heard {
  const { header } = source;
  const report = parse(mail.octets, { headers: [messageIdField, ...(header === null ? [] : [header])] });
  const proof = proofOf(mail.octets, mail.recipient, source.prove) ?? complaintProof(report, source.prove);
  const sightings = sightingsIn(report, mail.octets);
  if (typeof sightings === 'string') return report.kind === 'other' ? notUnderstood(sightings) : nothing(sightings);
  const key = mail.key ?? contentKey(mail);
  const subjects = sightings.map((sighting) => subject(sighting, proof));
  // Kept once, whomever else it names: beside what is believed, where anything is.
  const kept = Math.max(
    0,
    subjects.findIndex(({ authentic }) => authentic),
  );
  return {
    kind: 'heard',
    observations: subjects.map((about, index) => ({
      source: source.source,
      sourceName: source.sourceName,
      key: sightings.length === 1 ? key : `${key}/${index}`,
      at: mail.at,
      ...about,
      identifiers: identifiersOf(report, proof, mail.recipient, header),
      labels: labelsOf(report),
      sender: null,
      stage: null,
      mx: null,
      sourceIp: label(report.feedback?.source_ip ?? undefined, 45),
      ...(index === kept ? { raw: mail.octets } : {}),
    })),
  };
}

/**
 * Of a complaint that names nobody (redacted, RFC 6590) and went to the address of a feedback loop: the return path of the
 * message that it is about, in the report (RFC 5965 §3.2) or in the returned message.
 */
function complaintProof({ feedback, recipients, message }: Report, prove: Prove): Proof | null {
  if (feedback === null || recipients.length > 0) return null;
  for (const path of [feedback.original_mail_from, message.return_path]) {
    const given = address(path ?? undefined);
    const proof = given === null ? null : prove(given);
    if (proof !== null) return proof;
  }
  return null;
}

/** What the mail says of one recipient. */
interface Sighting {
  readonly type: EventType;
  /** As the report names the recipient, the surest name first. */
  readonly names: readonly (string | null)[];
  /** Not named by the report: a guess that only a signed return path can confirm. */
  readonly guesses: readonly (string | null)[];
  readonly reply: EventReply | null;
  readonly verdict: Verdict | null;
}

/** A sentence when there is nothing to record. */
function sightingsIn(report: Report, octets: Uint8Array): readonly Sighting[] | string {
  switch (report.kind) {
    case 'bounce':
    case 'delayed':
    case 'delivered': {
      const told = report.recipients.filter(({ action }) => action !== 'relayed' && action !== 'expanded');
      return told.length === 0 ? 'The message went on to where nobody reports from.' : told.map(fateOf(report));
    }
    case 'feedback':
      return complaintsIn(report);
    case 'auto_reply':
    case 'challenge': {
      const author = headerField(octets, 'From');
      const verdict = report.auto_reply?.verdict ?? null;
      const guesses = [author, report.message.to];
      return [{ type: 'auto_reply_received', names: [], guesses, reply: null, verdict }];
    }
    case 'disposition':
      return 'A receipt: the message was read, or deleted.';
    case 'other':
      return 'The mail reports nothing that is known.';
  }
}

/** RFC 3464 §2.3.3. A failure is `bounce_received` also where the server had tried for days: the verdict says so. */
const types = { failed: 'bounce_received', delayed: 'deferred', delivered: 'delivered' } as const;

const fateOf =
  ({ message }: Report) =>
  (entry: RecipientReport): Sighting => {
    const { action, code, status, diagnostic } = entry;
    const words = text(diagnostic ?? undefined);
    const type = types[action === 'relayed' || action === 'expanded' ? 'delivered' : action];
    return {
      type,
      names: [entry.recipient, entry.original_recipient],
      guesses: entry.recipient === null && entry.original_recipient === null ? [message.to] : [],
      reply: words === null && code === null && status === null ? null : { code, status, text: words ?? '' },
      verdict: type === 'delivered' ? null : entry.verdict,
    };
  };

function complaintsIn(report: Report): readonly Sighting[] | string {
  const { feedback, recipients, message } = report;
  const named = recipients.map(
    ({ recipient, verdict }): Sighting => ({
      type: 'feedback_received',
      names: [recipient],
      guesses: [],
      reply: null,
      verdict,
    }),
  );
  if (named.length > 0) return named;
  if (feedback === null || nobodyComplained(feedback.type))
    return `A feedback report of the type ${label(feedback?.type) ?? 'unknown'}: nobody complained.`;
  return [
    { type: 'feedback_received', names: [], guesses: [message.to], reply: null, verdict: complaint(feedback.type) },
  ];
}

/** The reporter has redacted the recipient; the signed return path may still tell. */
function complaint(type: string): Verdict {
  const rule = `feedback/${label(type, 40) ?? 'unknown'}`;
  const { category, group, bounce, action, fault } = taxonomy.complaint;
  return {
    ...explain(''),
    reason: 'complaint',
    category,
    group,
    bounce,
    action,
    fault,
    final: true,
    confidence: 1,
    rule,
  };
}

/**
 * Whom it is about, and whether the mail contradicts itself. A token for A never touches B: where the return path was signed
 * for none of those named, the report is kept and believed by nobody. Without a signed return path nothing is proven yet:
 * that we sent this message to this recipient is (ledger/correlate.ts).
 */
function subject({ names, guesses, ...said }: Sighting, proof: Proof | null) {
  const named = names.map((name) => address(name ?? undefined));
  const signed = [...named, ...guesses.map((name) => address(name ?? undefined))].find(
    (name) => name !== null && proof?.isFor(name) === true,
  );
  const unnamed = named.every((name) => name === null);
  const [final = null, original = null] = named;
  return {
    ...said,
    recipient: signed ?? final ?? original,
    originalRecipient: original,
    authentic: proof === null || signed !== undefined || unnamed,
  };
}

function identifiersOf(
  { message, feedback }: Report,
  proof: Proof | null,
  recipient: string | null,
  header: string | null,
): Identifiers {
  const ours = message.headers[messageIdField];
  const all: { readonly [K in keyof Identifiers]: string | null | undefined } = {
    returnPath: proof?.address ?? recipient,
    messageId: ours !== undefined && /^msg_[0-9a-f-]{36}$/.test(ours) ? ours : null,
    headerMessageId: headerMessageId(message.message_id ?? undefined),
    envid: label(message.envelope_id ?? feedback?.original_envelope_id ?? undefined),
    feedbackId: label(message.feedback_id ?? undefined),
    custom: header === null ? null : label(message.headers[header]),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value != null));
}

/** RFC 2919: the id stands in angle brackets, behind a description. */
function labelsOf({ message }: Report): Observation['labels'] {
  const id = /<([^<>]{1,255})>\s*$/.exec(message.list_id?.slice(0, 1000) ?? '')?.[1];
  const list = label(id ?? message.list_id ?? undefined);
  return list === null ? {} : { list };
}

function contentKey({ octets, recipient }: ArrivedMail): string {
  return `${hash('sha256', octets, 'hex')} ${recipient?.toLowerCase() ?? ''}`;
}

const earliest = Date.UTC(2000, 0);

/** When a mail out of a folder was written: its Date field, where that can be (RFC 5322 §3.6.1), else now. */
export function writtenAt(octets: Uint8Array, now: number): number {
  const at = Date.parse(headerField(octets, 'Date')?.slice(0, 100).replace(/\(.*$/, '') ?? '');
  return at >= earliest && at <= now ? at : now;
}
