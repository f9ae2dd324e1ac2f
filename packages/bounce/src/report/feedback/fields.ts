/**
 * The fields of a message/feedback-report (RFC 5965 §3, RFC 6591 §3, RFC 6692). Gateways lose the part's type, and some
 * flatten the whole report into one text; then the fields are found by their names.
 */
import { cleanAddress } from '../../mime/address.ts';
import { type Headers, parseHeaders } from '../../mime/headers.ts';
import type { Mail } from '../mail.ts';
import { withoutBanner } from '../outside-banner.ts';
import type { AuthFailure, Feedback } from '../report.ts';
import { reportedRecipient } from './recipient.ts';

/** Null when the mail has no such fields. */
export function readFieldsReport(mail: Mail): Feedback | null {
  const fields = reportFields(mail);
  if (fields === null) return null;
  const get = (name: string): string | null => fields.get(name)?.trim() || null;
  const failure = authFailure(get);
  return {
    type: /^[a-z][a-z-]*/i.exec(get('feedback-type') ?? '')?.[0].toLowerCase() ?? (failure ? 'auth-failure' : 'other'),
    user_agent: get('user-agent'),
    version: get('version'),
    source_ip: ipAddress(get('source-ip') ?? get('source')),
    original_mail_from: cleanAddress(get('original-mail-from') ?? ''),
    original_recipient: reportedRecipient([get('original-rcpt-to'), get('removal-recipient')], mail.originalHeaders),
    arrival_date: get('arrival-date') ?? get('received-date'),
    reported_domain: get('reported-domain'),
    authentication_results: get('authentication-results'),
    incidents: Math.max(1, Number.parseInt(get('incidents') ?? '1', 10) || 1),
    reporting_mta: get('reporting-mta')?.replace(/^dns\s*;\s*/i, '') ?? null,
    original_envelope_id: get('original-envelope-id'),
    reported_uris: fields.all('reported-uri'),
    auth_failure: failure,
  };
}

/** RFC 6591 §3.1. */
function authFailure(get: (name: string) => string | null): AuthFailure | null {
  const failure = get('auth-failure');
  if (failure === null && get('feedback-type')?.toLowerCase() !== 'auth-failure') return null;
  return {
    failure: failure?.toLowerCase() ?? null,
    delivery_result: get('delivery-result')?.toLowerCase() ?? null,
    identity_alignment: get('identity-alignment')?.toLowerCase() ?? null,
    dkim_domain: get('dkim-domain'),
    dkim_identity: get('dkim-identity'),
    dkim_selector: get('dkim-selector'),
    spf_dns: get('spf-dns'),
  };
}

/** The first IPv4 or IPv6 address: "192.0.2.1", "192.0.2.1 (host.example.org)", "[2001:db8::1]". */
export const ipAddress = (text: string | null): string | null =>
  /\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}:[0-9a-f:]{2,40}/i.exec(text ?? '')?.[0] ?? null;

function reportFields(mail: Mail): Headers | null {
  const typed = mail.leaves.find(({ type }) => type === 'message/feedback-report');
  if (typed) return parseHeaders(typed.text().trimStart());
  for (const part of mail.leaves) {
    if (!part.type.startsWith('text/plain')) continue;
    const block = fieldsIn(withoutBanner(part.text()).trimStart());
    if (block !== null) return block;
  }
  return null;
}

/** How reporters begin the text for people: RFC 5965 appendix B, which all of them copied. */
export const ANNOUNCES =
  /^(?:this is an? (?:[\w/-]{1,40} ){0,4}report (?:for|about) an? (?:e-?mail )?message|this is an? e-?mail abuse report)/i;

/** A part that begins with the fields, or a flattened report: the usual sentence and then the fields in a paragraph. */
function fieldsIn(text: string): Headers | null {
  if (!/^[a-z-]{4,30}:/i.test(text) && !ANNOUNCES.test(text)) return null;
  if (!/feedback-type/i.test(text)) return null;
  for (const paragraph of text.slice(0, 20_000).split(/\n[ \t]*\n/)) {
    const fields = parseHeaders(paragraph.trimStart());
    if (fields.get('feedback-type') !== null && (fields.get('user-agent') ?? fields.get('version')) !== null)
      return fields;
  }
  return null;
}
