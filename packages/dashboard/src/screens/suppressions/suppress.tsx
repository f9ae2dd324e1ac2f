/** Keeps mail from an address, by hand: from all of it, or from one stream, list or sender. */
import { type Reason, reasons } from '@hearback/bounce';
import { useState } from 'preact/hooks';
import { answer, api } from '../../api/client.ts';
import { serverNow } from '../../api/session.ts';
import { Ask } from '../../parts/ask.tsx';
import { Choice, Field } from '../../parts/field.tsx';
import { say } from '../../parts/toast.tsx';
import { reasonText } from '../../words/verdicts.ts';

const scopes = ['global', 'stream', 'list', 'sender'] as const;
/** Days. */
const lasts = ['', '7', '30', '90', '180', '365'];
const day = 86_400_000;

export interface SuppressProps {
  /** Left out: asked for. */
  readonly address?: string;
  readonly close: () => void;
  readonly done: () => void;
}

export function Suppress({ address: given, close, done }: SuppressProps) {
  const [address, setAddress] = useState(given ?? '');
  const [scope, setScope] = useState<(typeof scopes)[number]>('global');
  const [value, setValue] = useState('');
  const [reason, setReason] = useState<Reason>('previously_suppressed');
  const [days, setDays] = useState('');
  const named = address.trim();
  return (
    <Ask
      title={given === undefined ? 'Suppress an address' : `Suppress ${given}?`}
      verb="Suppress"
      why="required"
      ready={named.includes('@') && (scope === 'global' || value.trim() !== '')}
      close={close}
      act={async (why) => {
        await answer(
          api.PUT('/v1/suppressions/{address}', {
            params: { path: { address: named } },
            body: {
              ...{ scope, reason, why },
              ...(scope === 'global' ? {} : { value: value.trim() }),
              ...(days === '' ? {} : { expires_at: new Date(serverNow() + Number(days) * day).toISOString() }),
            },
          }),
        );
        say(`${named} gets no mail`);
        done();
      }}
    >
      {given === undefined ? (
        <Field label="Address">
          {(id) => (
            <input
              id={id}
              class="input"
              type="text"
              inputMode="email"
              spellcheck={false}
              autocomplete="off"
              maxLength={320}
              value={address}
              onInput={(event) => setAddress(event.currentTarget.value)}
            />
          )}
        </Field>
      ) : null}
      <div class="fields">
        <Choice
          label="Holds for"
          value={scope}
          options={scopes.map((each) => [each, each === 'global' ? 'all mail' : `mail of one ${each}`])}
          choose={(chosen) => setScope(scopes.find((each) => each === chosen) ?? 'global')}
        />
        {scope === 'global' ? null : (
          <Field label={`Which ${scope}`}>
            {(id) => (
              <input
                id={id}
                class="input"
                spellcheck={false}
                value={value}
                onInput={(event) => setValue(event.currentTarget.value)}
              />
            )}
          </Field>
        )}
        <Choice
          label="Reason"
          value={reason}
          options={reasons.map((each) => [each, reasonText(each)])}
          choose={(chosen) => setReason(reasons.find((each) => each === chosen) ?? 'previously_suppressed')}
        />
        <Choice
          label="Until"
          value={days}
          options={lasts.map((each) => [each, each === '' ? 'for good' : `${each} days from now`])}
          choose={setDays}
        />
      </div>
    </Ask>
  );
}
