/**
 * PowerMTA's accounting file: CSV (RFC 4180) with a header line. Rows: d delivered, b bounced, t transient,
 * rb bounced later by mail, f feedback loop; tq (a whole queue backs off) and r (received) say nothing of a recipient.
 */
import { domainOf, type Outcome } from './attempt.ts';
import { eachLine, type LogFormat } from './log.ts';
import { isoTime } from './time.ts';

const outcomes: Readonly<Record<string, Outcome>> = {
  d: 'delivered',
  delivery: 'delivered',
  b: 'failed',
  bounce: 'failed',
  t: 'deferred',
  transient: 'deferred',
  rb: 'failed',
};

export const powermta: LogFormat = {
  name: 'PowerMTA',
  mark: /(?:^|\n)\uFEFF?(?=["\w.,-]*\btype\b)(?=["\w.,-]*\brcpt\b)(?=["\w.,-]*\btimeLogged\b)["\w.,-]+\r?(?:\n|$)/,
  reader(sink) {
    let columns = new Map<string, number>();
    return {
      read(block) {
        eachLine(block, (line) => {
          const row = fields(line);
          if (line.includes('timeLogged') && row.includes('rcpt')) {
            columns = new Map(row.map((name, index) => [name.replace('\uFEFF', ''), index]));
            return;
          }
          const field = (name: string): string => row[columns.get(name) ?? -1] ?? '';
          const at = timeOf(field('timeLogged'));
          const type = field('type');
          const outcome = Object.hasOwn(outcomes, type) ? outcomes[type] : undefined;
          if (type === 'f') sink.complaint(at, field('envId') || field('header_Message-Id'), field('rcpt'));
          if (outcome === undefined || field('rcpt') === '') return;
          sink.attempt({
            at,
            message:
              field('envId') ||
              field('header_Message-Id') ||
              `${field('timeQueued')} ${field('orig')} ${field('jobId')}`,
            recipient: field('rcpt'),
            outcome: outcome === 'failed' && field('bounceCat') === 'message-expired' ? 'expired' : outcome,
            mx: field('dsnMta').split(' ', 1)[0] || null,
            reply: outcome === 'delivered' ? '' : replyOf(field('dsnDiag'), field('dsnStatus'), field('bounceCat')),
            sender: columns.has('orig') ? domainOf(field('orig')) : null,
            list: field('header_List-Id') || field('jobId') || null,
          });
        });
      },
    };
  },
};

/** "smtp;550 5.1.1 …"; without a reply, the status and PowerMTA's own category. */
function replyOf(diagnostic: string, status: string, category: string): string {
  const reply = diagnostic.replace(/^smtp;\s?/i, '');
  return reply === '' ? `${status} ${category}`.trim() : reply;
}

/** Unix seconds or "2026-11-24 01:02:03+0100". */
const timeOf = (text: string): number | null => (/^\d{9,11}$/.test(text) ? Number(text) * 1000 : isoTime(text));

/** The fields of one line; a doubled quote inside quotes is a quote. */
function fields(line: string): string[] {
  if (!line.includes('"')) return line.split(',');
  const row: string[] = [];
  for (let at = 0; at <= line.length; ) {
    if (line[at] === '"') {
      const [value, next] = quoted(line, at + 1);
      row.push(value);
      at = next + 1;
    } else {
      const comma = line.indexOf(',', at);
      const end = comma === -1 ? line.length : comma;
      row.push(line.slice(at, end));
      at = end + 1;
    }
  }
  return row;
}

function quoted(line: string, start: number): [value: string, end: number] {
  let end = line.indexOf('"', start);
  while (end !== -1 && line[end + 1] === '"') end = line.indexOf('"', end + 2);
  const value = line.slice(start, end === -1 ? undefined : end).replaceAll('""', '"');
  const comma = end === -1 ? -1 : line.indexOf(',', end);
  return [value, comma === -1 ? line.length : comma];
}
