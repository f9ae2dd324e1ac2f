/**
 * What may not stand in a log: whole addresses (j***@example.com), and characters that move a terminal's cursor, end a line or
 * turn its direction. Both work on a line of JSON; linear in its length.
 */

const endsLocalPart = /[\s"'<>(),;:\\@[\]{}=]/;

/** Every "local@domain", wherever it stands. */
export function maskAddresses(line: string): string {
  let masked = '';
  let done = 0;
  for (let at = line.indexOf('@'); at !== -1; at = line.indexOf('@', at + 1)) {
    const start = localPartStart(line, at, done);
    if (start === at) continue;
    const first = line.slice(start).match(/^(?:\\")?([\p{L}\p{N}]?)/u)?.[1] ?? '';
    masked += `${line.slice(done, start)}${first}***`;
    done = at;
  }
  return masked + line.slice(done);
}

function localPartStart(line: string, at: number, from: number): number {
  // In JSON a quoted local part is \"like this\"@example.com.
  if (line.startsWith('\\"', at - 2)) {
    const open = line.lastIndexOf('\\"', at - 3);
    return open >= from && open !== -1 ? open : at;
  }
  if (line[at - 1] === '/') return at; // a path: node_modules/@scope
  let start = at;
  while (start > from && !endsLocalPart.test(line[start - 1] ?? ' ')) start--;
  return start;
}

/** JSON has escaped C0 already; here go DEL, C1, line separators and changes of direction. */
export const escapeControls = (line: string): string =>
  line.replace(
    /[\u007f-\u009f\u2028\u2029\p{Bidi_C}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
