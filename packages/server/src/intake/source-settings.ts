/** What is set of a source that is followed or that may speak; from the configuration, or added while the service runs. */
import type { ImapSettings } from './imap/mailbox.ts';
import type { Secrets } from './providers/index.ts';

export interface ImapSource extends Omit<ImapSettings, 'password'> {
  readonly kind: 'imap';
  /** One of the two. */
  readonly password: string | null;
  readonly passwordFile: string | null;
  /** Milliseconds between two looks, for servers that tell nothing. */
  readonly poll: number;
}

export interface MaildirSource {
  readonly kind: 'maildir';
  readonly path: string;
  readonly delete: boolean;
}

export interface LogSource {
  readonly kind: 'log';
  readonly path: string;
  /** Name of the format in lower case; null: by its lines. */
  readonly format: string | null;
  /** Also what was there before the first look. */
  readonly history: boolean;
}

export interface WebhookSettings {
  readonly kind: 'webhook';
  readonly provider: string;
  readonly secrets: Secrets;
}

export type SourceSettings = ImapSource | MaildirSource | LogSource | WebhookSettings;
export type SourceKind = SourceSettings['kind'];

/** As it stands on events; a webhook's own name stands in its URL, and so is the whole of it. */
export const fullName = (kind: SourceKind, name: string): string => (kind === 'webhook' ? name : `${kind}:${name}`);

/** Where it reads, or is told, for people; no secrets. `name`: its own. */
export function whereOf(name: string, settings: SourceSettings): string {
  switch (settings.kind) {
    case 'imap':
      return `${settings.user} at ${settings.host}:${settings.port}, ${settings.mailbox}`;
    case 'maildir':
    case 'log':
      return settings.path;
    case 'webhook':
      return `${settings.provider}, at /v1/ingest/providers/${name}`;
  }
}
