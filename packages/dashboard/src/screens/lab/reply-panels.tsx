/** Of a reply: verdict, steps, effects. */
import type { Trace } from '@hearback/bounce';
import { effectsOf } from './effects.ts';
import { EffectsPanel } from './effects-panel.tsx';
import type { Given } from './reading.ts';
import { StepsPanel } from './steps-panel.tsx';
import { VerdictPanel } from './verdict-panel.tsx';

export function ReplyPanels({ given, trace }: { readonly given: Given; readonly trace: Trace }) {
  return (
    <>
      <VerdictPanel verdict={trace.verdict} text={given.text} />
      <EffectsPanel effects={effectsOf(trace.verdict, 'reply')} />
      <StepsPanel given={given} trace={trace} />
    </>
  );
}
