/**
 * Abuse reports in words only: the reporter's usual sentence above the returned message (old AOL and Comcast loops),
 * and SpamCop's, which returns the message in its text.
 */
import type { Mail } from '../mail.ts';
import type { Feedback } from '../report.ts';
import { abuseReport } from './abuse.ts';
import { ANNOUNCES, ipAddress } from './fields.ts';
import { reportedRecipient } from './recipient.ts';

const SPAMCOP_SENDER = /^\d{4,}@reports\.spamcop\.net$/;
const SPAMCOP_SUBJECT = /\[SpamCop \(([^)]{3,60})\) id:\d+\]/i;

export function readProseReport(mail: Mail): Feedback | null {
  return readSpamCop(mail) ?? readForensic(mail) ?? readAnnounced(mail);
}

function readSpamCop(mail: Mail): Feedback | null {
  const about = SPAMCOP_SUBJECT.exec(mail.subject);
  if (about === null || !SPAMCOP_SENDER.test(mail.from)) return null;
  return abuseReport({ user_agent: 'SpamCop', source_ip: ipAddress(about[1] ?? null) });
}

/** Exim's DMARC report (src/moan.c): lines of "Sender IP Address: 192.0.2.1" under one sentence. */
function readForensic(mail: Mail): Feedback | null {
  const text = mail.opening.trimStart();
  if (!/^A message claiming to be from you has failed the published DMARC\s/.test(text)) return null;
  const say = (name: string): string | null => new RegExp(`^ *${name}: *(\\S.*)`, 'm').exec(text)?.[1]?.trim() ?? null;
  return abuseReport({
    type: 'auth-failure',
    source_ip: ipAddress(say('Sender IP Address')),
    arrival_date: say('Received Date'),
    reported_domain: say('Sender Domain'),
  });
}

function readAnnounced(mail: Mail): Feedback | null {
  const original = mail.originalHeaders;
  if (original === null) return null;
  const text = mail.text.slice(0, 2_000).trimStart();
  const announced = ANNOUNCES.exec(text)?.[0].toLowerCase();
  if (announced === undefined) return null;
  const from = text.toLowerCase().indexOf(' received from');
  return abuseReport({
    type: typeNamed(announced),
    source_ip: from < 0 ? null : ipAddress(text.slice(from, from + 120).split(' on ', 1)[0] ?? null),
    original_recipient: reportedRecipient([], original),
  });
}

const typeNamed = (words: string): string =>
  words.includes('opt-out') ? 'opt-out' : words.includes('authentication') ? 'auth-failure' : 'abuse';
