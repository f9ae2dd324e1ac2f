/** Something to fill in under its name. */
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export interface FieldProps {
  readonly label: string;
  readonly note?: string;
  /** What is wrong with it. */
  readonly wrong?: string | null;
  /** Gets the id that the control has to carry. */
  readonly children: (id: string) => ComponentChildren;
}

export function Field({ label, note, wrong = null, children }: FieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children(id)}
      {wrong === null ? null : (
        <small class="wrong" role="alert">
          {wrong}
        </small>
      )}
      {note === undefined ? null : <small>{note}</small>}
    </div>
  );
}

export interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly choose: (value: string) => void;
}

export function Choice({ label, value, options, choose }: ChoiceProps) {
  return (
    <Field label={label}>
      {(id) => (
        <select id={id} class="input" value={value} onChange={(event) => choose(event.currentTarget.value)}>
          {options.map(([each, text]) => (
            <option key={each} value={each} selected={each === value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
