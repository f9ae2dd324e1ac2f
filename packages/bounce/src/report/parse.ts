/**
 * A mail to what it reports. The order is from the surest sign to the weakest: standard parts (RFC 5965, 8098, 3464),
 * a known server's own format, a reply that a program wrote in a person's name, then any notice of an unknown server.
 * A person's mail stops before the formats, so that a quoted or forwarded notice stays an ordinary mail.
 */
import { type Headers, parseHeaders } from '../mime/headers.ts';
import { unwrapped } from './attached-mail.ts';
import { readAutoReply } from './auto-reply.ts';
import { readChallenge } from './challenge.ts';
import { readDisposition } from './disposition.ts';
import { readDsn } from './dsn.ts';
import { reportedMessage } from './feedback/junk-mail-report.ts';
import { isComplaint, readFeedback } from './feedback.ts';
import type { Draft } from './format.ts';
import { formats } from './formats/index.ts';
import { signaturesOf } from './formats/signature.ts';
import { readGeneral } from './general.ts';
import { type Mail, openMail } from './mail.ts';
import { declaresStatus, isDaemon, originOf } from './origin.ts';
import { readOriginal } from './original.ts';
import { recipientAddress } from './recipient-address.ts';
import { readRejection } from './rejection.ts';
import type { Feedback, Kind, ParseOptions, RecipientReport, Report } from './report.ts';
import { judge, verdictOf } from './verdicts.ts';

/**
 * Reads one mail (bytes as received; line ends LF, CRLF or CR). Never throws: what is odd stands in `problems`,
 * and a mail that reports nothing has the kind `other`.
 *
 *     parse('From: jo@example.org\nSubject: lunch?\n\nAt noon?\n').kind; // 'other'
 */
export function parse(input: Uint8Array | string, options: ParseOptions = {}): Report {
  const mail = unwrapped(openMail(input));
  const report = (kind: Kind, format: string | null, parts: Partial<Report> = {}, draft?: Draft): Report => ({
    kind,
    format,
    recipients: parts.recipients ?? [],
    message: readOriginal(returnedHeaders(mail, draft, kind), draft?.envelope_id ?? null, options.headers ?? []),
    feedback: parts.feedback ?? null,
    auto_reply: parts.auto_reply ?? null,
    disposition: parts.disposition ?? null,
    problems: [...mail.problems],
  });

  const notice = (format: string, draft: Draft): Report => {
    const recipients = draft.recipients.map((entry) => judge(entry, options.context));
    return report(kindOf(recipients), format, { recipients }, draft);
  };
  // Most notices are what their sender and header say; nothing else needs to be looked for in them.
  const declared = declaresStatus(mail) && isDaemon(mail) ? readDsn(mail, 'server') : null;
  if (declared) return notice('rfc3464', declared);

  const feedback = readFeedback(mail);
  if (feedback) return report('feedback', 'arf', { feedback, recipients: complaint(feedback) });
  const disposition = readDisposition(mail);
  if (disposition) {
    const rejection = readRejection(mail, disposition);
    return rejection ? notice('rfc5429', rejection) : report('disposition', 'rfc8098', { disposition });
  }

  const origin = originOf(mail);
  const challenge = readChallenge(mail);
  if (challenge) return report('challenge', null, { auto_reply: challenge });
  if (origin !== 'person') {
    const dsn = readDsn(mail, origin);
    if (dsn) return notice('rfc3464', dsn);
    const borne = signaturesOf(mail);
    for (const format of formats) {
      const draft = format.recognises(mail, borne) ? format.read(mail) : null;
      if (draft) return notice(format.name, draft);
    }
  }
  const autoReply = readAutoReply(mail);
  if (autoReply) return report('auto_reply', null, { auto_reply: autoReply });
  const draft = readGeneral(mail, origin);
  return draft ? notice('general', draft) : report('other', null);
}

function kindOf(recipients: readonly RecipientReport[]): Kind {
  if (recipients.some(({ action }) => action === 'failed')) return 'bounce';
  return recipients.some(({ action }) => action === 'delayed') ? 'delayed' : 'delivered';
}

function complaint(feedback: Feedback): readonly RecipientReport[] {
  const recipient = recipientAddress(feedback.original_recipient);
  if (recipient === null || !isComplaint(feedback)) return [];
  const verdict = verdictOf('complaint');
  return [
    {
      recipient,
      original_recipient: null,
      action: 'delivered',
      status: null,
      code: null,
      diagnostic: null,
      remote_mta: null,
      verdict,
    },
  ];
}

function returnedHeaders(mail: Mail, draft: Draft | undefined, kind: Kind): Headers | null {
  if (kind === 'other') return null;
  if (mail.originalHeaders) return mail.originalHeaders;
  if (kind === 'feedback') return reportedMessage(mail);
  const block = draft ? (draft.original ?? mail.copy.returned) : null;
  return block === null ? null : parseHeaders(block);
}
