/** What is handed to us on purpose, by whichever door: a mail, a batch of events, a provider's webhook. */

import type { LedgerEvent } from '../ledger/event.ts';
import type { Heard } from '../ledger/observation.ts';
import type { ArrivedMail } from './bounce-mail.ts';
import { hearBounceMail, writtenAt } from './bounce-mail.ts';
import type { Intake, Taken } from './intake.ts';
import { hearToldEvents, type ToldEvent } from './json-events.ts';
import type { Prove } from './proof.ts';
import { type Provider, type ProviderRequest, type Refused, receive, type Secrets } from './providers/index.ts';
import type { Reading } from './reading.ts';
import type { TrayItem } from './tray.ts';

/** Each rejects when it could not be stored: it is to come again. */
export interface Ingest {
  /** `recipient`: whom it came to, where that is known. `key`: its name within the source; null: its content. */
  readonly mail: (mail: Omit<ArrivedMail, 'at'>, sourceName: string, source?: MailSource) => Promise<Taken>;
  readonly events: (events: readonly ToldEvent[], sourceName: string) => Promise<Taken>;
  /** What lies in the tray, with the rules and readers of now; where it is understood it is recorded like any other. */
  readonly again: (item: TrayItem) => Promise<Taken>;
  /** Null when no such webhook is configured. */
  readonly webhook: (name: string, request: ProviderRequest) => Promise<Taken | Refused | null>;
}

export interface WebhookSource {
  readonly provider: string;
  readonly secrets: Secrets;
  /** Nothing is taken for now. */
  readonly paused?: boolean;
}

export interface IngestOptions {
  readonly intake: Intake;
  readonly reading: Pick<Reading, 'read'>;
  readonly prove: Prove;
  readonly header: string | null;
  readonly providers: ReadonlyMap<string, Provider>;
  /** By the name in the URL. */
  readonly webhooks: { readonly get: (name: string) => WebhookSource | undefined };
  readonly now: () => number;
}

type MailSource = Extract<LedgerEvent['source'], 'bounce_mail' | 'imap'>;

export function createIngest({ intake, reading, prove, header, providers, webhooks, now }: IngestOptions): Ingest {
  const takeMail = (mail: Omit<ArrivedMail, 'at'>, sourceName: string, source: MailSource, anew: boolean) => {
    const { octets, recipient } = mail;
    const hear = (): Heard =>
      hearBounceMail({ ...mail, at: writtenAt(octets, now()) }, { source, sourceName, prove, header });
    return intake.take({ source, sourceName, octets, form: 'eml', recipient }, reading.read(octets, hear, anew));
  };
  const ingest: Ingest = {
    mail: (mail, sourceName, source = 'bounce_mail') => takeMail(mail, sourceName, source, false),
    events(events, sourceName) {
      const octets = Buffer.from(JSON.stringify(events));
      const heard = hearToldEvents(events, { sourceName, now: now() });
      return intake.take({ source: 'api', sourceName, octets, form: 'json', recipient: null }, heard);
    },
    again(item) {
      const { octets, recipient, source, sourceName } = item;
      if (item.form === 'eml') return takeMail({ octets, recipient, key: null }, sourceName, mailSource(source), true);
      if (item.form === 'json') return ingest.events(JSON.parse(Buffer.from(octets).toString()), sourceName);
      // It had proven who it was from when it came.
      const provider = providers.get(webhooks.get(sourceName)?.provider ?? sourceName);
      const heard: Heard =
        provider === undefined
          ? { kind: 'not_understood', why: 'There is no webhook of that name any more' }
          : provider.read(octets, { sourceName, now: now() });
      return intake.take(item, heard);
    },
    async webhook(name, request) {
      const configured = webhooks.get(name);
      const provider = providers.get(configured?.provider ?? '');
      if (configured === undefined || provider === undefined) return null;
      if (configured.paused === true) return { kind: 'refused', status: 503, why: 'The source is paused' };
      const heard = await receive(provider, request, configured.secrets, now(), name);
      if (heard.kind === 'refused') {
        intake.refused('webhook', name, heard.why);
        return heard;
      }
      const { rawBody: octets } = request;
      return intake.take({ source: 'webhook', sourceName: name, octets, form: 'bin', recipient: null }, heard);
    },
  };
  return ingest;
}

const mailSource = (source: LedgerEvent['source']): MailSource => (source === 'imap' ? 'imap' : 'bounce_mail');
