/** What can be done about a bounce: correct its verdict, take the correction back, teach a rule, look at its address. */
import { useState } from 'preact/hooks';
import { answer, api } from '../../api/client.ts';
import { may } from '../../api/session.ts';
import type { Happening } from '../../api/shapes.ts';
import { Ask } from '../../parts/ask.tsx';
import { say } from '../../parts/toast.tsx';
import { reasonText } from '../../words/verdicts.ts';
import { Reclassify } from './reclassify.tsx';

export interface BounceActionsProps {
  readonly event: Happening;
  readonly correction: Happening | null;
  readonly done: () => void;
}

export function BounceActions({ event, correction, done }: BounceActionsProps) {
  const [opened, setOpened] = useState<'reclassify' | 'undo' | null>(null);
  const close = (): void => setOpened(null);
  const { id, recipient, reply } = event;
  return (
    <>
      {reply === null ? null : (
        <a class="button" href={`/lab?bounce=${encodeURIComponent(id)}`}>
          Write a rule from this
        </a>
      )}
      {recipient === null ? null : (
        <a class="button" href={`/addresses/${encodeURIComponent(recipient)}`}>
          Address
        </a>
      )}
      {may('rules:write') ? (
        <>
          {correction === null ? null : (
            <button type="button" class="button" onClick={() => setOpened('undo')}>
              Undo the correction
            </button>
          )}
          <button type="button" class="button" onClick={() => setOpened('reclassify')}>
            Reclassify…
          </button>
        </>
      ) : null}
      {opened === 'reclassify' ? <Reclassify event={event} close={close} done={done} /> : null}
      {opened === 'undo' && correction !== null ? (
        <Ask
          title="Take the correction back?"
          verb="Undo"
          why="welcome"
          close={close}
          act={async (why) => {
            await answer(
              api.POST('/v1/bounces/{id}/undo', { params: { path: { id } }, body: why === '' ? {} : { why } }),
            );
            say('The correction was taken back; counts and suppression follow.');
            done();
          }}
        >
          <p>
            The verdict is “{reasonText(correction.verdict?.reason ?? 'undetermined')}” because{' '}
            {correction.reclassification?.who} said so. Without it, the recorded verdict counts again, and what it does
            to rates and to the address.
          </p>
        </Ask>
      ) : null}
    </>
  );
}

/** Above a bounce that was corrected. */
export function CorrectionNote({
  correction,
  recorded,
}: {
  readonly correction: Happening | null;
  readonly recorded: Happening;
}) {
  if (correction?.reclassification === undefined) return null;
  const { who, why, rules } = correction.reclassification;
  return (
    <p class="note" role="note">
      Recorded as “{reasonText(recorded.verdict?.reason ?? 'undetermined')}” by <code>{recorded.verdict?.rule}</code>,
      and corrected by {who}
      {rules === null ? '' : ` with the rules ${rules}`}
      {why === '' ? '.' : `: “${why}”.`}
    </p>
  );
}
