/** One webhook: how it does, what it was told, what waits for it; test, replay, new secret, pause, remove. */
import { useState } from 'preact/hooks';
import { useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import { may } from '../../api/session.ts';
import { Ask } from '../../parts/ask.tsx';
import { attempt } from '../../parts/attempt.ts';
import { Facts } from '../../parts/facts.tsx';
import { Head } from '../../parts/head.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Ago } from '../../parts/time.tsx';
import { say } from '../../parts/toast.tsx';
import { navigate } from '../../router/place.ts';
import type { ScreenProps } from '../../shell/screens.ts';
import { Deliveries } from './deliveries.tsx';
import { Secret } from './secret.tsx';
import { WebhookState } from './webhooks.tsx';

type Asking = 'rotate' | 'remove' | null;

export default function WebhookScreen({ params }: ScreenProps) {
  const id = params['id'] ?? '';
  const path = { id };
  const [asking, setAsking] = useState<Asking>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const [turn, setTurn] = useState(0);
  const asked = useAsked((signal) => answer(api.GET('/v1/webhooks/{id}', { params: { path }, signal })), [id], {
    live: true,
  });
  const run = async (work: () => Promise<string>): Promise<void> => {
    await attempt(work);
    asked.again();
    setTurn(turn + 1);
  };
  const test = (): Promise<void> =>
    run(async () => {
      const { state, status, error } = await answer(api.POST('/v1/webhooks/{id}/test', { params: { path } }));
      return state === 'delivered'
        ? `It answered ${status ?? ''}`
        : `It did not take it: ${error ?? status ?? 'no answer'}`;
    });
  const turnTo = (state: 'active' | 'paused'): Promise<void> =>
    run(async () => {
      await answer(api.PATCH('/v1/webhooks/{id}', { params: { path }, body: { state } }));
      return state === 'active' ? 'It goes on where it stood' : 'Paused; nothing is lost meanwhile';
    });
  return (
    <div class="stack">
      <nav class="crumbs" aria-label="Way back">
        <a href="/webhooks">Webhooks</a>
      </nav>
      {asked.kind === 'there' ? null : <Head title="Webhook" />}
      <Loaded asked={asked}>
        {(webhook) => (
          <>
            <Head
              title={webhook.url}
              actions={
                may('webhooks:write') ? (
                  <>
                    <button type="button" class="button" onClick={() => void test()}>
                      Send a test
                    </button>
                    <button
                      type="button"
                      class="button"
                      onClick={() => void turnTo(webhook.state === 'active' ? 'paused' : 'active')}
                    >
                      {webhook.state === 'active' ? 'Pause' : 'Go on'}
                    </button>
                    <button type="button" class="button" onClick={() => setAsking('rotate')}>
                      New secret…
                    </button>
                    <button type="button" class="button danger" onClick={() => setAsking('remove')}>
                      Remove…
                    </button>
                  </>
                ) : undefined
              }
            >
              {webhook.description}
            </Head>
            <Panel title="How it does" from={{ path: `/v1/webhooks/${id}`, cli: `hearback hook ls` }}>
              <Facts
                facts={[
                  ['State', <WebhookState key="state" webhook={webhook} />],
                  ['Why', webhook.why],
                  [
                    'Failing since',
                    webhook.failing_since === null ? null : <Ago key="since" at={webhook.failing_since} />,
                  ],
                  ['Told of', webhook.types.length === 0 ? 'everything' : webhook.types.join(', ')],
                  [
                    'Secrets',
                    webhook.secrets
                      .map(
                        ({ ends_in: end, until }) =>
                          `…${end}${until === null ? '' : ` until ${until.slice(0, 16).replace('T', ' ')} UTC`}`,
                      )
                      .join(', '),
                  ],
                  ['Added', <Ago key="added" at={webhook.created_at} />],
                ]}
              />
            </Panel>
            <Deliveries id={id} turn={turn} />
          </>
        )}
      </Loaded>
      {asking === 'rotate' ? (
        <Ask
          title="Make a new secret?"
          verb="Make it"
          close={() => setAsking(null)}
          act={async () => {
            const rotated = await answer(api.POST('/v1/webhooks/{id}/rotate', { params: { path }, body: {} }));
            setSecret(rotated.secret);
            asked.again();
          }}
        >
          <p>For a day both secrets sign, so that the receiver can change over.</p>
        </Ask>
      ) : null}
      {asking === 'remove' ? (
        <Ask
          title="Remove this webhook?"
          verb="Remove"
          danger
          close={() => setAsking(null)}
          act={async () => {
            await answer(api.DELETE('/v1/webhooks/{id}', { params: { path } }));
            say('Removed');
            navigate('/webhooks');
          }}
        >
          <p>It is told nothing more, and what waits for it is gone.</p>
        </Ask>
      ) : null}
      {secret === null ? null : <Secret secret={secret} close={() => setSecret(null)} />}
    </div>
  );
}
