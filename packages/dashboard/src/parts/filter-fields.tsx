/** Filters by exact values, in the address bar: filled in, applied with Enter, cleared all at once. */
import { useEffect, useState } from 'preact/hooks';
import { linkWith, query, setQuery } from '../router/place.ts';

export interface FilterFieldsProps {
  /** Names in the address bar. */
  readonly names: readonly string[];
  /** On the button. */
  readonly verb?: string;
}

export function FilterFields({ names, verb = 'Filter' }: FilterFieldsProps) {
  const given = names.map((name) => query.value.get(name) ?? '');
  const key = JSON.stringify(given);
  const [values, setValues] = useState<readonly string[]>(given);
  useEffect(() => setValues(given), [key]);
  return (
    <form
      class="filters"
      role="search"
      aria-label="Filters"
      onSubmit={(event) => {
        event.preventDefault();
        setQuery(Object.fromEntries(names.map((name, index) => [name, values[index]?.trim()])));
      }}
    >
      {names.map((name, index) => (
        <input
          key={name}
          class="input"
          aria-label={name.replaceAll('_', ' ')}
          placeholder={name.replaceAll('_', ' ')}
          spellcheck={false}
          autocomplete="off"
          maxLength={1000}
          value={values[index] ?? ''}
          onInput={({ currentTarget: { value } }) =>
            setValues((before) => before.map((each, at) => (at === index ? value : each)))
          }
        />
      ))}
      <button type="submit" class="button">
        {verb}
      </button>
      {given.some((value) => value !== '') ? (
        <a class="button plain" href={linkWith(Object.fromEntries(names.map((name) => [name, null])))}>
          Clear
        </a>
      ) : null}
    </form>
  );
}
