/** Holds a lane, a site or a domain back, for a while or until somebody resumes it. */
import { useState } from 'preact/hooks';
import { answer, api } from '../../api/client.ts';
import { Ask } from '../../parts/ask.tsx';
import { Choice, Field } from '../../parts/field.tsx';
import { say } from '../../parts/toast.tsx';

const lasts = [
  ['', 'until resumed'],
  ['15m', '15 minutes'],
  ['1h', 'an hour'],
  ['4h', '4 hours'],
  ['24h', 'a day'],
] as const;

export interface PauseProps {
  /** Empty: asked for. */
  readonly lane: string;
  readonly close: () => void;
  readonly done: () => void;
}

export function Pause({ lane: given, close, done }: PauseProps) {
  const [lane, setLane] = useState(given);
  const [lasting, setLasting] = useState('');
  const named = lane.trim();
  return (
    <Ask
      title={given === '' ? 'Pause sending' : `Pause ${given}?`}
      verb="Pause"
      why="welcome"
      ready={named !== ''}
      close={close}
      act={async (why) => {
        const { changed } = await answer(
          api.POST('/v1/queue/pause', {
            body: { lane: named, ...(lasting === '' ? {} : { for: lasting }), ...(why === '' ? {} : { why }) },
          }),
        );
        say(
          changed === 0 ? `No lane is open for ${named}: nothing was paused` : `${named} is paused`,
          changed === 0
            ? null
            : () => void answer(api.POST('/v1/queue/resume', { body: { lane: named } })).then(done, done),
        );
        done();
      }}
    >
      <p>Nothing more is sent there; what waits grows no older.</p>
      {given === '' ? (
        <Field label="Lane, site or domain" note="Such as yahoo, or yahoo|default|news, or example.net">
          {(id) => (
            <input
              id={id}
              class="input"
              spellcheck={false}
              autocomplete="off"
              maxLength={1000}
              value={lane}
              onInput={(event) => setLane(event.currentTarget.value)}
            />
          )}
        </Field>
      ) : null}
      <Choice label="For" value={lasting} options={lasts} choose={setLasting} />
    </Ask>
  );
}
