/**
 * A name as a part of a path. A dot or two would lead elsewhere, however they are escaped (WHATWG URL §4.1): they are escaped
 * once more.
 */
export const segment = (name: string): string =>
  encodeURIComponent(/^\.{1,2}$/.test(name) ? name.replaceAll('.', '%2E') : name);

/** Throws a URIError for what is no octet of UTF-8. */
export function nameIn(segment: string): string {
  const name = decodeURIComponent(segment);
  return /^(?:%2E){1,2}$/.test(name) ? decodeURIComponent(name) : name;
}
