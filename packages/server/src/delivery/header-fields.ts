/**
 * The header section of a submission in one pass: what the queue must know of it, and our own control fields, which are
 * cut out. Bounded; what lies beyond the bound is not looked at.
 */

/** Names in lower case. */
const looked = new Set([
  ...['received', 'message-id', 'date', 'subject'],
  ...['auto-submitted', 'precedence', 'list-id', 'list-post'],
]);
const ours = 'x-hearback-';
/** Whom no other recipient is to know of (RFC 5322 §3.6.3). */
const blind = new Set(['bcc', 'resent-bcc']);
const longestHeader = 262_144;
const longestName = 64;
const LF = 10;
const CR = 13;

export interface HeaderFields {
  /** Values, unfolded; of a field that is there more than once the first. */
  readonly values: ReadonlyMap<string, string>;
  readonly received: readonly string[];
  /** Our control fields without "x-hearback-". */
  readonly control: ReadonlyMap<string, string>;
  /** The message without what was cut out; the very same octets when that is nothing. */
  readonly body: Uint8Array;
}

/** `withoutBlind`: cuts out Bcc, too. */
export function readHeader(body: Uint8Array, { withoutBlind = false } = {}): HeaderFields {
  const values = new Map<string, string>();
  const control = new Map<string, string>();
  const received: string[] = [];
  const kept: Uint8Array[] = [];
  let from = 0;
  const limit = Math.min(body.length, longestHeader);
  for (let start = 0; start < limit && body[start] !== CR && body[start] !== LF; ) {
    const end = fieldEnd(body, start, limit);
    const name = interestingName(body, start, end);
    if (name !== null) {
      const value = textOf(body, start + name.length, end);
      const isBlind = blind.has(name);
      if (name.startsWith(ours) || (isBlind && withoutBlind)) {
        const key = name.slice(ours.length);
        if (!isBlind && !control.has(key)) control.set(key, value);
        kept.push(body.subarray(from, start));
        from = end;
      } else if (name === 'received') received.push(value);
      else if (!values.has(name)) values.set(name, value);
    }
    start = end;
  }
  return { values, received, control, body: from > 0 ? Buffer.concat([...kept, body.subarray(from)]) : body };
}

/** Written by a program, or sent to many: nobody waits for it (RFC 3834 §5, RFC 2919; Precedence is older than both). */
export function isAutomatic({ values }: Pick<HeaderFields, 'values'>): boolean {
  if (values.has('list-id') || values.has('list-post')) return true;
  // "no" may have parameters and comments behind it.
  const submitted = values.get('auto-submitted')?.toLowerCase() ?? 'no';
  return !/^no(?![\w-])/.test(submitted) || /^(?:bulk|list|junk)\b/i.test(values.get('precedence') ?? '');
}

/** Behind the line end of the field's last line. */
function fieldEnd(body: Uint8Array, start: number, limit: number): number {
  let end = start;
  do {
    const at = body.indexOf(LF, end);
    if (at < 0 || at >= limit) return limit;
    end = at + 1;
  } while (body[end] === 32 || body[end] === 9);
  return end;
}

/** First letters of the names that are looked at: most fields cost one comparison. */
const initials = new Set([...'rmdsfxaplbRMDSFXAPLB'].map((letter) => letter.charCodeAt(0)));

function interestingName(body: Uint8Array, start: number, end: number): string | null {
  if (!initials.has(body[start] ?? 0)) return null;
  let name = '';
  for (let at = start; at < Math.min(end, start + longestName); at++) {
    const octet = body[at] ?? 0;
    if (octet === 58) return looked.has(name) || blind.has(name) || name.startsWith(ours) ? name : null;
    if (octet <= 32 || octet >= 127) return null;
    name += String.fromCharCode(octet >= 65 && octet <= 90 ? octet + 32 : octet);
  }
  return null;
}

/** Of a value; longer ones are cut. */
const longestValue = 4096;

/** Behind the colon, folding and outer blanks taken out. */
function textOf(body: Uint8Array, colon: number, end: number): string {
  const octets = Buffer.from(body.buffer, body.byteOffset, body.length);
  const value = octets.toString('utf8', colon + 1, Math.min(end, colon + 1 + longestValue));
  return value.replace(/\r?\n(?=[ \t])/g, '').trim();
}
