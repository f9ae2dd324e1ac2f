/** Hosts that name their own users without the domain: AOL ("Your mail to the following recipients …"), Yale's directory. */
import type { Draft, Format } from '../format.ts';
import { entryFor, oneLine } from './entry.ts';
import { knownBy } from './signature.ts';

const REFUSED = 'our mail to the following recipients could not be delivered';

export const aol: Format = {
  name: 'aol',
  recognises: knownBy({ from: /@aol\.com\b/i, text: [REFUSED] }),
  read(mail) {
    const text = mail.text.slice(mail.text.indexOf(REFUSED) + REFUSED.length);
    const colon = text.search(/:\s*\n/);
    const [names = ''] = text
      .slice(colon + 1)
      .trimStart()
      .split(/\n[ \t]*\n/, 1);
    return members(names.split(/[\s,]+/, 200), 'aol.com', oneLine(text.slice(0, Math.max(0, colon))));
  },
};

export const yale: Format = {
  name: 'yale',
  recognises: knownBy({ from: /\byale\.edu\b/i, text: ['Message not delivered to the following:'] }),
  read(mail) {
    const [, behind = ''] = mail.text.split('Message not delivered to the following:', 2);
    const [list = ''] = behind.split('Error Detail', 1);
    const lines = list
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s{2,}/));
    return members(
      lines.map(([name = '']) => name),
      'yale.edu',
      lines[0]?.[1] ?? '',
    );
  },
};

function members(names: readonly string[], domain: string, why: string): Draft | null {
  const known = names.filter((name) => /^[a-z0-9][\w.@+-]*$/i.test(name));
  if (known.length === 0) return null;
  return { recipients: known.map((name) => entryFor(name.includes('@') ? name : `${name}@${domain}`, why)) };
}
