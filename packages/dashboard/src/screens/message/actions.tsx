/** What can be done with a message while some of it waits. */
import { useState } from 'preact/hooks';
import { answer, api } from '../../api/client.ts';
import { may } from '../../api/session.ts';
import type { MessageView } from '../../api/shapes.ts';
import { Ask } from '../../parts/ask.tsx';
import { say } from '../../parts/toast.tsx';
import { count } from '../../words/figures.ts';
import { type QueueAction, queueActions } from '../../words/queue-actions.ts';

export function MessageActions({ message, done }: { readonly message: MessageView; readonly done: () => void }) {
  const [asked, setAsked] = useState<QueueAction | null>(null);
  const waiting = message.recipients.filter(({ state }) => state === 'queued' || state === 'deferred').length;
  const held = message.recipients.filter(({ state }) => state === 'held').length;
  if (!may('queue:write') || waiting + held === 0) return null;
  const possible = (['retry', 'hold', 'release', 'cancel', 'expire'] as const).filter((action) =>
    action === 'release' ? held > 0 : action === 'hold' || action === 'retry' ? waiting > 0 : true,
  );
  const chosen = asked === null ? null : queueActions[asked];
  return (
    <>
      {possible.map((action) => (
        <button
          key={action}
          type="button"
          class={queueActions[action].final ? 'button danger' : 'button'}
          onClick={() => setAsked(action)}
        >
          {queueActions[action].verb}…
        </button>
      ))}
      {asked === null || chosen === null ? null : (
        <Ask
          title={`${chosen.verb}: ${count(waiting + held)} waiting ${waiting + held === 1 ? 'recipient' : 'recipients'}?`}
          verb={chosen.verb}
          danger={chosen.final}
          close={() => setAsked(null)}
          act={async () => {
            const { changed } = await answer(
              api.POST(`/v1/messages/{id}/${asked}`, { params: { path: { id: message.id } } }),
            );
            say(`${chosen.done}: ${count(changed)}`);
            done();
          }}
        >
          <p>{chosen.meaning} Those being sent at this moment are left alone.</p>
        </Ask>
      )}
    </>
  );
}
