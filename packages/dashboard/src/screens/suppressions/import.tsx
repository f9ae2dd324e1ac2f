/** Adds many addresses: from a file or pasted, looked at first (nothing is changed), then done. */
import { useState } from 'preact/hooks';
import { answer, api } from '../../api/client.ts';
import { Ask } from '../../parts/ask.tsx';
import { useDoing } from '../../parts/doing.ts';
import { Field } from '../../parts/field.tsx';
import { Trouble } from '../../parts/loaded.tsx';
import { say } from '../../parts/toast.tsx';
import { count } from '../../words/figures.ts';
import { addressesIn, type Line } from './addresses-in.ts';

/** As many as the server takes at once. */
const atOnce = 10_000;
/** Characters; more than a million addresses go in by the command. */
const longest = 40_000_000;
const mostWrong = 20;

interface Report {
  readonly added: number;
  readonly known: number;
  readonly wrong: readonly { readonly line: number; readonly why: string }[];
}

async function send(lines: readonly Line[], dryRun: boolean, why: string): Promise<Report> {
  let report: Report = { added: 0, known: 0, wrong: [] };
  for (let at = 0; at < lines.length; at += atOnce) {
    const part = lines.slice(at, at + atOnce);
    const entries = part.map(({ entry }) => ({ ...entry, ...(why === '' ? {} : { why }) }));
    const { added, known, wrong } = await answer(
      api.POST('/v1/suppressions/import', { body: { entries, dry_run: dryRun } }),
    );
    report = {
      added: report.added + added,
      known: report.known + known,
      wrong: [
        ...report.wrong,
        ...wrong.map(({ index, why: because }) => ({ line: part[index]?.number ?? 0, why: because })),
      ],
    };
  }
  return report;
}

export function Import({ close, done }: { readonly close: () => void; readonly done: () => void }) {
  const [text, setText] = useState('');
  const [report, setReport] = useState<Report | null>(null);
  const { busy, problem, run } = useDoing();
  const lines = addressesIn(text);
  const take = (given: string): void => {
    setText(given);
    setReport(null);
  };
  return (
    <Ask
      title="Import suppressions"
      verb={report === null ? 'Import' : `Import ${count(report.added)}`}
      why="required"
      ready={report !== null && report.added > 0}
      close={close}
      act={async (why) => {
        const { added } = await send(lines, false, why);
        say(`${count(added)} suppressed`);
        done();
      }}
    >
      <p class="quiet">
        One address, or SHA-256 of one, a line; or CSV that begins with it. For all mail and for good. What is
        suppressed already stays as it is.
      </p>
      <Field label="File">
        {(id) => (
          <input
            id={id}
            type="file"
            accept=".csv,.txt,text/csv,text/plain"
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? [];
              if (file === undefined) return;
              void run(async () => {
                if (file.size > longest)
                  throw new Error('The file is too long for the page; take: hearback suppress import FILE');
                take(await file.text());
              });
            }}
          />
        )}
      </Field>
      <Field label="Or paste" note={lines.length === 0 ? '' : `${count(lines.length)} lines to import`}>
        {(id) => (
          <textarea
            id={id}
            class="input"
            rows={6}
            spellcheck={false}
            value={text.length > 100_000 ? `${text.slice(0, 100_000)}\n…` : text}
            readOnly={text.length > 100_000}
            onInput={(event) => take(event.currentTarget.value)}
          />
        )}
      </Field>
      <div>
        <button
          type="button"
          class="button"
          disabled={busy || lines.length === 0}
          onClick={() => void run(async () => setReport(await send(lines, true, '')))}
        >
          {busy ? 'Looking…' : 'Look at it first'}
        </button>
      </div>
      <div role="status">
        {problem === null ? null : <Trouble problem={problem} title="This could not be read" />}
        {report === null ? null : <Told report={report} />}
      </div>
    </Ask>
  );
}

function Told({ report: { added, known, wrong } }: { readonly report: Report }) {
  return (
    <>
      <p class="num">
        <strong>{count(added)}</strong> would be added, {count(known)} are suppressed already, {count(wrong.length)} are
        wrong{wrong.length === 0 ? '.' : ' and left out:'}
      </p>
      <ul class="quiet">
        {wrong.slice(0, mostWrong).map(({ line, why }) => (
          <li key={line}>
            line {line}: {why}
          </li>
        ))}
        {wrong.length > mostWrong ? <li>and {count(wrong.length - mostWrong)} more</li> : null}
      </ul>
    </>
  );
}
