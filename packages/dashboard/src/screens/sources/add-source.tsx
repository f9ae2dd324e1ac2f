/** Adds what can be followed from here: a mailbox by IMAP, or the webhook of a provider. Files are for the operator's machine. */
import type { paths } from '@hearback/server/api';
import { useState } from 'preact/hooks';
import { answer, api } from '../../api/client.ts';
import { Ask } from '../../parts/ask.tsx';
import { Choice, Field } from '../../parts/field.tsx';
import { say } from '../../parts/toast.tsx';

type Body = NonNullable<paths['/v1/sources']['post']['requestBody']>['content']['application/json'];
type Webhook = Extract<Body, { kind: 'webhook' }>;

const providers: readonly Webhook['provider'][] = [
  ...(['ses', 'sendgrid', 'mailgun', 'postmark', 'sparkpost', 'mailjet', 'brevo', 'resend', 'kumomta'] as const),
];
const kinds = [
  ['imap', 'A mailbox (IMAP)'],
  ['webhook', 'Webhook of a provider'],
  ['file', 'A log file or Maildir'],
] as const;

interface Form {
  readonly kind: string;
  readonly name: string;
  readonly host: string;
  readonly user: string;
  readonly password: string;
  readonly provider: string;
  readonly key: string;
}

export function AddSource({ close, added }: { readonly close: () => void; readonly added: () => void }) {
  const [form, setForm] = useState<Form>({
    ...{ kind: 'imap', name: '', host: '', user: '', password: '', provider: 'ses', key: '' },
  });
  const set = (name: keyof Form) => (value: string) => setForm({ ...form, [name]: value });
  const text = (name: keyof Form, label: string, note?: string) => (
    <Field label={label} {...(note === undefined ? {} : { note })}>
      {(id) => {
        const common = {
          ...{ id, class: 'input', autocomplete: 'off', spellcheck: false, value: form[name] },
          onInput: (event: { readonly currentTarget: HTMLInputElement }) => set(name)(event.currentTarget.value),
        } as const;
        return name === 'password' || name === 'key' ? (
          <input {...common} type="password" />
        ) : (
          <input {...common} type="text" />
        );
      }}
    </Field>
  );
  const body = bodyOf(form);
  return (
    <Ask
      title="Add a source"
      verb="Add and follow it"
      ready={body !== null}
      close={close}
      act={async () => {
        if (body === null) return;
        const { name } = await answer(api.POST('/v1/sources', { body }));
        say(`${name} is followed from now on`);
        added();
      }}
    >
      <Choice label="Kind" value={form.kind} options={kinds} choose={set('kind')} />
      {form.kind === 'file' ? (
        <p>
          Whoever may name files of the server’s machine adds these there: <code>hearback source add</code>, or{' '}
          <code>[intake]</code> of the configuration.
        </p>
      ) : (
        text('name', 'Name', 'Letters, digits, dots and hyphens')
      )}
      {form.kind === 'imap' ? (
        <>
          {text('host', 'Host', 'Port 993, TLS')}
          {text('user', 'User')}
          {text('password', 'Password')}
        </>
      ) : null}
      {form.kind === 'webhook' ? (
        <>
          <Choice
            label="Provider"
            value={form.provider}
            options={providers.map((each) => [each, each])}
            choose={set('provider')}
          />
          {text('key', 'Key or token that proves who speaks', 'As the provider shows it; for SES the ARN of the topic')}
        </>
      ) : null}
    </Ask>
  );
}

/** Null while something is missing. */
function bodyOf({ kind, name, host, user, password, provider, key }: Form): Body | null {
  if (!/^[A-Za-z0-9_.@-]{1,60}$/.test(name)) return null;
  if (kind === 'imap') return host && user && password ? { kind, name, host, user, password } : null;
  const known = providers.find((each) => each === provider);
  if (kind !== 'webhook' || known === undefined || key === '') return null;
  return { kind, name, provider: known, ...(known === 'ses' ? { topics: [key] } : { keys: [key] }) };
}
