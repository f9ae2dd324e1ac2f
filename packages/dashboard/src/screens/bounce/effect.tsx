/** What it changed: the rate it counts for, the address's entries that it caused, the next try. */

import { useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import { may } from '../../api/session.ts';
import type { Happening } from '../../api/shapes.ts';
import { Facts } from '../../parts/facts.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Ago } from '../../parts/time.tsx';
import { linkTo } from '../../router/place.ts';
import { segment } from '../../router/segment.ts';
import { reasonText } from '../../words/verdicts.ts';
import { countedFor, rateName, triedAgain } from './effects.ts';

export function Effect({ event }: { readonly event: Happening }) {
  const { rate, sentence } = countedFor(event);
  const { list, stream, next_attempt_at: next, incident_id: incident } = event;
  const where =
    rate === 'list' && list !== null
      ? linkTo(`/lists/${segment(list)}`)
      : rate === 'sender' && stream !== null
        ? linkTo(`/senders/${segment(stream)}`, { by: 'stream' })
        : linkTo('/');
  return (
    <Panel title="What it changes">
      <Facts
        facts={[
          ['counts for', rate === null ? 'no rate' : <a href={where}>{rateName[rate]}</a>],
          ['because', sentence],
          [
            'tries',
            next === null ? (
              triedAgain(event)
            ) : (
              <>
                Tried again <Ago at={next} />
              </>
            ),
          ],
          [
            'incident',
            incident === null ? null : <a href={`/incidents/${encodeURIComponent(incident)}`}>{incident}</a>,
          ],
          [
            'suppression',
            event.recipient === null ? 'No address is known.' : <Caused event={event} address={event.recipient} />,
          ],
        ]}
      />
    </Panel>
  );
}

function Caused({ event, address }: { readonly event: Happening; readonly address: string }) {
  const allowed = may('suppressions:read');
  const asked = useAsked(
    async (signal) =>
      allowed ? answer(api.GET('/v1/suppressions/{address}', { params: { path: { address } }, signal })) : null,
    [address, allowed],
    { live: true },
  );
  const link = `/addresses/${encodeURIComponent(address)}`;
  if (!allowed) return <span class="quiet">Your session may not see suppressions.</span>;
  if (asked.kind === 'loading') return <span class="quiet">…</span>;
  if (asked.kind === 'failed') return <span class="quiet">{asked.problem.message}</span>;
  const { entries = [] } = asked.data ?? {};
  const caused = entries.filter(({ cause }) => cause === event.id);
  if (caused.length > 0)
    return (
      <>
        {caused.map(({ scope, value, state, why, expires_at: until }) => (
          <div key={`${scope} ${value}`}>
            <a href={link}>
              {state} {scope === 'global' ? 'for all mail' : `for ${scope} ${value}`}
            </a>
            {until === null ? '' : <> until {until.slice(0, 10)}</>}. {why}
          </div>
        ))}
      </>
    );
  const other = entries.find(({ state }) => state !== 'released');
  return other === undefined ? (
    <>None: the address may be mailed.</>
  ) : (
    <>
      Not by this one; <a href={link}>the address is suppressed</a> for: {reasonText(other.reason)}.
    </>
  );
}
