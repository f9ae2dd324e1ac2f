/** Webhooks: which programs are told of events, and whether they listen. */
import { useState } from 'preact/hooks';
import { useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import { may } from '../../api/session.ts';
import type { Webhook } from '../../api/shapes.ts';
import { Head } from '../../parts/head.tsx';
import { Empty, Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Table } from '../../parts/table.tsx';
import { Tag } from '../../parts/tag.tsx';
import { Ago } from '../../parts/time.tsx';
import type { Tone } from '../../words/verdicts.ts';
import { AddWebhook } from './add-webhook.tsx';
import { Secret } from './secret.tsx';

const tones = { active: 'ok', paused: 'none', disabled: 'bad' } as const;

export const WebhookState = ({ webhook }: { readonly webhook: Webhook }) => {
  const tone: Tone = webhook.state === 'active' && webhook.failing_since !== null ? 'watch' : tones[webhook.state];
  return <Tag tone={tone}>{tone === 'watch' ? 'failing' : webhook.state}</Tag>;
};

export default function Webhooks() {
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const webhooks = useAsked((signal) => answer(api.GET('/v1/webhooks', { signal })), [], { live: true });
  return (
    <div class="stack">
      <Head
        title="Webhooks"
        actions={
          may('webhooks:write') ? (
            <button type="button" class="button main-action" onClick={() => setAdding(true)}>
              Add a webhook
            </button>
          ) : undefined
        }
      >
        Programs that are told what happens: signed (Standard Webhooks), in order, retried for three days.
      </Head>
      <Panel
        title="Endpoints"
        meaning="Each stands where it has listened to; nothing is lost while one is down."
        from={{ path: '/v1/webhooks', cli: 'hearback hook ls' }}
        flush
      >
        <Loaded
          asked={webhooks}
          isEmpty={({ data }) => data.length === 0}
          empty={
            <Empty title="Nobody is told yet">
              <span>
                A webhook is told of deliveries, bounces, complaints, suppressions, incidents and alerts as they are
                recorded.
              </span>
              <pre class="reply">hearback hook add https://app.example.com/hearback --type message.bounced</pre>
            </Empty>
          }
        >
          {({ data }) => (
            <Table
              caption="Webhooks"
              keys
              rows={data}
              rowKey={({ id }) => id}
              open={({ id }) => `/webhooks/${id}`}
              columns={[
                { title: 'address', names: true, kind: 'wide', cell: ({ url }) => url },
                { title: 'what for', cell: ({ description }) => description },
                { title: 'state', kind: 'tight', cell: (webhook) => <WebhookState webhook={webhook} /> },
                { title: 'is told of', cell: ({ types }) => (types.length === 0 ? 'everything' : types.join(', ')) },
                { title: 'since', kind: 'tight', cell: ({ created_at: at }) => <Ago at={at} /> },
              ]}
            />
          )}
        </Loaded>
      </Panel>
      {adding ? (
        <AddWebhook
          close={() => setAdding(false)}
          added={(shown) => {
            setSecret(shown);
            webhooks.again();
          }}
        />
      ) : null}
      {secret === null || adding ? null : <Secret secret={secret} close={() => setSecret(null)} />}
    </div>
  );
}
