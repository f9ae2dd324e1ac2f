/** Where the queue is stuck, seen at a glance: domains by how long their mail waits. Every figure opens what waits there. */
import type { QueueShape } from '../../api/shapes.ts';
import { linkTo } from '../../router/place.ts';
import { count } from '../../words/figures.ts';
import { withoutId } from '../../words/suppressions.ts';
import { agesOf, columnTexts, heatOf } from './heat.ts';

export function HeatTable({ shape: { columns, domains } }: { readonly shape: QueueShape }) {
  const sums = columns.map((_, at) => domains.reduce((sum, { ages }) => sum + (ages[at] ?? 0), 0));
  const hottest = Math.max(1, ...domains.flatMap(({ ages }) => ages));
  const texts = columnTexts(columns);
  return (
    <div class="table-wrap">
      <table class="table heat">
        <caption class="visually-hidden">Waiting recipients by domain and age in minutes</caption>
        <thead>
          <tr>
            <th scope="col">domain</th>
            <th scope="col" class="n">
              all
            </th>
            {texts.map((text) => (
              <th key={text} scope="col" class="n">
                {text}
              </th>
            ))}
            <th scope="col">what most of them wait for</th>
          </tr>
        </thead>
        <tbody>
          <tr class="sum">
            <th scope="row">all domains shown</th>
            <td class="n" data-label="all">
              <a href={linkTo('/queue/entries')}>{count(domains.reduce((sum, { total }) => sum + total, 0))}</a>
            </td>
            {sums.map((sum, at) => (
              <td key={texts[at]} class="n" data-label={texts[at]}>
                {sum === 0 ? (
                  <span class="quiet">0</span>
                ) : (
                  <a href={linkTo('/queue/entries', agesOf(columns, at))}>{count(sum)}</a>
                )}
              </td>
            ))}
            <td />
          </tr>
          {domains.map(({ domain, ages, total, why }) => {
            const to = linkTo('/queue/entries', { domain });
            return (
              <tr key={domain}>
                <th scope="row" class="wide">
                  <a href={to}>{domain}</a>
                </th>
                <td class="n" data-label="all">
                  <a href={to}>{count(total)}</a>
                </td>
                {ages.map((many, at) => (
                  <td key={texts[at]} class="n" data-label={texts[at]} data-heat={heatOf(many, hottest)}>
                    {many === 0 ? (
                      <span class="quiet">0</span>
                    ) : (
                      <a
                        href={linkTo('/queue/entries', { domain, ...agesOf(columns, at) })}
                        aria-label={`${count(many)} at ${domain}, ${texts[at]} minutes`}
                      >
                        {count(many)}
                      </a>
                    )}
                  </td>
                ))}
                <Why why={why?.replaceAll(/\s+/g, ' ') ?? 'not tried yet'} />
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Why({ why }: { readonly why: string }) {
  const incident = /\binc_[\w-]+/.exec(why)?.[0] ?? null;
  const text = withoutId(why, incident);
  return (
    <td class="clip" title={text}>
      {incident === null ? null : <a href={`/incidents/${incident}`}>Incident</a>} <span class="quiet">{text}</span>
    </td>
  );
}
