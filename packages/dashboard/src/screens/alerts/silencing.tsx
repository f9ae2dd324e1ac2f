/** Says what is not told for a while, and why. */
import { useState } from 'preact/hooks';
import { answer, api } from '../../api/client.ts';
import { Ask } from '../../parts/ask.tsx';
import { Choice } from '../../parts/field.tsx';
import { say } from '../../parts/toast.tsx';

const lengths = [
  ['1h', 'one hour'],
  ['4h', 'four hours'],
  ['24h', 'a day'],
  ['7d', 'a week'],
] as const;

export interface SilencingProps {
  readonly rule: string;
  /** Key within the rule; empty: the rule has none. */
  readonly of: string;
  readonly close: () => void;
  readonly done: () => void;
}

export function Silencing({ rule, of, close, done }: SilencingProps) {
  const [length, setLength] = useState<string>('4h');
  return (
    <Ask
      title={`Tell nobody of ${rule}${of === '' ? '' : `: ${of}`}?`}
      verb="Silence"
      why="welcome"
      close={close}
      act={async (why) => {
        const body = { rule, for: length, ...(of === '' ? {} : { key: of }), ...(why === '' ? {} : { why }) };
        await answer(api.POST('/v1/silences', { body }));
        say('Silenced; it is still listed here');
        done();
      }}
    >
      <Choice label="For" value={length} options={lengths} choose={setLength} />
    </Ask>
  );
}
