/** How the reply was read: what each step found, what won and why the others lost. */
import { parseReply, type Trace, type TraceStep } from '@hearback/bounce';
import { Panel } from '../../parts/panel.tsx';
import { Tag } from '../../parts/tag.tsx';
import { providerText, reasonText } from '../../words/verdicts.ts';
import type { Given } from './reading.ts';

const steps: Readonly<Record<TraceStep['step'], string>> = {
  own_rule: 'Own rules',
  provider_text: 'Words of a provider',
  general_text: 'Words that many servers write',
  provider_status: 'A provider’s meaning of its status',
  registry: 'The registry of enhanced statuses',
  stage: 'The stage',
  code: 'The reply code',
  undetermined: 'Nothing else',
};

export function StepsPanel({ given, trace }: { readonly given: Given; readonly trace: Trace }) {
  return (
    <Panel
      title="How it was read"
      meaning="Every step in the order in which they are believed; the first that holds decides."
    >
      <ol class="steps">
        <li>
          <strong>Parse</strong>
          <span>{parsed(given.text)}</span>
        </li>
        <li>
          <strong>Provider</strong>
          <span>{providerSentence(given, trace)}</span>
        </li>
        {trace.steps.map((step) => (
          <Step key={`${step.step} ${step.rule}`} step={step} />
        ))}
      </ol>
    </Panel>
  );
}

function Step({ step: { step, rule, reason, confidence, won, why, evidence } }: { readonly step: TraceStep }) {
  return (
    <li data-won={won}>
      <strong>{steps[step]}</strong>
      <span>
        <Tag tone={won ? 'ok' : 'none'}>{won ? 'won' : 'lost'}</Tag> <code>{rule}</code>: {reasonText(reason)},{' '}
        <span class="num">{Math.round(confidence * 100)} %</span>
        {evidence.length === 0 ? null : (
          <>
            {' '}
            by “<mark>{evidence.map(({ text }) => text).join(' … ')}</mark>”
          </>
        )}
        <br />
        <span class="quiet">{won ? `Won: ${why}.` : `Lost: ${why}.`}</span>
      </span>
    </li>
  );
}

function parsed(text: string): string {
  const { code, status, stage } = parseReply(text);
  const lines = text.trim().split(/\r\n|\r|\n/).length;
  const found = [
    code === null ? 'no reply code' : `code ${code}`,
    status === null ? 'no enhanced status' : `status ${status}`,
    ...(stage === null ? [] : [`speaks of the stage ${stage}`]),
  ];
  return `${lines === 1 ? 'One line' : `${lines} lines, joined`}: ${found.join(', ')}.`;
}

function providerSentence({ mx }: Given, { verdict }: Trace): string {
  if (mx.trim() === '')
    return verdict.provider === null
      ? 'No host is known; words of any provider may speak.'
      : `No host is given; by the words it is ${providerText(verdict.provider)}.`;
  return verdict.provider === null
    ? `${mx} is no provider’s host that we know; its words are read as anybody’s.`
    : `${mx}: ${providerText(verdict.provider)}.`;
}
