/** Events in their order, by day: what happened, what was said, what follows. */
import type { Happening, Told } from '../api/shapes.ts';
import { eventTone, isFailure } from '../words/event.ts';
import { causeText, eventText } from '../words/verdicts.ts';
import { Marked } from './reply.tsx';
import { Tag } from './tag.tsx';
import { Ago } from './time.tsx';
import { ToldWebhooks } from './told-webhooks.tsx';

export interface TimelineProps {
  readonly label: string;
  readonly events: readonly Happening[];
  /** What is the same in all of them, and so not told. */
  readonly of: 'message' | 'recipient' | 'address';
  /** What webhooks were told of them. */
  readonly told?: readonly Told[];
}

export function Timeline({ label, events, of, told = [] }: TimelineProps) {
  return (
    <ol class="timeline" aria-label={label}>
      {events.map((event, index) => {
        const day = event.at.slice(0, 10);
        return (
          <li key={event.id} data-tone={eventTone(event)}>
            {day === events[index - 1]?.at.slice(0, 10) ? null : <h3>{dayText(day)}</h3>}
            <div class="happening">
              <time dateTime={event.at} class="num quiet" title={`${event.at} UTC`}>
                {event.at.slice(11, 19)}
              </time>
              <div>
                <What event={event} of={of} />
                <ToldWebhooks told={told.filter(({ event_id: id }) => id === event.id)} />
              </div>
            </div>
          </li>
        );
      })}
    </ol>
  );
}

function What({ event, of }: { readonly event: Happening; readonly of: TimelineProps['of'] }) {
  const { id, type, verdict, reply, attempt, mx, recipient, message_id: message, next_attempt_at: next } = event;
  const what = <Tag tone={eventTone(event)}>{whatText(event)}</Tag>;
  const about = event.suppression ?? event.reclassification;
  return (
    <>
      <div class="row">
        {isFailure(event) ? <a href={`/bounces/${encodeURIComponent(id)}`}>{what}</a> : what}
        {of === 'message' && recipient !== null ? (
          <a class="wrap" href={`/addresses/${encodeURIComponent(recipient)}`}>
            {recipient}
          </a>
        ) : null}
        {of === 'address' && message !== null ? (
          <a class="short" href={`/messages/${encodeURIComponent(message)}`}>
            message {(event.campaign ?? event.list ?? event.stream ?? '').slice(0, 60)} <code>{message.slice(-6)}</code>
          </a>
        ) : null}
        <span class="quiet">
          {attempt === null ? '' : `attempt ${attempt}`}
          {mx === null ? '' : ` → ${mx.host}`}
          {event.trusted ? '' : ' · not proved, counted for nothing'}
          {event.source_name === undefined ? '' : ` · heard by ${event.source_name}`}
        </span>
      </div>
      {reply === null || type === 'delivered' ? null : (
        <p class="said">
          <code>
            <Marked text={reply.text} evidence={verdict?.evidence ?? []} />
          </code>
        </p>
      )}
      {about === undefined ? null : (
        <p class="quiet wrap">
          {about.who === null ? '' : `${about.who}: `}
          {about.why}
        </p>
      )}
      {next === null ? null : (
        <p class="quiet">
          Tried again <Ago at={next} />
        </p>
      )}
    </>
  );
}

function whatText(event: Happening): string {
  const { type, verdict } = event;
  if (verdict === null || type === 'delivered') return eventText(type);
  return verdict.reason === 'message_expired' ? causeText(event) : `${eventText(type)}: ${causeText(event)}`;
}

const days = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });
const dayText = (day: string): string => days.format(Date.parse(`${day}T00:00:00Z`));
