/**
 * A key that stands twice in one object. JSON leaves open which of them counts (RFC 8259 §4), so that what a proxy has checked
 * need not be what we read.
 */

/** Of JSON that has been parsed: the first key that its object has already; null: none. Linear. */
export function repeatedKey(json: string): string | null {
  const around: (Set<string> | null)[] = [];
  /** Of the object that we are in; null in a list. */
  let keys: Set<string> | null = null;
  for (let at = 0; at < json.length; at++) {
    switch (json[at]) {
      case '{':
        around.push(keys);
        keys = new Set();
        break;
      case '[':
        around.push(keys);
        keys = null;
        break;
      case '}':
      case ']':
        keys = around.pop() ?? null;
        break;
      case '"': {
        const end = endOfText(json, at + 1);
        if (keys !== null && isBeforeColon(json, end + 1)) {
          const key = textOf(json.slice(at, end + 1));
          if (keys.has(key)) return key;
          keys.add(key);
        }
        at = end;
      }
    }
  }
  return null;
}

/** Where the quote is that ends the text. */
function endOfText(json: string, from: number): number {
  for (let end = json.indexOf('"', from); end >= 0; end = json.indexOf('"', end + 1)) {
    let strokes = 0;
    while (json[end - 1 - strokes] === '\\') strokes++;
    if (strokes % 2 === 0) return end;
  }
  return json.length;
}

function isBeforeColon(json: string, from: number): boolean {
  let at = from;
  while (' \t\r\n'.includes(json[at] ?? '-')) at++;
  return json[at] === ':';
}

/** `"to"` and `"t\u006f"` are one key. */
const textOf = (quoted: string): string =>
  quoted.includes('\\') ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
