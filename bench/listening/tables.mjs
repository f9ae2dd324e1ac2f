/** The results in words. */
const names = { sqlite: 'SQLite', postgres: 'PostgreSQL' };
const number = (value, digits = 0) =>
  value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: digits });
const megabytes = (octets) => number(octets / 2 ** 20);
const rows = (head, all) =>
  [head, head.map((_, index) => (index === 0 ? '---' : '---:')), ...all].map((row) => `| ${row.join(' | ')} |`);

export function bounceTable(results, { seconds, offered, sessions }) {
  const row = (kind, how, { rate, p50, p99, cpu, start, end, memory, count }) => [
    `${names[kind]}, ${how}`,
    ...[number(count), number(rate), `${number(p50, 1)} / ${number(p99, 1)}`, number(cpu)],
    `${megabytes(start)}, ${megabytes(end)}, ${megabytes(memory)}`,
  ];
  const head = [
    'store',
    'reports',
    'a second',
    'wait for 250, p50 / p99 ms',
    'CPU µs a report',
    'memory MB: start, end, most',
  ];
  const all = results.flatMap(({ kind, paced, unpaced }) => [
    row(kind, `${number(offered)} a second offered for ${number(seconds)} s`, paced),
    row(kind, 'as fast as it goes', unpaced),
  ]);
  return [`Bounce mails over ${sessions} sessions; each suppresses an address.`, '', ...rows(head, all)].join('\n');
}

export function logTable(results, { lines }) {
  const head = ['store', 'lines a second', 'CPU µs a line', 'outcomes a second', 'memory MB, most'];
  const all = results.map(({ kind, rate, cpu, memory, outcomes, lines: written }) => [
    names[kind],
    ...[number(rate), number(cpu, 1), number((rate * outcomes) / written), megabytes(memory)],
  ]);
  const words = `A log of Postfix of ${number(lines)} lines, seven a message, an eighth of the messages not delivered.`;
  return [words, '', ...rows(head, all)].join('\n');
}

export function stormTable(results, { storm, fastest }) {
  const head = [
    'store',
    ...['forged alone, a second', 'CPU µs of one', 'beside true ones, a second'],
    ...['true ones, a second', 'wait for 250, p50 / p99 ms', 'memory MB, most'],
  ];
  const all = results.map(({ kind, alone, cpu, forged, rate, p50, p99, memory }) => [
    names[kind],
    ...[number(alone), number(cpu), number(forged), number(rate), `${number(p50, 1)} / ${number(p99, 1)}`],
    megabytes(memory),
  ]);
  const words = `${number(storm)} bounce mails a second offered for ${number(fastest)} s, nine in ten of them forged, each of those over a connection of its own.`;
  return [words, '', ...rows(head, all)].join('\n');
}
