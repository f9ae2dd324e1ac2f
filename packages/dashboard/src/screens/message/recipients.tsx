/** What became of each recipient. */
import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import type { RecipientState } from '../../api/shapes.ts';
import { Panel } from '../../parts/panel.tsx';
import { Table } from '../../parts/table.tsx';
import { Tag } from '../../parts/tag.tsx';
import { Ago } from '../../parts/time.tsx';
import { linkWith, query } from '../../router/place.ts';
import { count } from '../../words/figures.ts';
import { outcomeNames, outcomes, outcomeWords } from '../../words/outcomes.ts';
import { reasonText } from '../../words/verdicts.ts';

/** A message may have thousands. */
const first = 50;

export function Recipients({
  id,
  recipients,
}: {
  readonly id: string;
  readonly recipients: readonly RecipientState[];
}) {
  const [all, setAll] = useState(false);
  const state = query.value.get('state');
  const chosen = state === null ? recipients : recipients.filter((each) => each.state === state);
  const shown = all ? chosen : chosen.slice(0, first);
  return (
    <Panel
      title="Recipients"
      meaning={<Summary recipients={recipients} state={state} />}
      from={{ path: `/v1/messages/${id}`, cli: `hearback message get ${id}` }}
      flush
      {...(shown.length < chosen.length
        ? {
            footer: (
              <button type="button" class="button small" onClick={() => setAll(true)}>
                Show all {count(chosen.length)}
              </button>
            ),
          }
        : {})}
    >
      <Table
        caption="Recipients and what became of them"
        rows={shown}
        rowKey={({ recipient }) => recipient}
        open={({ recipient }) => `/addresses/${encodeURIComponent(recipient)}`}
        columns={[
          { title: 'recipient', names: true, kind: 'wide', cell: ({ recipient }) => recipient },
          {
            title: 'state',
            kind: 'tight',
            cell: ({ state }) => <OutcomeTag state={state} />,
          },
          {
            title: 'because of',
            cell: ({ reason, held_why: why }) => (
              <span class="reason">{why ?? (reason === null ? '' : reasonText(reason))}</span>
            ),
          },
          { title: 'attempts', kind: 'n', cell: ({ attempts }) => count(attempts) },
          {
            title: 'next attempt',
            kind: 'tight',
            cell: ({ next_attempt_at: next }) => (next === null ? '–' : <Ago at={next} />),
          },
          { title: 'lane', cell: ({ lane }) => lane?.split('|')[0] ?? '–' },
          {
            title: 'last reply',
            kind: 'clip',
            cell: ({ reply }) => <span class="quiet">{reply?.replaceAll(/\s+/g, ' ') ?? ''}</span>,
          },
        ]}
      />
    </Panel>
  );
}

/** How many of each; of several each opens those alone. */
function Summary({
  recipients,
  state,
}: {
  readonly recipients: readonly RecipientState[];
  readonly state: string | null;
}) {
  const counts = new Map<string, number>();
  for (const each of recipients) counts.set(each.state, (counts.get(each.state) ?? 0) + 1);
  const there = outcomeNames.filter((name) => counts.has(name));
  return (
    <>
      {there.map((name, index) => {
        const text = `${count(counts.get(name) ?? 0)} ${outcomes[name][1]}`;
        return (
          <Fragment key={name}>
            {index === 0 ? '' : ', '}
            {there.length === 1 || name === state ? text : <a href={linkWith({ state: name })}>{text}</a>}
          </Fragment>
        );
      })}
      {state === null ? null : (
        <>
          ; <a href={linkWith({ state: null })}>show all</a>
        </>
      )}
    </>
  );
}

function OutcomeTag({ state }: Pick<RecipientState, 'state'>) {
  const [tone, text] = outcomeWords(state);
  return <Tag tone={tone}>{text}</Tag>;
}
