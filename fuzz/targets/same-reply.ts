/** One reply in other clothes has the same verdict: case, line ends, folding over several lines, blanks, a logger's prefix. */
import { explain } from '@hearback/bounce';
import { replyWords } from '../dictionary.ts';
import { mutate } from '../mutate.ts';
import type { Random } from '../random.ts';
import { examples, replies } from '../seeds.ts';
import type { Target } from '../target.ts';

/** Rules look at a reply's beginning only; what folding moves behind that mark may differ. */
const longest = 1500;

export const sameReply: Target = {
  name: 'same-reply',
  share: 18,
  make: (random) =>
    random.chance(0.5) ? random.pick(replies) : random.chance(0.5) ? pair(random) : mutate(replies, replyWords, random),
  check(input, timed) {
    if (input.length > longest) return null;
    for (const mx of [undefined, 'aspmx.l.google.com', 'x.mail.protection.outlook.com']) {
      const before = explain(input, { mx });
      for (const [name, form] of formsOf(input)) {
        const after = timed(() => explain(form, { mx }));
        for (const field of ['reason', 'code', 'status', 'template'] as const) {
          if (before[field] !== after[field])
            return `${name} changes the ${field}: ${before[field]} to ${after[field]} (${after.rule}, mx ${mx})`;
        }
      }
    }
    return null;
  },
};

/** The words of two replies behind the numbers of the first. */
const pair = (random: Random): string => `${random.pick(examples)} ${random.pick(examples).replace(/^[\d.\- ]+/, '')}`;

function formsOf(reply: string): readonly (readonly [name: string, reply: string])[] {
  const forms: (readonly [string, string])[] = [
    ['trailing blanks', `${reply}  \r\n`],
    ['a line end', `${reply}\n`],
  ];
  // "\n" in two characters is a line end that a logger wrote; in capitals it is none.
  if (!reply.includes('\\')) forms.push(['capitals', upper(reply)], ['small letters', lower(reply)]);
  if (/\n/.test(reply) && !/\r/.test(reply))
    forms.push(['CRLF', reply.replaceAll('\n', '\r\n')], ['CR', reply.replaceAll('\n', '\r')]);
  const lines = foldedOver(reply);
  if (lines !== null)
    for (const end of ['\r\n', '\n', '\r']) forms.push([`folding with ${JSON.stringify(end)}`, lines.join(end)]);
  return forms;
}

const upper = (text: string): string => text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
const lower = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** A reply of one line as one of several: code and status again in front of each (RFC 5321 §4.2.1, RFC 2034 §4). */
function foldedOver(reply: string): readonly string[] | null {
  const head = /^([45]\d\d) ([45]\.\d{1,3}\.\d{1,3} )?(?=[^\s/])(?![245]\d\d\b|[245]\.\d)/.exec(reply);
  if (head === null || /[\r\n\\]| {2}/.test(reply)) return null;
  const [{ length }, code = '', status = ''] = head;
  // A server folds its own words, not a logger's behind them; and a code that comes again may be a line's beginning.
  if (/\(in reply to/i.test(reply) || reply.includes(code, length)) return null;
  // What begins with a number or a slash may be taken for a code at the beginning of a line.
  const lines = reply
    .slice(length)
    .trimEnd()
    .split(/(?<=^.{10,}[a-z,;]) (?=[a-z])/i);
  return lines.map((line, i) => `${code}${i < lines.length - 1 ? '-' : ' '}${status}${line}`);
}
