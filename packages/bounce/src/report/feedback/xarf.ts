/**
 * X-ARF, the abuse report of network operators: "Name: value" lines (0.1, 0.2) or JSON (1 to 4) beside a text for
 * people. Only reports of mail count; those of attacks and scans are about a host.
 */
import { parseHeaders } from '../../mime/headers.ts';
import type { Part } from '../../mime/scan.ts';
import type { Mail } from '../mail.ts';
import type { Feedback } from '../report.ts';
import { abuseReport } from './abuse.ts';
import { ipAddress } from './fields.ts';
import { reportedRecipient } from './recipient.ts';

type Say = (name: string) => string | null;

export function readXarf(mail: Mail): Feedback | null {
  const json = mail.leaves.find((part) => part.type === 'application/json' && /xarf/i.test(nameOf(part)));
  if (mail.header('x-xarf') === null && mail.header('x-arf') === null && json === undefined) return null;
  const say = json === undefined ? lines(mail) : members(json.text());
  const about = say('report-type') ?? say('reporttype') ?? say('type');
  if (about === null || !/^(?:spam|phishing|fraud|abuse|unsolicited)/i.test(about)) return null;
  return abuseReport({
    type: /^(?:phish|fraud)/i.test(about) ? 'fraud' : 'abuse',
    user_agent: say('user-agent'),
    version: say('version') ?? say('xarf_version'),
    source_ip: ipAddress(say('source') ?? say('sourceip') ?? say('source_identifier')),
    original_mail_from: say('smtp_from') ?? say('smtpmailfromaddress'),
    original_recipient: reportedRecipient([say('smtp_to'), say('smtprcpttoaddress')], mail.originalHeaders),
    arrival_date: say('date') ?? say('timestamp'),
  });
}

const nameOf = (part: Part): string =>
  part.parameter('name') ?? part.headers.get('content-disposition') ?? part.headers.get('content-description') ?? '';

/** The second part has the fields; some reporters put them first. */
function lines(mail: Mail): Say {
  const fields = mail.leaves
    .filter((part) => part.type.startsWith('text/'))
    .map((part) =>
      parseHeaders(
        part
          .text()
          .replace(/^\s*-{3}\s*\n/, '')
          .trimStart(),
      ),
    )
    .find((headers) => headers.get('report-type') !== null);
  return (name) => fields?.get(name)?.replace(/^["']|["']$/g, '') ?? null;
}

/** Texts and numbers by lower-case name, at the top or one level below ("Report": { "SourceIp": … }). */
function members(text: string): Say {
  const found = new Map<string, string>();
  const collect = (value: unknown, level: number): void => {
    if (typeof value !== 'object' || value === null || level > 1) return;
    for (const [name, inner] of Object.entries(value)) {
      const key = name.toLowerCase();
      if ((typeof inner === 'string' || typeof inner === 'number') && !found.has(key)) found.set(key, String(inner));
      else collect(inner, level + 1);
    }
  };
  collect(parsed(text), 0);
  return (name) => found.get(name) ?? null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
