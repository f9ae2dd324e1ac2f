/** Narrows the list by outcome, and by what the messages shown belong to; each is on or off. On a narrow page it folds. */
import type { Message } from '../../api/shapes.ts';
import { Folding } from '../../parts/folding.tsx';
import { linkWith } from '../../router/place.ts';
import type { MessageFilter, MessageFilterName } from '../../words/message-query.ts';
import { outcomeNames, outcomes } from '../../words/outcomes.ts';

/** Values of the messages shown that are offered. */
const most = 8;

export interface NarrowingProps {
  readonly filter: MessageFilter;
  readonly rows: readonly Message[];
}

export function Narrowing({ filter, rows }: NarrowingProps) {
  return (
    <Folding>
      <Choices
        name="outcome"
        filter={filter}
        values={outcomeNames.map((name) => [name, outcomes[name][1], outcomes[name][2]])}
      />
      {(['stream', 'list', 'campaign'] as const).map((name) => (
        <Choices key={name} name={name} filter={filter} values={valuesOf(rows, name, filter[name])} />
      ))}
    </Folding>
  );
}

interface ChoicesProps {
  readonly name: MessageFilterName;
  readonly filter: MessageFilter;
  readonly values: readonly (readonly [value: string, text: string, meaning?: string])[];
}

function Choices({ name, filter, values }: ChoicesProps) {
  if (values.length === 0) return null;
  return (
    <section aria-label={`Narrow by ${name}`}>
      <h2>{name}</h2>
      <ul>
        {values.map(([value, text, meaning]) => {
          const on = filter[name] === value;
          return (
            <li key={value}>
              <a href={linkWith({ [name]: on ? null : value })} title={meaning} aria-current={on ? 'true' : undefined}>
                {text}
              </a>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** One alone tells nothing apart, unless it is what was asked for. */
function valuesOf(
  rows: readonly Message[],
  name: 'stream' | 'list' | 'campaign',
  asked: string | undefined,
): readonly (readonly [string, string])[] {
  const values = new Set(rows.flatMap((row) => row[name] ?? []));
  if (values.size < 2 && asked === undefined) return [];
  if (asked !== undefined) values.add(asked);
  const sorted = [...values].sort((a, b) => a.localeCompare(b));
  return sorted.filter((value, index) => index < most || value === asked).map((value) => [value, value]);
}
