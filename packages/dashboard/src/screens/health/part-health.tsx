/** One list, sender or provider: the same sentence, figures and causes as of all mail, for this part alone. */
import { useAsked } from '../../api/asked.ts';
import { Head } from '../../parts/head.tsx';
import { Empty, Loaded } from '../../parts/loaded.tsx';
import { RatesOverTime } from '../../parts/rates-over-time.tsx';
import { windowName } from '../../parts/window-picker.tsx';
import { linkTo } from '../../router/place.ts';
import { providerText } from '../../words/verdicts.ts';
import { Findings } from './findings.tsx';
import { askPart, bouncesOf, dimensionOf, type PartKind } from './kinds.ts';
import { PartCauses } from './part-causes.tsx';
import { senderKind } from './part-list.tsx';
import { Rates } from './rates.tsx';
import { Verdict } from './verdict.tsx';

export function PartHealth({ kind, name }: { readonly kind: PartKind; readonly name: string }) {
  const window = windowName();
  const by = senderKind();
  const asked = useAsked((signal) => askPart(kind, name, by, window, signal), [kind.place, name, by, window], {
    live: true,
  });
  const shown = kind.place === 'providers' ? providerText(name) : name;
  const bounces = bouncesOf(kind, by, name);
  return (
    <div class="stack">
      <nav class="crumbs" aria-label="Way back">
        <a href={linkTo(`/${kind.place}`, by === 'sender_domain' ? {} : { by })}>{kind.title}</a> / <span>{shown}</span>
      </nav>
      {asked.kind === 'there' ? null : <Head title={shown} />}
      <Loaded asked={asked} lines={6}>
        {(health) =>
          health.counts.attempted + health.before.counts.attempted === 0 ? (
            <>
              <Head title={shown} />
              <Empty title={`No mail of ${shown} in this window, nor in the one before`}>
                <a href={linkTo('/bounces', { q: bounces })}>Look at all its bounces</a>
              </Empty>
            </>
          ) : (
            <>
              <Verdict health={health} tab={shown} />
              <Findings findings={health.findings} />
              <Rates health={health} part={bounces} />
              <RatesOverTime
                title="Rates over time"
                dimension={dimensionOf(kind, by)}
                of={name}
                window={window}
                hardLimit={health.hard.threshold}
                softLimit={health.soft.threshold}
              />
              <PartCauses kind={kind} by={by} name={name} counts={health.counts} />
            </>
          )
        }
      </Loaded>
    </div>
  );
}
