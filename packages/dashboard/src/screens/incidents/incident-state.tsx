/** The state of an incident, said. */
import type { Incident } from '../../api/shapes.ts';
import { Tag } from '../../parts/tag.tsx';

const said = {
  open: ['bad', 'open'],
  closed: ['watch', 'closed, addresses held'],
  released: ['ok', 'given back'],
} as const;

export function IncidentState({ incident: { state, held } }: { readonly incident: Incident }) {
  const [tone, text] = said[state];
  return (
    <Tag tone={state === 'closed' && held === 0 ? 'none' : tone}>
      {state === 'closed' && held === 0 ? 'closed' : text}
    </Tag>
  );
}
