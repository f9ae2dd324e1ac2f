/** The samples as buttons. */
import type { Given } from './reading.ts';
import { samples } from './samples.ts';

export interface SamplesProps {
  readonly chosen: string | null;
  readonly choose: (given: Given, sample: string) => void;
}

export function Samples({ chosen, choose }: SamplesProps) {
  return (
    <div class="row samples" role="group" aria-label="Samples">
      {samples.map(({ id, title, text, mx = '', stage = null }) => (
        <button
          key={id}
          type="button"
          class="button small"
          aria-pressed={chosen === id}
          onClick={() => choose({ text, mx, stage }, id)}
        >
          {title}
        </button>
      ))}
    </div>
  );
}
