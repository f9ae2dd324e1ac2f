/** Of a mail: what kind of report it is, what became of each recipient, which message it is about, what was odd. */
import type { Kind, Report } from '@hearback/bounce';
import { Panel } from '../../parts/panel.tsx';
import { effectsOf } from './effects.ts';
import { EffectsPanel } from './effects-panel.tsx';
import { VerdictPanel } from './verdict-panel.tsx';

const kinds: Readonly<Record<Kind, string>> = {
  bounce: 'A report that delivery failed',
  delayed: 'A report that delivery is still being tried',
  delivered: 'A report of success',
  feedback: 'A complaint of a recipient',
  auto_reply: 'An automatic reply',
  challenge: 'A request to prove to be a person',
  disposition: 'A read receipt, or the like',
  other: 'An ordinary mail: it reports nothing',
};

export function MailPanels({ report }: { readonly report: Report }) {
  const { kind, format, recipients, auto_reply: reply, feedback } = report;
  const how = kind === 'feedback' ? 'feedback_received' : 'bounce_received';
  return (
    <>
      <Panel title={kinds[kind]} meaning={format === null ? undefined : <FormatSentence format={format} />}>
        <Message report={report} />
      </Panel>
      {recipients.map(({ recipient, action, diagnostic, remote_mta: host, verdict }, index) => (
        <div key={`${index} ${recipient}`} class="stack">
          <VerdictPanel title={`${recipient ?? 'A recipient'}: ${action}`} verdict={verdict} text={diagnostic}>
            {host === null ? null : <p class="quiet">Said by {host}.</p>}
          </VerdictPanel>
          <EffectsPanel effects={effectsOf(verdict, how)} />
        </div>
      ))}
      {reply === null ? null : (
        <VerdictPanel verdict={reply.verdict} text={null}>
          <p>
            {reply.until === null ? 'Names no day of return.' : `Until ${reply.until}.`}{' '}
            {reply.contact === null ? '' : `In the meantime: ${reply.contact}.`}
          </p>
        </VerdictPanel>
      )}
      {feedback === null ? null : (
        <Panel title="Complaint" meaning={`Type “${feedback.type}”, ${feedback.incidents} reported.`}>
          <FactList
            facts={[
              ['From', feedback.user_agent],
              ['IP address of the sender', feedback.source_ip],
              ['Envelope sender', feedback.original_mail_from],
              ['Arrived', feedback.arrival_date],
            ]}
          />
        </Panel>
      )}
    </>
  );
}

const FormatSentence = ({ format }: { readonly format: string }) => (
  <>
    Written as <code>{format}</code>.
  </>
);

function Message({ report: { message, problems, recipients } }: { readonly report: Report }) {
  const facts: readonly Fact[] = [
    ['Recipients reported', String(recipients.length)],
    ['About the message', message.message_id],
    ['Subject', message.subject],
    ['From', message.from],
    ['To', message.to],
    ['List', message.list_id],
    ['Sent', message.date],
  ];
  return (
    <div class="stack">
      <FactList facts={facts} />
      {problems.length === 0 ? null : (
        <div>
          <strong>Odd or left unread</strong>
          <ul>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

type Fact = readonly [name: string, value: string | null];

function FactList({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl class="facts">
      {facts.map(([name, value]) =>
        value === null ? null : (
          <div key={name} class="fact">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
