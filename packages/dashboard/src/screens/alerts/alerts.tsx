/** Alerts: what is wrong at the moment, who is at it; the rules that watch, what is not told for a while, who is told. */
import { useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import { Head } from '../../parts/head.tsx';
import { query, setQuery } from '../../router/place.ts';
import { AlertList } from './alert-list.tsx';
import { Channels } from './channels.tsx';
import { Rules } from './rules.tsx';
import { Silences } from './silences.tsx';

const states = [
  ['', 'All'],
  ['open', 'Open'],
  ['acknowledged', 'Somebody is at it'],
  ['resolved', 'Over'],
] as const;
export type AlertState = (typeof states)[number][0];

export default function Alerts() {
  const state = states.find(([each]) => each === query.value.get('state'))?.[0] ?? '';
  const after = query.value.get('after');
  const alerts = useAsked(
    (signal) =>
      answer(
        api.GET('/v1/alerts', {
          params: { query: { limit: 50, ...(state === '' ? {} : { state }), ...(after === null ? {} : { after }) } },
          signal,
        }),
      ),
    [state, after],
    { live: true },
  );
  const rules = useAsked((signal) => answer(api.GET('/v1/alert-rules', { signal })), []);
  const silences = useAsked((signal) => answer(api.GET('/v1/silences', { signal })), []);
  return (
    <div class="stack">
      <Head
        title="Alerts"
        actions={
          <div class="segments" role="group" aria-label="State">
            {states.map(([each, text]) => (
              <button key={each} type="button" aria-pressed={each === state} onClick={() => setQuery({ state: each })}>
                {text}
              </button>
            ))}
          </div>
        }
      >
        An alert opens once, is told once, and ends by itself when its condition does.
      </Head>
      <AlertList alerts={alerts} state={state} silenced={silences.again} />
      <Rules rules={rules} />
      <div class="grid">
        <Silences silences={silences} />
        <Channels />
      </div>
    </div>
  );
}
