/** What is wrong, the weightiest first, each with what to do and a way to the bounces behind it. */
import { useState } from 'preact/hooks';
import type { Finding } from '../../api/shapes.ts';
import { Icon } from '../../parts/icon.tsx';
import { Sentence } from '../../parts/sentence.tsx';
import { linkTo } from '../../router/place.ts';
import { faultText, type Tone } from '../../words/verdicts.ts';

const tones: Readonly<Record<Finding['severity'], Tone>> = { breached: 'bad', watch: 'watch', info: 'none' };
const said = { breached: 'Over the limit', watch: 'To watch', info: 'Good to know' } as const;
const atFirst = 4;

export function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  const [all, setAll] = useState(false);
  if (findings.length === 0) return null;
  const shown = all ? findings : findings.slice(0, atFirst);
  return (
    <section class="findings" aria-label="What to look at">
      <ol>
        {shown.map((finding) => (
          <li
            key={[finding.kind, finding.dimension, finding.key, finding.incident_id, finding.reason].join(' ')}
            class="finding"
            data-tone={tones[finding.severity]}
          >
            <Icon name={tones[finding.severity]} />
            <div>
              <span class="visually-hidden">{said[finding.severity]}: </span>
              <p class="num">{finding.sentence}</p>
              <p class="quiet">
                <Sentence text={finding.next_step} /> <span class="fault">At fault: {faultText([finding.fault])}.</span>
              </p>
            </div>
            <div class="ways">
              {finding.incident_id === null ? null : (
                <a class="button small" href={linkTo(`/incidents/${finding.incident_id}`)}>
                  See the incident
                </a>
              )}
              {finding.count === 0 ? null : (
                <a class="button small" href={linkTo('/bounces', { q: finding.query })}>
                  See bounces
                  <span class="visually-hidden">: {finding.sentence}</span>
                </a>
              )}
            </div>
          </li>
        ))}
      </ol>
      {findings.length > atFirst ? (
        <button type="button" class="button plain small" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Fewer' : `${findings.length - atFirst} more`}
        </button>
      ) : null}
    </section>
  );
}
