/** From where on a rule says that something is wrong. */
import { useState } from 'preact/hooks';
import { answer, api } from '../../api/client.ts';
import type { AlertRule } from '../../api/shapes.ts';
import { Ask } from '../../parts/ask.tsx';
import { Field } from '../../parts/field.tsx';
import { say } from '../../parts/toast.tsx';
import { thresholdText } from './threshold.ts';

/** What is typed, by what is sent. */
const units = { share: [100, '%'], seconds: [1 / 60, 'minutes'], octets: [1e-6, 'MB'] } as const;

export interface ThresholdDialogProps {
  readonly rule: AlertRule;
  readonly close: () => void;
  readonly done: () => void;
}

export function ThresholdDialog({ rule, close, done }: ThresholdDialogProps) {
  const [factor, unit] = units[rule.unit ?? 'share'];
  const [typed, setTyped] = useState(String(Number(((rule.threshold ?? 0) * factor).toPrecision(6))));
  const value = Number(typed) / factor;
  const isRight = typed.trim() !== '' && value > 0 && (rule.unit !== 'share' || value <= 1);
  const set = async (threshold: number | null): Promise<void> => {
    await answer(api.PUT('/v1/alert-rules/{name}', { params: { path: { name: rule.name } }, body: { threshold } }));
    say(`The threshold of ${rule.name} is set`);
    done();
  };
  return (
    <Ask title={`Threshold of ${rule.name}`} verb="Set" ready={isRight} close={close} act={() => set(value)}>
      <p class="quiet">{rule.description}</p>
      <Field
        label={`In ${unit}`}
        note={`From the start: ${thresholdText({ threshold: rule.default_threshold, unit: rule.unit })}`}
        wrong={isRight ? null : 'more than 0, and a share at most 100 %'}
      >
        {(id) => (
          <input
            id={id}
            class="input"
            inputMode="decimal"
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        )}
      </Field>
    </Ask>
  );
}
