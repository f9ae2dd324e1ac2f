/** What it means: the verdict in words, with the words of the reply that decided marked. */
import { type Reason, taxonomy, type Verdict } from '@hearback/bounce';
import type { ComponentChildren } from 'preact';
import { Panel } from '../../parts/panel.tsx';
import { Reply } from '../../parts/reply.tsx';
import { BounceTag } from '../../parts/tag.tsx';
import { span } from '../../words/figures.ts';
import { actionText, faultText, providerText, reasonText, sureness } from '../../words/verdicts.ts';

export interface VerdictPanelProps {
  readonly title?: string;
  readonly verdict: Verdict;
  /** Which the evidence counts in. */
  readonly text: string | null;
  readonly children?: ComponentChildren;
}

export function VerdictPanel({ title = 'Verdict', verdict, text, children }: VerdictPanelProps) {
  const { reason, bounce, evidence } = verdict;
  return (
    <Panel title={title} meaning={definitionOf(reason)}>
      <div class="stack">
        <p class="row verdict">
          <BounceTag bounce={bounce} />
          <strong>{reasonText(reason)}</strong>
          <span class="quiet num">confidence {sureness(verdict.confidence)}</span>
        </p>
        {text === null ? null : <Reply text={text} evidence={evidence} />}
        <Facts verdict={verdict} />
        {children}
      </div>
    </Panel>
  );
}

const definitionOf = (reason: Reason): string => taxonomy[reason].definition;

function Facts({ verdict }: { readonly verdict: Verdict }) {
  const { code, status, provider, rule, fault, action, final, retry_after: wait, blocklist, help_url: help } = verdict;
  return (
    <dl class="facts">
      <dt>fault of</dt>
      <dd>{faultText(fault)}</dd>
      <dt>what to do</dt>
      <dd>{actionText(action)}</dd>
      <dt>says</dt>
      <dd class="num">
        {[code, status].filter((each) => each !== null).join(' ') || 'no code'}
        {final ? ', final' : ', may succeed later'}
        {code !== null && code >= 500 !== final ? ' (against its code)' : ''}
      </dd>
      <dt>receiver</dt>
      <dd>{provider === null ? 'no provider known' : providerText(provider)}</dd>
      <dt>decided by</dt>
      <dd>
        <code>{rule}</code>
      </dd>
      {wait === null ? null : (
        <>
          <dt>asks to wait</dt>
          <dd>{span(wait * 1000)}</dd>
        </>
      )}
      {blocklist === null ? null : (
        <>
          <dt>blocklist</dt>
          <dd>{blocklist.name}</dd>
        </>
      )}
      {help === null ? null : (
        <>
          <dt>help</dt>
          <dd>
            <code>{help}</code>
          </dd>
        </>
      )}
    </dl>
  );
}
