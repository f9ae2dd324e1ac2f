/** A query that is in the address bar: written, sent with Enter, cleared with Escape. */
import { useEffect, useState } from 'preact/hooks';
import { Icon } from './icon.tsx';

export interface QueryFieldProps {
  readonly label: string;
  readonly value: string;
  readonly hint: string;
  readonly submit: (text: string) => void;
}

export function QueryField({ label, value, hint, submit }: QueryFieldProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  return (
    <form
      class="query-field"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        submit(text.trim());
      }}
    >
      <Icon name="search" />
      <input
        class="input mono"
        type="search"
        aria-label={label}
        placeholder={hint}
        spellcheck={false}
        autocomplete="off"
        maxLength={2000}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          setText('');
          submit('');
        }}
      />
      <button type="submit" class="button">
        Search
      </button>
    </form>
  );
}
