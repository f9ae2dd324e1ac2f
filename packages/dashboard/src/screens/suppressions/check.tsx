/** May this address be mailed? Asked for all mail, or for that of a stream, list or sender. */
import { useState } from 'preact/hooks';
import { answer, api } from '../../api/client.ts';
import type { Suppression } from '../../api/shapes.ts';
import { useDoing } from '../../parts/doing.ts';
import { Field } from '../../parts/field.tsx';
import { Trouble } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Tag } from '../../parts/tag.tsx';
import { Ago } from '../../parts/time.tsx';
import { scopeText } from '../../words/suppressions.ts';
import { reasonText } from '../../words/verdicts.ts';

interface Checked {
  readonly address: string;
  readonly entry: Suppression | null;
}

const context = ['stream', 'list', 'sender'] as const;

export function Check() {
  const [address, setAddress] = useState('');
  const [of, setOf] = useState<Partial<Record<(typeof context)[number], string>>>({});
  const [checked, setChecked] = useState<Checked | null>(null);
  const { busy, problem, run } = useDoing();
  const check = (): Promise<boolean> =>
    run(async () => {
      const named = Object.fromEntries(Object.entries(of).filter(([, value]) => value.trim() !== ''));
      const { data } = await answer(
        api.POST('/v1/suppressions/check', { body: { addresses: [address.trim()], ...named } }),
      );
      setChecked(data[0] ?? null);
    });
  return (
    <Panel
      title="Check"
      meaning="Would the next message to an address be sent?"
      from={{ path: '/v1/suppressions/check', cli: 'hearback suppress check jo@example.net' }}
    >
      <form
        class="fields"
        onSubmit={(event) => {
          event.preventDefault();
          if (address.trim() !== '') void check();
        }}
      >
        <Field label="Address to check">
          {(id) => (
            <input
              id={id}
              class="input"
              inputMode="email"
              spellcheck={false}
              autocomplete="off"
              maxLength={1000}
              value={address}
              onInput={(event) => {
                setAddress(event.currentTarget.value);
                setChecked(null);
              }}
            />
          )}
        </Field>
        {context.map((name) => (
          <Field key={name} label={`of ${name}`}>
            {(id) => (
              <input
                id={id}
                class="input"
                placeholder="any"
                spellcheck={false}
                maxLength={1000}
                value={of[name] ?? ''}
                onInput={({ currentTarget: { value } }) => setOf((before) => ({ ...before, [name]: value }))}
              />
            )}
          </Field>
        ))}
        <button type="submit" class="button main-action" disabled={busy || address.trim() === ''}>
          Check
        </button>
      </form>
      <div role="status">
        {problem === null ? null : <Trouble problem={problem} title="This could not be checked" />}
        {checked === null ? null : <Outcome checked={checked} />}
      </div>
    </Panel>
  );
}

function Outcome({ checked: { address, entry } }: { readonly checked: Checked }) {
  const link = <a href={`/addresses/${encodeURIComponent(address)}`}>{address}</a>;
  if (entry === null)
    return (
      <p class="outcome">
        <Tag tone="ok">would be sent</Tag> <span class="wrap">{link}: nothing keeps mail from it.</span>
      </p>
    );
  const { reason, since, why, cause } = entry;
  return (
    <p class="outcome">
      <Tag tone="bad">would be held back</Tag>{' '}
      <span class="wrap">
        {link}, from {scopeText(entry)}: {reasonText(reason)}, <Ago at={since} />. {why}{' '}
        {cause === null ? null : <a href={`/bounces/${encodeURIComponent(cause)}`}>Evidence</a>}
      </span>
    </p>
  );
}
