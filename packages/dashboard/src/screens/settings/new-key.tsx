/** Makes a key of what the maker may do, and shows it this once. */
import type { paths } from '@hearback/server/api';
import { useState } from 'preact/hooks';
import { answer, api } from '../../api/client.ts';
import { visitor } from '../../api/session.ts';
import { copy } from '../../parts/copy.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { useDoing } from '../../parts/doing.ts';
import { Field } from '../../parts/field.tsx';
import { Trouble } from '../../parts/loaded.tsx';
import { wordsOf } from '../../words/words-of.ts';

type Body = NonNullable<paths['/v1/keys']['post']['requestBody']>['content']['application/json'];
type Scope = Body['scopes'][number];

export function NewKey({ close, made }: { readonly close: () => void; readonly made: () => void }) {
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(['messages:write']));
  const [senders, setSenders] = useState('');
  const [authors, setAuthors] = useState('');
  const [shown, setShown] = useState<string | null>(null);
  const { busy, problem, run } = useDoing();
  const mine = visitor.value?.scopes ?? [];
  const make = (): Promise<boolean> =>
    run(async () => {
      const body: Body = { name: name.trim(), scopes: [...chosen] as Scope[], ...asWhom(senders, authors) };
      const { key } = await answer(api.POST('/v1/keys', { body }));
      setShown(key);
      made();
    });
  if (shown !== null)
    return (
      <Dialog title={`The key ${name}`} close={close}>
        <p>It is shown this once. Keep it where secrets are kept.</p>
        <pre class="reply">{shown}</pre>
        <div class="end">
          <button type="button" class="button main-action" onClick={() => void copy(shown, 'Key')}>
            Copy
          </button>
          <button type="button" class="button" onClick={close}>
            Done
          </button>
        </div>
      </Dialog>
    );
  return (
    <Dialog title="New key" close={close}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <Field label="Name" note="Which program will use it">
          {(id) => (
            <input
              id={id}
              class="input"
              required
              maxLength={100}
              value={name}
              onInput={(event) => setName(event.currentTarget.value)}
            />
          )}
        </Field>
        <fieldset class="scopes">
          <legend>It may</legend>
          {mine
            .filter((scope) => scope.includes(':'))
            .map((scope) => (
              <label key={scope} class="row">
                <input type="checkbox" checked={chosen.has(scope)} onChange={() => setChosen(toggled(chosen, scope))} />
                {scope}
              </label>
            ))}
        </fieldset>
        {chosen.has('messages:write') ? (
          <>
            <Addresses
              label="Sends as"
              note="ann@example.com, @example.com for a domain; empty: whom you may"
              value={senders}
              change={setSenders}
            />
            <Addresses
              label="With authors"
              note="Whom From and Sender may name, where that is somebody else; * for any"
              value={authors}
              change={setAuthors}
            />
          </>
        ) : null}
        {problem === null ? null : <Trouble problem={problem} title="No key was made" />}
        <div class="end">
          <button type="button" class="button" onClick={close}>
            Cancel
          </button>
          <button type="submit" class="button main-action" disabled={busy || name.trim() === '' || chosen.size === 0}>
            Make it
          </button>
        </div>
      </form>
    </Dialog>
  );
}

interface AddressesProps {
  readonly label: string;
  readonly note: string;
  readonly value: string;
  readonly change: (value: string) => void;
}

const Addresses = ({ label, note, value, change }: AddressesProps) => (
  <Field label={label} note={note}>
    {(id) => <input id={id} class="input" value={value} onInput={(event) => change(event.currentTarget.value)} />}
  </Field>
);

function asWhom(senders: string, authors: string): Pick<Body, 'senders' | 'authors'> {
  const [sends, names] = [wordsOf(senders), wordsOf(authors)];
  return { ...(sends.length === 0 ? {} : { senders: sends }), ...(names.length === 0 ? {} : { authors: names }) };
}

const toggled = (chosen: ReadonlySet<string>, scope: string): ReadonlySet<string> =>
  new Set(chosen.has(scope) ? [...chosen].filter((each) => each !== scope) : [...chosen, scope]);
