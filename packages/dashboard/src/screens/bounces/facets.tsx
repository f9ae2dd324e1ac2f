/** What there is to narrow a search by: each value with its count, on or off. On a narrow page the facets fold. */
import { useState } from 'preact/hooks';
import { useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import { Folding } from '../../parts/folding.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { linkWith } from '../../router/place.ts';
import { count } from '../../words/figures.ts';
import { asksFor, hasWords, toggled } from '../../words/query.ts';
import { providerText, reasonText, sourceText } from '../../words/verdicts.ts';

const shown = [
  'class',
  'reason',
  'provider',
  'domain',
  'list',
  'stream',
  'sender',
  'campaign',
  'source',
  'code',
] as const;
/** Values of a facet before the rest is asked for. */
const first = 6;

export interface FacetsProps {
  readonly q: string;
  readonly search: { readonly q?: string; readonly since?: string };
}

export function Facets({ q, search }: FacetsProps) {
  const asked = useAsked(
    (signal) => answer(api.GET('/v1/bounces/facets', { params: { query: search }, signal })),
    [search.q, search.since],
    { live: true },
  );
  return (
    <Folding>
      <Loaded asked={asked} lines={14}>
        {({ total, facets, exact }) => (
          <>
            <p class="num" role="status">
              <strong>{count(total)}</strong> {total === 1 ? 'bounce' : 'bounces'}
              {exact ? '' : ` ${inexact(q)}`}
            </p>
            {shown.map((name) => (
              <Facet key={name} name={name} q={q} values={facets[name] ?? []} />
            ))}
          </>
        )}
      </Loaded>
    </Folding>
  );
}

/** Why the figures are not those of what is listed. */
const inexact = (q: string): string =>
  hasWords(q) ? 'before words of the reply are looked for' : 'among the latest failures; there are more';

interface FacetProps {
  readonly name: string;
  readonly q: string;
  readonly values: readonly { readonly key: string; readonly count: number }[];
}

function Facet({ name, q, values }: FacetProps) {
  const [all, setAll] = useState(false);
  const some = values.filter(({ key }, index) => all || index < first || asksFor(q, name, key));
  if (values.length === 0) return null;
  return (
    <section aria-label={`Narrow by ${name}`}>
      <h2>{name}</h2>
      <ul>
        {some.map(({ key, count: many }) => (
          <li key={key}>
            <a
              href={linkWith({ q: toggled(q, name, key), open: null })}
              aria-current={asksFor(q, name, key) ? 'true' : undefined}
            >
              <span>{textOf(name, key)}</span>
              <span class="num">{count(many)}</span>
            </a>
          </li>
        ))}
      </ul>
      {values.length > some.length ? (
        <button type="button" class="button plain small" onClick={() => setAll(true)}>
          {values.length - some.length} more
        </button>
      ) : null}
    </section>
  );
}

function textOf(name: string, key: string): string {
  if (name === 'reason') return reasonText(key);
  if (name === 'provider') return providerText(key);
  return name === 'source' ? sourceText(key) : key === '' ? '<>' : key;
}
