/** Names of scenarios that accept a message and mail something back: "dsn", "oob-qmail", "oob-exim-mailbox-full", "fbl", "ooo". */
import { isReason, type Reason } from '@hearback/bounce';
import { dialectNames } from '../notices/dialects.ts';
import type { Mailing } from './scenario.ts';

const HOUR = 3_600_000;

const notice: Mailing & { readonly kind: 'notice' } = {
  kind: 'notice',
  dialect: null,
  reason: 'user_unknown',
  action: 'failed',
  delay: 0,
  original: true,
  language: null,
};

const names: Readonly<Record<string, Mailing>> = {
  dsn: notice,
  oob: notice,
  'delayed-dsn': { ...notice, delay: 4 * HOUR },
  'delay-notice': { ...notice, reason: 'receiver_temporary_failure', action: 'delayed' },
  'nonstandard-dsn': { ...notice, dialect: 'any' },
  'no-original': { ...notice, dialect: 'postfix', original: false },
  fbl: { kind: 'complaint' },
  ooo: { kind: 'auto_reply', reply: 'out_of_office' },
  challenge: { kind: 'challenge' },
  'read-receipt': { kind: 'read_receipt' },
  unsubscribe: { kind: 'unsubscribe' },
};

const languages = ['de', 'es', 'fr', 'ja', 'pt', 'ru', 'zh'] as const;

export function readMailing(name: string): Mailing | null {
  if (Object.hasOwn(names, name)) return names[name] ?? null;
  const language = /^localized-([a-z]{2})$/.exec(name)?.[1];
  if (language !== undefined) {
    const known = languages.find((code) => code === language);
    return known === undefined ? null : { ...notice, dialect: 'microsoft365', language: known };
  }
  const [, rest] = /^(?:oob|dsn)-(.+)$/.exec(name) ?? [];
  return rest === undefined ? null : dialectAndReason(rest);
}

/** "qmail", "mailbox-full", "qmail-mailbox-full". */
function dialectAndReason(words: string): Mailing | null {
  const dialect = dialectNames.find((known) => words === known || words.startsWith(`${known}-`)) ?? null;
  const rest = dialect === null ? words : words.slice(dialect.length + 1);
  if (rest === '') return { ...notice, dialect };
  const reason = rest.replaceAll('-', '_');
  return isReason(reason) ? { ...notice, dialect, reason } : null;
}

/** How a reason comes that is no reply; null for those that are. */
export function mailingFor(reason: Reason): Mailing | null {
  switch (reason) {
    case 'message_expired':
      return { ...notice, reason };
    case 'out_of_office':
    case 'auto_acknowledgement':
    case 'departed':
      return { kind: 'auto_reply', reply: reason };
    case 'challenge_response':
      return { kind: 'challenge' };
    case 'complaint':
      return { kind: 'complaint' };
    default:
      return null;
  }
}
