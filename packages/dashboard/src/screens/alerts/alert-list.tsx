/** Alerts, each with its sentence, its next step and what can be done about it. */
import { useState } from 'preact/hooks';
import type { Asked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import { may } from '../../api/session.ts';
import type { Alert } from '../../api/shapes.ts';
import { attempt } from '../../parts/attempt.ts';
import { Icon } from '../../parts/icon.tsx';
import { Empty, Loaded } from '../../parts/loaded.tsx';
import { Pager } from '../../parts/pager.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Sentence } from '../../parts/sentence.tsx';
import { Tag } from '../../parts/tag.tsx';
import { Ago } from '../../parts/time.tsx';
import { alertPlace } from '../../words/alert-place.ts';
import type { Tone } from '../../words/verdicts.ts';
import type { AlertState } from './alerts.tsx';
import { Silencing } from './silencing.tsx';

export interface AlertListProps {
  readonly alerts: Asked<{ readonly data: readonly Alert[]; readonly next: string | null }>;
  readonly state: AlertState;
  readonly silenced: () => void;
}

const toneOf = ({ state, severity }: Alert): Tone =>
  state === 'resolved' ? 'ok' : severity === 'critical' ? 'bad' : 'watch';
const said = { open: 'open', acknowledged: 'somebody is at it', resolved: 'over' } as const;

export function AlertList({ alerts, state, silenced }: AlertListProps) {
  const [silencing, setSilencing] = useState<Alert | null>(null);
  const act = async (alert: Alert, what: 'acknowledge' | 'resolve'): Promise<void> => {
    const params = { path: { id: alert.id } };
    await attempt(async () => {
      await answer(
        what === 'acknowledge'
          ? api.POST('/v1/alerts/{id}/acknowledge', { params })
          : api.POST('/v1/alerts/{id}/resolve', { params }),
      );
      return what === 'acknowledge' ? 'Noted: you are at it' : 'Ended; it opens again if its condition still stands';
    });
    alerts.again();
  };
  const path = `/v1/alerts${state === '' ? '' : `?state=${state}`}`;
  return (
    <Panel
      title="What was told"
      meaning="The latest first."
      from={{ path, cli: `hearback alert ls${state === '' || state === 'resolved' ? ' --all' : ''}` }}
      flush
    >
      <Loaded
        asked={alerts}
        isEmpty={({ data }) => data.length === 0}
        empty={
          <Empty title={state === '' ? 'Nothing has been wrong' : 'None in this state'}>
            The rules below are watching.
          </Empty>
        }
      >
        {({ data, next }) => (
          <>
            <ol class="alerts">
              {data.map((alert) => (
                <li key={alert.id} class="alert" data-tone={toneOf(alert)}>
                  <Icon name={toneOf(alert)} />
                  <div>
                    <p class="num">{alert.sentence}</p>
                    {alert.state === 'resolved' ? null : (
                      <p class="quiet">
                        <Sentence text={alert.next_step} />
                      </p>
                    )}
                    <p class="row quiet">
                      <Tag tone={toneOf(alert)}>{said[alert.state]}</Tag>
                      <About alert={alert} />
                      <span>
                        opened <Ago at={alert.opened_at} />
                      </span>
                      {alert.resolved_at === null ? null : (
                        <span>
                          over <Ago at={alert.resolved_at} />
                          {alert.resolved_by === null ? '' : `, by ${alert.resolved_by}`}
                        </span>
                      )}
                      {alert.acknowledged_by === null ? null : <span>{alert.acknowledged_by} is at it</span>}
                      <span class="num">told {alert.notifications === 0 ? 'nobody' : `${alert.notifications} ×`}</span>
                    </p>
                  </div>
                  {alert.state === 'resolved' || !may('alerts:write') ? null : (
                    <div class="row">
                      {alert.state === 'open' ? (
                        <button type="button" class="button small" onClick={() => void act(alert, 'acknowledge')}>
                          I am at it
                        </button>
                      ) : null}
                      <button type="button" class="button small" onClick={() => void act(alert, 'resolve')}>
                        Resolve
                      </button>
                      <button type="button" class="button small plain" onClick={() => setSilencing(alert)}>
                        Silence…
                      </button>
                    </div>
                  )}
                </li>
              ))}
            </ol>
            <Pager next={next} shown={data.length} />
          </>
        )}
      </Loaded>
      {silencing === null ? null : (
        <Silencing rule={silencing.rule} of={silencing.key} close={() => setSilencing(null)} done={silenced} />
      )}
    </Panel>
  );
}

/** Its rule, and the way to what it is about. */
function About({ alert }: { readonly alert: Alert }) {
  const { text, href } = alertPlace(alert);
  return (
    <span class="wrap">
      {alert.rule}
      {text === '' ? null : ': '}
      {href === null ? text : <a href={href}>{text}</a>}
    </span>
  );
}
