/**
 * The body of a message/delivery-status part (RFC 3464 §2.1): one group of fields for the message, one for each
 * recipient. Servers forget the blank line between groups, the indentation of a continued line, and the order.
 */

/** Field bodies by lower-case name, unfolded; of a repeated field the first. */
export type Fields = ReadonlyMap<string, string>;

export interface StatusFields {
  readonly message: Fields;
  readonly recipients: readonly Fields[];
}

/** Fields of a recipient's group (RFC 3464 §2.3); one that the group has already begins the next group. */
const WHO = new Set(['final-recipient', 'original-recipient', 'x-actual-recipient']);
const WHAT = new Set(['action', 'status', 'diagnostic-code']);
const KNOWN = new Set([
  ...WHO,
  ...WHAT,
  'reporting-mta',
  'received-from-mta',
  'arrival-date',
  'original-envelope-id',
  'dsn-gateway',
  'remote-mta',
  'last-attempt-date',
  'final-log-id',
  'will-retry-until',
]);
const MAX_GROUPS = 2000;
const MAX_FIELD = 8000;

export function statusFields(text: string): StatusFields {
  const message = new Map<string, string>();
  const recipients: Map<string, string>[] = [];
  let group = message;
  let last = '';
  let afterBlank = true;
  for (const line of text.split('\n')) {
    const name = fieldName(line, last);
    if (name === '') {
      if (line.trim() === '') {
        afterBlank = true;
        last = '';
      } else if (last !== '') append(group, last, line);
      continue;
    }
    if (begins(name, group, group === message, afterBlank)) {
      if (recipients.length === MAX_GROUPS) break;
      group = new Map();
      recipients.push(group);
    }
    afterBlank = false;
    last = group.has(name) ? '' : name;
    if (last !== '') group.set(name, line.slice(line.indexOf(':') + 1, MAX_FIELD).trim());
  }
  return { message, recipients };
}

/** Whether the field is the first of a new recipient's group. */
function begins(name: string, group: Fields, isMessage: boolean, afterBlank: boolean): boolean {
  if (WHO.has(name)) return isMessage || group.has(name) || (afterBlank && group.has('final-recipient'));
  return WHAT.has(name) && (isMessage || group.has(name));
}

/** "" when the line begins no field: then it continues the one before, indented or not. */
function fieldName(line: string, last: string): string {
  const colon = line.indexOf(':');
  if (line[0] === ' ' || line[0] === '\t' || colon < 2 || colon > 40) return '';
  const name = line.slice(0, colon).trimEnd().toLowerCase();
  if (KNOWN.has(name) || name.startsWith('x-')) return name;
  return last === 'diagnostic-code' || !/^[a-z][a-z0-9-]+$/.test(name) ? '' : name;
}

function append(fields: Map<string, string>, name: string, line: string): void {
  const before = fields.get(name) ?? '';
  if (before.length < MAX_FIELD) fields.set(name, `${before} ${line.slice(0, MAX_FIELD).trim()}`.trim());
}
