/** How the reply is read with the rules of now: what won, what lost, and why. */
import type { BounceView } from '../../api/shapes.ts';
import { Empty } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Table } from '../../parts/table.tsx';
import { Tag } from '../../parts/tag.tsx';
import { reasonText, stepText, sureness } from '../../words/verdicts.ts';

type Step = BounceView['steps'][number];

export function Steps({ view: { event, steps } }: { readonly view: BounceView }) {
  const winner = steps.find(({ won }) => won);
  const isOlder = winner !== undefined && event.verdict !== null && winner.rule !== event.verdict.rule;
  return (
    <Panel
      title="How it was read"
      meaning="Every rule that spoke, the most believed first; the others lost to it for the reason given."
      flush
      from={{ path: `/v1/bounces/${event.id}`, cli: `hearback bounces get ${event.id}` }}
    >
      {steps.length === 0 ? (
        <Empty title="There was no reply to read">The verdict rests on what the source itself said.</Empty>
      ) : (
        <>
          {isOlder ? (
            <p class="note">
              The verdict that stands was given by <code>{event.verdict?.rule}</code>. Read with the rules of now, it
              would be <code>{winner.rule}</code>.
            </p>
          ) : null}
          <Table
            caption="Rules that spoke"
            rows={steps}
            rowKey={({ rule, step }) => `${step} ${rule}`}
            columns={columns}
          />
        </>
      )}
    </Panel>
  );
}

const columns = [
  {
    title: 'rule',
    names: true,
    cell: ({ rule, step, won }: Step) => (
      <>
        <code class={won ? undefined : 'lost'}>{rule}</code>
        <div class="quiet">{stepText(step)}</div>
      </>
    ),
  },
  { title: 'says', cell: ({ reason }: Step) => reasonText(reason) },
  { title: 'confidence', kind: 'n' as const, cell: ({ confidence }: Step) => sureness(confidence) },
  {
    title: 'outcome',
    cell: ({ won, why }: Step) => (won ? <Tag tone="ok">decided</Tag> : <span class="quiet">lost: {why}</span>),
  },
];
