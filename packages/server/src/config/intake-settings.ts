/** The configured sources as the intake takes them. */
import type { Secrets } from '../intake/providers/index.ts';
import { fullName, type SourceSettings } from '../intake/source-settings.ts';
import type { Config } from './schema/schema.ts';

type Webhook = Config['intake']['webhooks'][string];

/** By their full names. */
export function configuredSources({ intake }: Config): ReadonlyMap<string, SourceSettings> {
  const all = new Map<string, SourceSettings>();
  const add = (name: string, settings: SourceSettings): void => void all.set(fullName(settings.kind, name), settings);
  for (const [name, { path, delete: deletes }] of Object.entries(intake.maildirs))
    add(name, { kind: 'maildir', path, delete: deletes });
  for (const [name, { path, format, history }] of Object.entries(intake.logs))
    add(name, { kind: 'log', path, format, history });
  for (const [name, imap] of Object.entries(intake.imap)) add(name, mailboxOf(imap));
  for (const [name, webhook] of Object.entries(intake.webhooks))
    add(name, { kind: 'webhook', provider: webhook.provider ?? name, secrets: secretsOf(webhook) });
  return all;
}

const mailboxOf = (imap: Config['intake']['imap'][string]): SourceSettings => ({
  kind: 'imap',
  ...{ host: imap.host, port: imap.port ?? usualPort(imap.tls), tls: imap.tls, caFile: imap.ca_file },
  ...{ user: imap.user, password: imap.password, passwordFile: imap.password_file, mailbox: imap.mailbox },
  ...{ after: imap.after, moveTo: imap.move_to, poll: imap.poll },
});

/** RFC 8314 §3.2, RFC 3501 §2.1. */
export const usualPort = (tls: 'implicit' | 'starttls' | 'none'): number => (tls === 'implicit' ? 993 : 143);

type Written = Pick<Webhook, 'keys' | 'basic' | 'tokens' | 'headers' | 'topics' | 'window'>;

export function secretsOf({ keys, basic, tokens, headers, topics, window }: Written): Secrets {
  return {
    ...{ keys, tokens, topics, window: window ?? undefined },
    // What has no colon was refused when the configuration was checked.
    basic: basic.map((text) => {
      const [user, password] = splitAtColon(text) ?? ['', ''];
      return { user, password };
    }),
    headers: headers.map((text) => {
      const [name, value] = splitAtColon(text) ?? ['', ''];
      return { name: name.trim(), value: value.trim() };
    }),
  };
}

/** Null without a colon, or with nothing before or behind it. */
export function splitAtColon(text: string): readonly [string, string] | null {
  const at = text.indexOf(':');
  return at <= 0 || text.slice(at + 1).trim() === '' ? null : [text.slice(0, at), text.slice(at + 1)];
}
