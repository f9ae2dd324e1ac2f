/** The state of an incident, said. */
import type { Incident } from '../../api/shapes.ts';
import { Tag } from '../../parts/tag.tsx';
import type { Tone } from '../../words/verdicts.ts';

const said: Readonly<Record<string, readonly [Tone, string]>> = {
  open: ['bad', 'open'],
  closed: ['watch', 'closed, addresses held'],
  released: ['ok', 'given back'],
};

export function IncidentState({ incident: { state, held } }: { readonly incident: Incident }) {
  const [tone, text] = said[state] ?? ['none', state];
  return (
    <Tag tone={state === 'closed' && held === 0 ? 'none' : tone}>
      {state === 'closed' && held === 0 ? 'closed' : text}
    </Tag>
  );
}
