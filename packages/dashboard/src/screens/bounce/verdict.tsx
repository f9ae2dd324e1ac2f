/** The verdict, what decided it, and where it was heard. */

import type { Happening } from '../../api/shapes.ts';
import { Facts } from '../../parts/facts.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ClassTag } from '../../parts/tag.tsx';
import { At } from '../../parts/time.tsx';
import { linkTo } from '../../router/place.ts';
import { segment } from '../../router/segment.ts';
import { termOf } from '../../words/query.ts';
import {
  actionText,
  eventText,
  faultText,
  providerText,
  reasonText,
  sourceText,
  sureness,
  waitedFor,
} from '../../words/verdicts.ts';

export function VerdictPanel({ event, corrected }: { readonly event: Happening; readonly corrected: boolean }) {
  const { verdict } = event;
  const cause = waitedFor(event);
  if (verdict === null) return null;
  // A report of a receiver says itself what it is: no words were read, nothing is more or less sure.
  const isReport = event.type === 'feedback_received' && verdict.rule === 'none';
  return (
    <Panel title={corrected ? 'Verdict, as corrected' : 'Verdict'} meaning={actionText(verdict.action)}>
      <Facts
        facts={[
          ['class', <ClassTag event={event} />],
          ['reason', reasonText(verdict.reason)],
          ['most attempts', cause === null ? null : reasonText(cause)],
          ['fault of', faultText(verdict.fault)],
          ['decided by', decider(verdict.rule, isReport)],
          ['confidence', isReport ? null : <span class="num">{sureness(verdict.confidence)}</span>],
          ['blocklist', verdict.blocklist?.name],
          ['asks to wait', verdict.retry_after === null ? null : `${verdict.retry_after} s`],
          ['help', verdict.help_url === null ? null : <code>{verdict.help_url}</code>],
        ]}
      />
    </Panel>
  );
}

function decider(rule: string, isReport: boolean) {
  if (isReport) return 'the report itself';
  return rule === 'by_hand' ? 'a person' : <code>{rule}</code>;
}

export function Circumstances({ event }: { readonly event: Happening }) {
  const { recipient, message_id: message, mx, list, stream, campaign, sender, verdict } = event;
  return (
    <Panel title="Where and when">
      <Facts
        facts={[
          [
            'recipient',
            recipient === null ? null : <a href={`/addresses/${encodeURIComponent(recipient)}`}>{recipient}</a>,
          ],
          ['message', message === null ? null : <a href={`/messages/${encodeURIComponent(message)}`}>{message}</a>],
          ['happened', <At at={event.at} />],
          ['what', eventText(event.type)],
          [
            'receiver',
            verdict?.provider == null ? null : (
              <a href={linkTo(`/providers/${encodeURIComponent(verdict.provider)}`)}>
                {providerText(verdict.provider)}
              </a>
            ),
          ],
          ['server', mx === null ? null : `${mx.host} [${mx.address}]`],
          ['sent from', event.source_ip],
          ['stage', event.stage],
          ['TLS', event.tls],
          ['sender', sender === '' ? '<>' : sender],
          ['list', list === null ? null : <a href={linkTo(`/lists/${segment(list)}`)}>{list}</a>],
          [
            'stream',
            stream === null ? null : <a href={linkTo(`/senders/${segment(stream)}`, { by: 'stream' })}>{stream}</a>,
          ],
          [
            'campaign',
            campaign === null ? null : <a href={linkTo('/bounces', { q: termOf('campaign', campaign) })}>{campaign}</a>,
          ],
          ['heard by', event.source_name ?? sourceText(event.source)],
          ['found by', event.correlated_by?.replaceAll('_', ' ')],
        ]}
      />
    </Panel>
  );
}
