/** Acts on what is marked; on all that the filters choose, when nothing is; on everything only when that is typed in. */
import { useState } from 'preact/hooks';
import { answer, api } from '../../api/client.ts';
import { may } from '../../api/session.ts';
import type { QueueEntry } from '../../api/shapes.ts';
import { Ask } from '../../parts/ask.tsx';
import { Menu } from '../../parts/menu.tsx';
import { say } from '../../parts/toast.tsx';
import { count } from '../../words/figures.ts';
import { type QueueAction, queueActions } from '../../words/queue-actions.ts';

export interface EntryActionsProps {
  readonly filter: Readonly<Record<string, string>>;
  readonly marked: readonly QueueEntry[];
  readonly done: () => void;
}

const order = ['retry', 'hold', 'release', 'expire', 'cancel'] as const;

export function EntryActions({ filter, marked, done }: EntryActionsProps) {
  const [asked, setAsked] = useState<QueueAction | null>(null);
  if (!may('queue:write')) return null;
  const named = Object.entries(filter);
  const what =
    marked.length > 0
      ? `${count(marked.length)} marked`
      : named.length > 0
        ? `all of ${named.map(([name, value]) => `${name} ${value}`).join(', ')}`
        : 'everything that waits';
  const chosen = asked === null ? null : queueActions[asked];
  const isAll = marked.length === 0 && named.length === 0;
  const word = isAll
    ? 'everything'
    : chosen?.final === true && marked.length === 0
      ? chosen.verb.toLowerCase()
      : undefined;
  return (
    <>
      <Menu
        label={`Act on ${what}`}
        text={`Act on ${marked.length > 0 ? what : isAll ? 'everything' : 'all of these'}`}
        icon="next"
      >
        {order.map((action) => (
          <button key={action} type="button" onClick={() => setAsked(action)}>
            {queueActions[action].verb}…
          </button>
        ))}
      </Menu>
      {asked === null || chosen === null ? null : (
        <Ask
          title={`${chosen.verb}: ${what}?`}
          verb={chosen.verb}
          danger={chosen.final}
          {...(word === undefined ? {} : { typed: word })}
          close={() => setAsked(null)}
          act={async () => {
            const { changed, being_sent: sent = 0 } = await act(asked, filter, marked);
            say(
              `${chosen.done}: ${count(changed)}${sent === 0 ? '' : `; ${count(sent)} on the way could not be stopped`}`,
            );
            done();
          }}
        >
          <p>{chosen.meaning} Those being sent at this moment are left alone.</p>
        </Ask>
      )}
    </>
  );
}

interface Acted {
  readonly changed: number;
  readonly being_sent?: number | undefined;
}

/** Resolves to how many recipients it concerned. */
async function act(
  action: QueueAction,
  filter: Readonly<Record<string, string>>,
  marked: readonly QueueEntry[],
): Promise<Acted> {
  if (marked.length === 0) {
    const body = Object.keys(filter).length === 0 ? { all: true as const } : filter;
    return answer(api.POST(`/v1/queue/${action}`, { body }));
  }
  let [changed, sent] = [0, 0];
  for (const { message_id, recipient } of marked) {
    const acted = await answer(api.POST(`/v1/queue/${action}`, { body: { message_id, recipient } }));
    changed += acted.changed;
    sent += acted.being_sent ?? 0;
  }
  return { changed, being_sent: sent };
}
