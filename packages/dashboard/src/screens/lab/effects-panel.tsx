/** What follows from a verdict. */
import { Panel } from '../../parts/panel.tsx';
import type { Effect } from './effects.ts';

export function EffectsPanel({ effects }: { readonly effects: readonly Effect[] }) {
  return (
    <Panel title="What follows" meaning="With the policies as shipped; a configuration may set others.">
      <dl class="facts">
        {effects.map(({ name, sentence }) => (
          <div key={name} class="fact">
            <dt>{name}</dt>
            <dd>{sentence}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
