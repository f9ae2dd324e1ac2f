/** What is heard at the moment, as it comes. */
import { latest } from '../../api/live.ts';
import { Empty } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { BounceTag, Tag } from '../../parts/tag.tsx';
import { At } from '../../parts/time.tsx';
import { linkTo } from '../../router/place.ts';
import { eventText, providerText, reasonText } from '../../words/verdicts.ts';

const most = 10;

export function Latest() {
  const shown = latest.value.slice(0, most);
  return (
    <Panel
      title="Heard just now"
      meaning="Events as they are recorded."
      from={{ path: '/v1/events', cli: 'hearback tail' }}
    >
      {shown.length === 0 ? (
        <Empty title="Quiet at the moment">What happens from now on appears here.</Empty>
      ) : (
        <ol class="latest">
          {shown.map(({ id, at, type, recipient, message_id: message, verdict }) => (
            <li key={id}>
              <At at={at} />
              {verdict !== null && type !== 'delivered' ? (
                <BounceTag bounce={verdict.bounce} />
              ) : (
                <Tag tone={type === 'delivered' ? 'ok' : 'none'}>{eventText(type)}</Tag>
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
                    {reasonText(verdict.reason)}
                    {verdict.provider === null ? '' : `, ${providerText(verdict.provider)}`}
                  </span>
                )}
              </span>
            </li>
          ))}
        </ol>
      )}
      <p style={{ marginTop: '8px' }}>
        <a href={linkTo('/bounces')}>All bounces</a>
      </p>
    </Panel>
  );
}
