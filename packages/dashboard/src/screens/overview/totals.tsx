/** What became of all mail of the window, and what waits at the moment. */
import { useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import type { Health } from '../../api/shapes.ts';
import { Panel } from '../../parts/panel.tsx';
import { Ago } from '../../parts/time.tsx';
import { windowName } from '../../parts/window-picker.tsx';
import { linkTo } from '../../router/place.ts';
import { count } from '../../words/figures.ts';

export function Totals({ health: { counts, unknown } }: { readonly health: Health }) {
  const queue = useAsked((signal) => answer(api.GET('/v1/queue', { params: { query: { top: 1 } }, signal })), [], {
    live: true,
  });
  const waiting = queue.kind === 'there' ? queue.data.counts : null;
  const bounces = (q: string): string => linkTo('/bounces', { q: `${q} since:${windowName()}` });
  const rows: readonly (readonly [string, string, string])[] = [
    ['Delivered', count(counts.delivered), linkTo('/messages', { outcome: 'delivered', since: windowName() })],
    ['Bounced hard', count(counts.hard), bounces('class:hard')],
    ['Bounced softly', count(counts.soft), bounces('class:soft')],
    ['… delivered after all', count(counts.recovered), bounces('class:soft recovered:yes')],
    ['… given up', count(counts.soft_final), bounces('class:soft -type:deferred')],
    ['Complaints', count(counts.complaints), bounces('class:complaint')],
    ['Not understood', count(unknown.count), bounces('reason:undetermined')],
    ['Waiting in the queue', waiting === null ? '…' : count(waiting.waiting + waiting.held), linkTo('/queue')],
  ];
  return (
    <Panel
      title="What became of it"
      meaning="Recipients, each counted once for each outcome."
      from={{ path: `/v1/health?window=${windowName()}`, cli: `hearback health --window ${windowName()}` }}
    >
      <dl class="totals">
        {rows.map(([name, value, href]) => (
          <div key={name}>
            <dt class={name.startsWith('…') ? 'quiet' : undefined}>{name}</dt>
            <dd class="num">
              <a href={href}>{value}</a>
            </dd>
          </div>
        ))}
        {waiting?.oldest == null ? null : (
          <div>
            <dt class="quiet">… the oldest</dt>
            <dd>
              <a href={linkTo('/queue/entries')}>
                <Ago at={waiting.oldest} />
              </a>
            </dd>
          </div>
        )}
      </dl>
    </Panel>
  );
}
