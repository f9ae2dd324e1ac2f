/** Lanes: what sends, what is held back, and why. */
import { useState } from 'preact/hooks';
import { useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import { may } from '../../api/session.ts';
import { attempt } from '../../parts/attempt.ts';
import { Empty, Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Table } from '../../parts/table.tsx';
import { Tag } from '../../parts/tag.tsx';
import { Ago } from '../../parts/time.tsx';
import { linkTo } from '../../router/place.ts';
import { count } from '../../words/figures.ts';
import { BrakeText } from './brake-text.tsx';
import {
  isIdle,
  isPaused,
  isSlowed,
  type LaneRow,
  laneDoes,
  laneName,
  laneRows,
  pausedLanes,
  resumedName,
} from './lane-state.ts';
import { Pause } from './pause.tsx';

export function LanesPanel() {
  const [paused, setPaused] = useState<string | null>(null);
  const [all, setAll] = useState(false);
  const asked = useAsked((signal) => answer(api.GET('/v1/queue/lanes', { signal })), [], { live: true });
  const mayWrite = may('queue:write');
  const rows = asked.kind === 'there' ? laneRows(asked.data) : [];
  const braked = asked.kind === 'there' ? pausedLanes(asked.data) : new Map();
  const idle = rows.filter(isIdle).length;
  return (
    <Panel
      title="Lanes"
      meaning="One for each receiver, stream and address we send from; a brake holds back one of them and no other."
      from={{ path: '/v1/queue/lanes', cli: 'hearback queue lanes' }}
      actions={
        mayWrite ? (
          <button type="button" class="button small" onClick={() => setPaused('')}>
            Pause…
          </button>
        ) : null
      }
      flush
      {...(idle === 0 || idle === rows.length
        ? {}
        : {
            footer: (
              <button type="button" class="button small" aria-expanded={all} onClick={() => setAll(!all)}>
                {all ? 'Without those that are idle' : `${count(idle)} idle ${idle === 1 ? 'lane' : 'lanes'}`}
              </button>
            ),
          })}
    >
      <Loaded
        asked={asked}
        lines={5}
        isEmpty={({ lanes, brakes }) => lanes.length + brakes.length === 0}
        empty={<Empty title="No lane is open">Lanes open when there is something to send.</Empty>}
      >
        {() => (
          <Table
            caption="Lanes, those held back first"
            rows={all || idle === rows.length ? rows : rows.filter((row) => !isIdle(row))}
            rowKey={({ lane }) => lane}
            open={({ lane }) => linkTo('/queue/entries', { lane })}
            columns={[
              {
                title: 'lane',
                names: true,
                kind: 'wide',
                cell: (row) => (
                  <>
                    {laneName(row)[0]} <span class="quiet">{laneName(row)[1]}</span>
                  </>
                ),
              },
              { title: 'state', kind: 'tight', cell: (row) => <LaneTag row={row} /> },
              { title: 'ready', kind: 'n', cell: ({ busy }) => (busy === null ? '–' : count(busy.ready)) },
              {
                title: 'sending',
                kind: 'n',
                spare: true,
                cell: ({ busy }) => (busy === null ? '–' : count(busy.sending)),
              },
              {
                title: 'connections',
                kind: 'n',
                spare: true,
                cell: ({ busy }) => (busy === null ? '–' : count(busy.connections)),
              },
              {
                title: 'a second',
                kind: 'n',
                spare: true,
                cell: ({ busy }) => (busy === null ? '–' : busy.rate.toFixed(1)),
              },
              { title: 'why', room: 11, cell: (row) => <Why row={row} /> },
              {
                title: 'brake',
                kind: 'tight',
                hidden: !mayWrite,
                cell: (row) =>
                  isPaused(row) || isSlowed(row) ? (
                    <button
                      type="button"
                      class="button small"
                      aria-label={`${isPaused(row) ? 'Resume' : 'Full speed for'} ${row.lane}`}
                      onClick={() => void resume(resumedName(braked, row), asked.again)}
                    >
                      {isPaused(row) ? 'Resume' : 'Full speed'}
                    </button>
                  ) : (
                    <button
                      type="button"
                      class="button small"
                      aria-label={`Pause ${row.lane}`}
                      onClick={() => setPaused(row.lane)}
                    >
                      Pause…
                    </button>
                  ),
              },
            ]}
          />
        )}
      </Loaded>
      {paused === null ? null : <Pause lane={paused} close={() => setPaused(null)} done={asked.again} />}
    </Panel>
  );
}

function LaneTag({ row }: { readonly row: LaneRow }) {
  const [tone, word] = laneDoes(row);
  const until = row.brake?.suspended_until ?? row.brake?.rate_until ?? null;
  return (
    <>
      <Tag tone={tone}>{word}</Tag>
      {until === null || !(isPaused(row) || isSlowed(row)) ? null : (
        <div class="quiet">
          ends <Ago at={until} />
        </div>
      )}
    </>
  );
}

function Why({ row: { brake, lastFailure, ...row } }: { readonly row: LaneRow }) {
  const isBraked = brake !== null && (isPaused({ brake }) || isSlowed({ brake }));
  if (isBraked) return <BrakeText brake={brake} />;
  return row.busy === null || lastFailure === null ? null : (
    <span class="quiet two-lines" title={lastFailure}>
      last failure: {lastFailure}
    </span>
  );
}

async function resume(lane: string, done: () => void): Promise<void> {
  await attempt(async () => {
    const { changed } = await answer(api.POST('/v1/queue/resume', { body: { lane } }));
    return changed === 0 ? `Nothing held ${lane} back any more` : `${lane} sends again`;
  });
  done();
}
