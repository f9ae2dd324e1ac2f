/** A reply of several lines as one for people: what each line repeats (code, enhanced status) stands once. */

/** "550-5.1.1 No such\n550 5.1.1 user" is "550 5.1.1 No such user". Control characters are left to `printableLine`. */
export function replyLine(text: string): string {
  const [first = '', ...rest] = text.split(/\r?\n/);
  const [, code, status] = /^(\d{3})[- ]?(\d\.\d{1,3}\.\d{1,3})?/.exec(first) ?? [];
  if (code === undefined) return spaced(text);
  const head = first.replace(/^(\d{3})-/, '$1 ');
  return spaced([head, ...rest.map((line) => withoutCode(line, code, status))].join(' '));
}

function withoutCode(line: string, code: string, status: string | undefined): string {
  if (!/^\d{3}(?:[- ]|$)/.test(line) || !line.startsWith(code)) return line;
  const rest = line.slice(4);
  return status !== undefined && rest.startsWith(status) ? rest.slice(status.length) : rest;
}

const spaced = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** At most `width` characters; what was cut ends in "…". */
export const shortened = (text: string, width: number): string =>
  text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1)).trimEnd()}…`;
