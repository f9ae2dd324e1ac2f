/**
 * Which header fields a signature covers, and which of them nobody may add to (RFC 6376 §5.4.2): a name that is listed once
 * more than there are fields of it covers that there is no other. Else whoever sends the mail on puts a second From or Subject
 * above ours, which many programs show, and the signature still holds (§8.15).
 */
/** Closed whether they are there or not. */
const always = [
  ...['From', 'To', 'Cc', 'Reply-To', 'Subject', 'Date', 'Message-ID'],
  ...['MIME-Version', 'Content-Type', 'Content-Transfer-Encoding'],
];

/** §5.4.1, and what RFC 8058 §4 wants covered. A list that sends the mail on may add them, but not to ours. */
const present = [
  ...['Sender', 'In-Reply-To', 'References', 'Content-Disposition', 'Auto-Submitted', 'Feedback-ID'],
  ...['List-Id', 'List-Help', 'List-Unsubscribe', 'List-Unsubscribe-Post', 'List-Subscribe', 'List-Post', 'List-Owner'],
  ...['List-Archive'],
];

export interface Covered {
  /** For the h= tag. */
  readonly names: readonly string[];
  /** In the order of the names, those of one name from the last to the first. */
  readonly fields: readonly string[];
}

export function coveredBy(header: readonly string[]): Covered {
  const byName = new Map([...always, ...present].map((name) => [name.toLowerCase(), [] as string[]]));
  // The last one first: that is how they are counted (RFC 6376 §5.4.2).
  for (const field of header.toReversed()) byName.get(nameOf(field))?.push(field);
  const names: string[] = [];
  const fields: string[] = [];
  for (const name of [...always, ...present]) {
    const found = byName.get(name.toLowerCase()) ?? [];
    for (const field of found) {
      names.push(name);
      fields.push(field);
    }
    if (found.length > 0 || always.includes(name)) names.push(name);
  }
  return { names, fields };
}

/** White space before the colon is the old syntax (RFC 5322 §4.5). */
const nameOf = (field: string): string => /^([!-9;-~]{1,40})[ \t]*:/.exec(field)?.[1]?.toLowerCase() ?? '';
