/**
 * The domain of the author (RFC 5322 §3.6.2), which a DKIM signature has to align with. When From names several
 * mailboxes it is that of the first.
 */
import { asciiDomain } from '../dns/name.ts';
import { headerField } from './header.ts';

/** More of a From field is not read. */
const longest = 4096;

/** In A-labels; null without a From field, or one without a domain. */
export function fromDomain(body: Uint8Array): string | null {
  const field = headerField(body, 'From');
  if (field === null) return null;
  const text = withoutComments(field.slice(0, longest));
  const mailbox = /<([^<>]*)>/.exec(text)?.[1] ?? text.split(',')[0] ?? '';
  const domain = mailbox.slice(mailbox.lastIndexOf('@') + 1).trim();
  return mailbox.includes('@') ? asciiDomain(domain) : null;
}

/** Quoted strings and nested comments go, as they may hold any of the characters that mean something outside. */
function withoutComments(text: string): string {
  let depth = 0;
  let quoted = false;
  let kept = '';
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (character === '\\' && (quoted || depth > 0)) i++;
    else if (character === '"' && depth === 0) quoted = !quoted;
    else if (quoted) continue;
    else if (character === '(') depth++;
    else if (character === ')' && depth > 0) depth--;
    else if (depth === 0) kept += character;
  }
  return kept;
}
