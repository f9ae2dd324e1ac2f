/** The figures of all rounds as Markdown, and where they are written. */
import { readFileSync, writeFileSync } from 'node:fs';

const sorted = (values) => [...values].sort((a, b) => a - b);

export function median(values) {
  const all = sorted(values);
  const middle = all.length / 2;
  return all.length % 2 === 1 ? all[Math.floor(middle)] : (all[middle - 1] + all[middle]) / 2;
}

/** "median (least to most)". */
function spread(values, digits = 0) {
  const text = (value) => value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const all = sorted(values);
  return `${text(median(all))} (${text(all[0])} to ${text(all.at(-1))})`;
}

export function tableOf(contestants, { messages, sessions, size, warm }) {
  const rows = contestants.map(({ server, rounds, waits }) => {
    const of = (pick) => rounds.map(pick);
    return [
      server.version,
      spread(of(({ rate }) => rate)),
      spread(of(({ cpu }) => cpu * 1000)),
      `${spread(
        waits.map(({ p50 }) => p50),
        1,
      )} / ${spread(
        waits.map(({ p99 }) => p99),
        1,
      )}`,
      spread(of(({ memory }) => memory / 2 ** 20)),
      `${Math.round(Math.max(...of(({ foreign }) => foreign)) * 100)} %`,
    ];
  });
  const rounds = contestants[0]?.rounds.length ?? 0;
  return [
    `${rounds} rounds in turns of ${messages.toLocaleString('en')} messages, ${warm.toLocaleString('en')} before to warm up, ${size.toLocaleString('en')} octets each over ${sessions} sessions; median (least to most).`,
    '',
    '| server | delivered /s | CPU µs/message | wait for 250 under full load, p50 / p99 ms | memory MB, peak | others’ CPU, most |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n');
}

/** The ratios that were aimed at, as far as both sides ran. */
export function comparison(contestants) {
  const of = (key, pick) => {
    const found = contestants.find((contestant) => contestant.key === key);
    return found === undefined ? null : median(found.rounds.map(pick));
  };
  const rate = ({ rate }) => rate;
  const cpu = ({ cpu }) => cpu;
  const aims = [
    ['delivered /s, SQLite against Postfix', of('sqlite', rate), of('postfix', rate), 5],
    ['delivered /s, SQLite against the npm parts', of('sqlite', rate), of('npm', rate), 2.5],
    ['delivered /s, PostgreSQL against Postfix', of('postgres', rate), of('postfix', rate), 3],
    ['CPU a message, Postfix against SQLite', of('postfix', cpu), of('sqlite', cpu), 8],
  ];
  const rows = aims
    .filter(([, one, other]) => one !== null && other !== null)
    .map(([what, one, other, aim]) => {
      const ratio = one / other;
      return `| ${what} | ${ratio.toFixed(1)} × | ${aim} × | ${ratio >= aim ? 'holds' : 'falls short'} |`;
    });
  return ['| ratio | measured | aim | |', '| --- | ---: | ---: | --- |', ...rows].join('\n');
}

/** Replaces what stands between the marks `<!-- name -->` and `<!-- /name -->`. */
export function writeInto(file, name, text) {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const old = readFileSync(file, 'utf8');
  const [from, to] = [old.indexOf(start), old.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${file} has no place marked ${start} ... ${end}`);
  writeFileSync(file, `${old.slice(0, from + start.length)}\n${text}\n${old.slice(to)}`);
}
