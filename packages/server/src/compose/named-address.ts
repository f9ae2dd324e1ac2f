/** "Ann Example <ann@example.com>" or "ann@example.com", as people write it in JSON; null for what is neither. */
import { parseMailbox } from '@hearback/smtp';
import { isFieldText, type NamedAddress } from './field.ts';

export function parseNamedAddress(text: string): NamedAddress | null {
  if (!isFieldText(text) || text.length > 1000) return null;
  const open = text.lastIndexOf('<');
  const trimmed = text.trim();
  const bracketed = open !== -1 && trimmed.endsWith('>');
  const mailbox = parseMailbox(bracketed ? trimmed.slice(trimmed.lastIndexOf('<') + 1, -1) : trimmed);
  if (mailbox === null) return null;
  const name = bracketed ? unquoted(text.slice(0, open).trim()) : '';
  return { name: name === '' ? null : name, address: `${mailbox.localPart}@${mailbox.domain}` };
}

const unquoted = (phrase: string): string =>
  /^".*"$/.test(phrase) ? phrase.slice(1, -1).replace(/\\(.)/g, '$1') : phrase;
