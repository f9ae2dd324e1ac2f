/** The configured sources as the intake takes them. */
import type { Secrets } from '../intake/providers/index.ts';
import type { Config } from './schema/schema.ts';

type Webhook = Config['intake']['webhooks'][string];

export interface WebhookSource {
  readonly provider: string;
  readonly secrets: Secrets;
}

export const webhookSources = ({ intake }: Config): ReadonlyMap<string, WebhookSource> =>
  new Map(
    Object.entries(intake.webhooks).map(([name, webhook]) => [
      name,
      { provider: webhook.provider ?? name, secrets: secretsOf(webhook) },
    ]),
  );

function secretsOf({ keys, basic, tokens, headers, topics, window }: Webhook): Secrets {
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
