/** One message: what became of each recipient, what was said about it, all that happened, and what can be done. */
import { useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import { may } from '../../api/session.ts';
import { Head } from '../../parts/head.tsx';
import { Empty, Loaded } from '../../parts/loaded.tsx';
import { Pager } from '../../parts/pager.tsx';
import { Panel } from '../../parts/panel.tsx';
import { At } from '../../parts/time.tsx';
import { Timeline } from '../../parts/timeline.tsx';
import { useTold } from '../../parts/told-webhooks.tsx';
import { query } from '../../router/place.ts';
import type { ScreenProps } from '../../shell/screens.ts';
import { MessageActions } from './actions.tsx';
import { Dialogues } from './dialogues.tsx';
import { MessageFacts } from './message-facts.tsx';
import { Recipients } from './recipients.tsx';

export default function Message({ params: { id = '' } }: ScreenProps) {
  const after = query.value.get('after');
  const params = { path: { id } };
  const asked = useAsked(
    async (signal) => {
      const [message, { data: dialogues }] = await Promise.all([
        answer(api.GET('/v1/messages/{id}', { params, signal })),
        answer(api.GET('/v1/messages/{id}/dialogue', { params, signal })),
      ]);
      return { message, dialogues };
    },
    [id],
    { live: true },
  );
  const canSeeEvents = may('events:read');
  const happened = useAsked(
    async (signal) =>
      canSeeEvents
        ? answer(
            api.GET('/v1/messages/{id}/events', {
              params: { ...params, query: { limit: 200, ...(after === null ? {} : { after }) } },
              signal,
            }),
          )
        : { data: [], next: null },
    [id, after, canSeeEvents],
    { live: after === null },
  );
  const told = useTold({ message_id: id }, after, 200);
  const events = happened.kind === 'there' ? happened.data.data : [];
  return (
    <>
      {asked.kind === 'there' ? null : <Head title="Message" />}
      <Loaded asked={asked} lines={12}>
        {({ message, dialogues }) => (
          <>
            <Head
              title={message.subject ?? (message.size === null ? 'Heading not kept any more' : 'Without a subject')}
              tab={message.subject ?? id}
              actions={<MessageActions message={message} done={asked.again} />}
            >
              From {message.sender === '' ? '<>' : (message.sender ?? 'a sender not known')} to{' '}
              {message.recipients.length} {message.recipients.length === 1 ? 'recipient' : 'recipients'}, accepted{' '}
              <At at={message.accepted_at} />
            </Head>
            <div class="stack">
              <Recipients id={id} recipients={message.recipients} />
              <Dialogues id={id} dialogues={dialogues} events={events} />
              <div class="proof">
                <Panel
                  title="Timeline"
                  meaning="Everything that happened to it, in order. UTC."
                  from={{ path: `/v1/messages/${id}/events`, cli: `hearback message trace ${id}` }}
                  flush
                >
                  <Loaded
                    asked={happened}
                    lines={6}
                    isEmpty={({ data }) => data.length === 0}
                    empty={
                      <Empty title={canSeeEvents ? 'Nothing has happened yet' : 'Your session may not see events'} />
                    }
                  >
                    {({ data, next }) => (
                      <>
                        <Timeline
                          label="What happened to the message"
                          events={data}
                          told={told}
                          of={message.recipients.length === 1 ? 'recipient' : 'message'}
                        />
                        <Pager next={next} shown={data.length} />
                      </>
                    )}
                  </Loaded>
                </Panel>
                <MessageFacts message={message} />
              </div>
            </div>
          </>
        )}
      </Loaded>
    </>
  );
}
