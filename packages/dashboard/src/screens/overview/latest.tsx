/** What is heard at the moment, as it comes, above what had bounced before. */
import { useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import { latest, type News } from '../../api/live.ts';
import { Empty } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ClassTag, Tag } from '../../parts/tag.tsx';
import { At } from '../../parts/time.tsx';
import { linkTo } from '../../router/place.ts';
import { eventTone, isFailure } from '../../words/event.ts';
import { causeText, eventText, providerText } from '../../words/verdicts.ts';

const most = 10;

export function Latest() {
  const before = useAsked(
    (signal) => answer(api.GET('/v1/bounces', { params: { query: { limit: most } }, signal })),
    [],
  );
  const bounces: readonly News[] = before.kind === 'there' ? before.data.data : [];
  const heard = new Set(latest.value.map(({ id }) => id));
  const shown = [...latest.value, ...bounces.filter(({ id }) => !heard.has(id))].slice(0, most);
  return (
    <Panel
      title="Heard just now"
      meaning="Events as they are recorded, above what bounced before."
      from={{ path: '/v1/events', cli: 'hearback tail' }}
    >
      {shown.length === 0 ? (
        <Empty title="Quiet at the moment">What happens from now on appears here.</Empty>
      ) : (
        <NewsList news={shown} />
      )}
      <p style={{ marginTop: '8px' }}>
        <a href={linkTo('/bounces')}>All bounces</a>
      </p>
    </Panel>
  );
}

const NewsList = ({ news }: { readonly news: readonly News[] }) => (
  <ol class="latest">
    {news.map((event) => {
      const { id, at, type, recipient, message_id: message, verdict } = event;
      return (
        <li key={id}>
          <At at={at} />
          {/* What follows from a failure has its verdict too, and is no second one. */}
          {verdict !== null && isFailure(event) ? (
            <ClassTag event={event} />
          ) : (
            <Tag tone={eventTone(event)}>{eventText(type)}</Tag>
          )}
          <span class="what">
            {recipient === null ? null : (
              <a href={message === null ? `/addresses/${encodeURIComponent(recipient)}` : `/messages/${message}`}>
                {recipient}
              </a>
            )}
            {verdict === null ? null : (
              <span class="quiet">
                {' '}
                {causeText(event)}
                {verdict.provider === null ? '' : `, ${providerText(verdict.provider)}`}
              </span>
            )}
          </span>
        </li>
      );
    })}
  </ol>
);
