/** Says what a bounce really was, out of the reasons of the taxonomy. */
import { type Reason, reasons, taxonomy } from '@hearback/bounce';
import { useState } from 'preact/hooks';
import { answer, api } from '../../api/client.ts';
import type { Happening } from '../../api/shapes.ts';
import { Ask } from '../../parts/ask.tsx';
import { Field } from '../../parts/field.tsx';
import { say } from '../../parts/toast.tsx';
import { faultText, reasonText } from '../../words/verdicts.ts';

const groups = [
  ['hard', 'Hard: the address is at fault'],
  ['soft', 'Soft: the sender or the moment is'],
  ['none', 'Neither'],
] as const;

export interface ReclassifyProps {
  readonly event: Happening;
  readonly close: () => void;
  readonly done: () => void;
}

export function Reclassify({ event: { id, verdict }, close, done }: ReclassifyProps) {
  const [reason, setReason] = useState<Reason | null>(null);
  const chosen = reason === null ? null : taxonomy[reason];
  return (
    <Ask
      title="What was it really?"
      verb="Reclassify"
      why="required"
      ready={reason !== null && reason !== verdict?.reason}
      close={close}
      act={async (why) => {
        if (reason === null) return;
        await answer(api.POST('/v1/bounces/{id}/reclassify', { params: { path: { id } }, body: { reason, why } }));
        say(`Now “${reasonText(reason)}”`, () => void undo(id, done));
        done();
      }}
    >
      <p class="quiet">
        Now: {reasonText(verdict?.reason ?? 'undetermined')}. The record stays; a correction is written beside it, rates
        and suppression follow, and it can be undone.
      </p>
      <Field label="Reason">
        {(field) => (
          <select
            id={field}
            class="input"
            value={reason ?? ''}
            onChange={(event) => setReason(reasons.find((each) => each === event.currentTarget.value) ?? null)}
          >
            <option value="">Choose…</option>
            {groups.map(([bounce, label]) => (
              <optgroup key={bounce} label={label}>
                {reasons
                  .filter((each) => taxonomy[each].bounce === bounce)
                  .map((each) => (
                    <option key={each} value={each} disabled={each === verdict?.reason}>
                      {reasonText(each)}
                    </option>
                  ))}
              </optgroup>
            ))}
          </select>
        )}
      </Field>
      {chosen === null ? null : (
        <p>
          {chosen.definition} Fault of {faultText(chosen.fault)}.
        </p>
      )}
    </Ask>
  );
}

async function undo(id: string, done: () => void): Promise<void> {
  try {
    await answer(api.POST('/v1/bounces/{id}/undo', { params: { path: { id } }, body: {} }));
    say('The correction was taken back.');
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
  }
  done();
}
