/**
 * What re-encoding has to know of an entity (RFC 2045 §2.4): its header as latin1 text, where its parts begin. For octets
 * with CRLF line ends.
 */

/** The header with the CRLF of its last field, the body behind the empty line. */
export function splitEntity(entity: Buffer): { readonly header: string; readonly body: Buffer } {
  if (entity[0] === 13 && entity[1] === 10) return { header: '', body: entity.subarray(2) };
  const end = entity.indexOf('\r\n\r\n', 0, 'latin1');
  if (end < 0) return { header: entity.toString('latin1'), body: entity.subarray(entity.length) };
  return { header: entity.toString('latin1', 0, end + 2), body: entity.subarray(end + 4) };
}

/** Unfolded body of the first field of that name (in lower case), '' without one. */
export function fieldBody(header: string, name: string): string {
  for (const field of fieldsOf(header)) if (isNamed(field, name)) return fieldValue(field);
  return '';
}

/** Each with its continuation lines and last CRLF. */
export const fieldsOf = (header: string): readonly string[] => header.split(/(?<=\r\n)(?![ \t])/);

/** White space before the colon is the old syntax (RFC 5322 §4.5). */
export const isNamed = (field: string, name: string): boolean =>
  field.slice(0, name.length).toLowerCase() === name && /^[ \t]*:/.test(field.slice(name.length, name.length + 20));

/** Unfolded. */
export const fieldValue = (field: string): string =>
  field
    .slice(field.indexOf(':') + 1)
    .replaceAll('\r\n', '')
    .trim();

export const withEncoding = (header: string, encoding: string): string =>
  `${fieldsOf(header)
    .filter((field) => !isNamed(field, 'content-transfer-encoding'))
    .join('')}Content-Transfer-Encoding: ${encoding}\r\n`;

/** RFC 2045 §5.2: text/plain when missing. */
export const mediaType = (header: string): string =>
  /^\s*([\w!#$&^.+-]+\/[\w!#$&^.+-]+)/.exec(fieldBody(header, 'content-type'))?.[1]?.toLowerCase() ?? 'text/plain';

export function boundaryOf(header: string): string {
  const found = /;[ \t]*boundary[ \t]*=[ \t]*(?:"([^"]*)"|([^\s;"]+))/i.exec(fieldBody(header, 'content-type'));
  return found?.[1] ?? found?.[2] ?? '';
}

/** Offset of the next line that begins with the delimiter; -1 for none. */
export function delimiterAt(body: Buffer, delimiter: string, from: number): number {
  const inner = Buffer.from(`\r\n${delimiter}`, 'latin1');
  for (let at = from; at >= 0; ) {
    const behind = at + delimiter.length;
    if (
      body.toString('latin1', at, behind) === delimiter &&
      /^(?:--)?[ \t]*(?:\r\n|$)/.test(body.toString('latin1', behind, behind + 80))
    ) {
      return at;
    }
    const next = body.indexOf(inner, at);
    at = next < 0 ? -1 : next + 2;
  }
  return -1;
}

/** Behind the next CRLF. */
export function lineEnd(octets: Buffer, from: number): number {
  const at = octets.indexOf('\r\n', from, 'latin1');
  return at < 0 ? octets.length : at + 2;
}
