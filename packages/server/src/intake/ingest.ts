/** What is handed to us on purpose, by whichever door: a mail, a batch of events, a provider's webhook. */
import type { ArrivedMail } from './bounce-mail.ts';
import { hearBounceMail, writtenAt } from './bounce-mail.ts';
import type { Intake, Taken } from './intake.ts';
import { hearToldEvents, type ToldEvent } from './json-events.ts';
import type { Prove } from './proof.ts';
import { type Provider, type ProviderRequest, type Refused, receive, type Secrets } from './providers/index.ts';

/** Each rejects when it could not be stored: it is to come again. */
export interface Ingest {
  /** `recipient`: whom it came to, where that is known. `key`: its name within the source; null: its content. */
  readonly mail: (mail: Omit<ArrivedMail, 'at'>, sourceName: string) => Promise<Taken>;
  readonly events: (events: readonly ToldEvent[], sourceName: string) => Promise<Taken>;
  /** Null when no such webhook is configured. */
  readonly webhook: (name: string, request: ProviderRequest) => Promise<Taken | Refused | null>;
}

export interface IngestOptions {
  readonly intake: Intake;
  readonly prove: Prove;
  readonly header: string | null;
  readonly providers: ReadonlyMap<string, Provider>;
  /** By the name in the URL. */
  readonly webhooks: ReadonlyMap<string, { readonly provider: string; readonly secrets: Secrets }>;
  readonly now: () => number;
}

export function createIngest({ intake, prove, header, providers, webhooks, now }: IngestOptions): Ingest {
  return {
    mail(mail, sourceName) {
      const source = 'bounce_mail';
      const { octets, recipient } = mail;
      const heard = hearBounceMail({ ...mail, at: writtenAt(octets, now()) }, { source, sourceName, prove, header });
      return intake.take({ source, sourceName, octets, form: 'eml', recipient }, heard);
    },
    events(events, sourceName) {
      const octets = Buffer.from(JSON.stringify(events));
      const heard = hearToldEvents(events, { sourceName, now: now() });
      return intake.take({ source: 'api', sourceName, octets, form: 'json', recipient: null }, heard);
    },
    async webhook(name, request) {
      const configured = webhooks.get(name);
      const provider = providers.get(configured?.provider ?? '');
      if (configured === undefined || provider === undefined) return null;
      const heard = await receive(provider, request, configured.secrets, now(), name);
      if (heard.kind === 'refused') {
        intake.refused('webhook', name, heard.why);
        return heard;
      }
      const { rawBody: octets } = request;
      return intake.take({ source: 'webhook', sourceName: name, octets, form: 'bin', recipient: null }, heard);
    },
  };
}
