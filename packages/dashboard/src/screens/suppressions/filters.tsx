/** Narrows the list: by state, scope, reason and domain, in the address bar; a whole address opens its own page. */
import { reasons } from '@hearback/bounce';
import { useEffect, useState } from 'preact/hooks';
import { Choice, Field } from '../../parts/field.tsx';
import { Empty } from '../../parts/loaded.tsx';
import { navigate, query, setQuery } from '../../router/place.ts';
import { reasonText } from '../../words/verdicts.ts';

const any = ['', 'any'] as const;

export function Filters() {
  const given = query.value.get('domain') ?? '';
  const [text, setText] = useState(given);
  useEffect(() => setText(given), [given]);
  const value = (name: string): string => query.value.get(name) ?? '';
  return (
    <form
      class="fields"
      role="search"
      aria-label="Filters"
      onSubmit={(event) => {
        event.preventDefault();
        const asked = text.trim();
        if (/^[^@]+@[^@]+$/.test(asked)) navigate(`/addresses/${encodeURIComponent(asked)}`);
        else setQuery({ domain: asked.replace(/^@/, '') });
      }}
    >
      <Field label="Address or domain">
        {(id) => (
          <input
            id={id}
            class="input"
            type="search"
            placeholder="jo@example.net or example.net"
            spellcheck={false}
            autocomplete="off"
            maxLength={320}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        )}
      </Field>
      <Choice
        label="State"
        value={value('state')}
        options={[any, ['provisional', 'provisional'], ['confirmed', 'confirmed'], ['released', 'released']]}
        choose={(state) => setQuery({ state })}
      />
      <Choice
        label="Scope"
        value={value('scope')}
        options={[any, ['global', 'all mail'], ['stream', 'a stream'], ['list', 'a list'], ['sender', 'a sender']]}
        choose={(scope) => setQuery({ scope })}
      />
      <Choice
        label="Reason"
        value={value('reason')}
        options={[any, ...reasons.map((each) => [each, reasonText(each)] as const)]}
        choose={(reason) => setQuery({ reason })}
      />
      <button type="submit" class="button">
        Search
      </button>
    </form>
  );
}

export function NoEntries({ filtered }: { readonly filtered: boolean }) {
  return filtered ? (
    <Empty title="No such entries">
      <a href="/suppressions">All entries</a>
    </Empty>
  ) : (
    <Empty title="Nobody is suppressed">
      <p>
        Addresses come here when a mailbox turns out to be dead, when one bounces again and again, or when somebody
        complains; or by import and by hand.
      </p>
    </Empty>
  );
}
