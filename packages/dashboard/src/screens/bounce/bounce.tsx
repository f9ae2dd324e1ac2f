/** One bounce, proved: what was said, how it was read, what it changes, and the way to correct it. */
import { Head } from '../../parts/head.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { At } from '../../parts/time.tsx';
import type { ScreenProps } from '../../shell/screens.ts';
import { causeText, providerText } from '../../words/verdicts.ts';
import { BounceActions, CorrectionNote } from './actions.tsx';
import { Effect } from './effect.tsx';
import { Said } from './said.tsx';
import { Steps } from './steps.tsx';
import { useBounce } from './use-bounce.ts';
import { Circumstances, VerdictPanel } from './verdict.tsx';

export default function Bounce({ params: { id = '' } }: ScreenProps) {
  const asked = useBounce(id);
  return (
    <>
      {asked.kind === 'there' ? null : <Head title="Bounce" />}
      <Loaded asked={asked} lines={12}>
        {({ view, standing, correction }) => (
          <>
            <Head
              title={causeText(standing)}
              tab={`${standing.recipient ?? 'Bounce'}: ${standing.verdict?.reason ?? standing.type}`}
              actions={<BounceActions event={standing} correction={correction} done={asked.again} />}
            >
              {standing.recipient ?? 'An unknown recipient'}
              {standing.verdict?.provider == null ? '' : ` at ${providerText(standing.verdict.provider)}`},{' '}
              <At at={standing.at} />
            </Head>
            <CorrectionNote correction={correction} recorded={view.event} />
            <div class="proof">
              <div class="stack">
                <Said id={id} view={view} />
                <Steps view={view} />
              </div>
              <div class="stack">
                <VerdictPanel event={standing} corrected={correction !== null} />
                <Effect event={standing} />
                <Circumstances event={standing} />
              </div>
            </div>
          </>
        )}
      </Loaded>
    </>
  );
}
