/** Where alerts go: e-mail through our own queue, and incoming webhooks as Slack has them. */

import { composeMessage } from '../compose/message.ts';
import { type Accept, whyUnsent } from '../delivery/submission.ts';
import { EgressError, type Fetch } from '../egress/fetch.ts';
import { envelopeFor } from '../http/letter.ts';
import type { Alert, AlertNotice, Severity } from '../store/store.ts';

export type ChannelSettings = { readonly severity: Severity } & (
  | { readonly kind: 'email'; readonly to: readonly string[] }
  | { readonly kind: 'slack'; readonly url: string }
);

/** What is told; `id` is the same until it is known whether it was. */
export interface Telling {
  readonly id: string;
  readonly kind: AlertNotice['kind'] | 'test';
  readonly alert: Pick<Alert, 'rule' | 'key' | 'severity' | 'sentence' | 'nextStep'>;
}

/** Null: told. Otherwise why not, for people. */
export type Tell = (telling: Telling) => Promise<string | null>;

export interface ChannelDeps {
  readonly accept: Accept;
  readonly fetch: Fetch;
  readonly from: string;
  readonly hostname: string;
}

export const takes = (channel: ChannelSettings, severity: Severity): boolean =>
  channel.severity === 'warning' || severity === 'critical';

export const tellThrough = (deps: ChannelDeps, channel: ChannelSettings): Tell =>
  channel.kind === 'email' ? byMail(deps, channel.to) : bySlack(deps, channel.url);

const headings = { opened: 'Alert', resolved: 'Resolved', test: 'Test' } as const;

/** One line of ours: texts from outside cannot break it. */
const heading = ({ kind, alert: { rule, key } }: Telling): string =>
  `${headings[kind]}: ${rule}${key === '' ? '' : ` ${key}`}`.replace(/[\p{Cc}\u2028\u2029]/gu, ' ').slice(0, 200);

/** Under a key of its own: however often it is tried, it is queued once. From <>, so that nothing answers it. */
function byMail({ accept, from, hostname }: ChannelDeps, to: readonly string[]): Tell {
  return async (telling) => {
    const { sentence, nextStep, severity } = telling.alert;
    const body = composeMessage({
      from: { name: 'Hearback', address: from },
      to: to.map((address) => ({ name: null, address })),
      ...{ replyTo: [], cc: [], html: null, attachments: [] },
      subject: `[${hostname}] ${heading(telling)}`,
      text: `${sentence}\r\n\r\n${nextStep}\r\n\r\nSeverity: ${severity}\r\n`,
      headers: [['Auto-Submitted', 'auto-generated']],
    });
    const accepted = await accept({
      ...{ envelope: envelopeFor('', to, body), body, origin: 'http', submitter: null, notifiable: false },
      ...{ ours: true, client: null, labels: {}, retry: null },
      idempotency: { key: `alert:${telling.id}`, fingerprint: telling.id },
    });
    return whyUnsent(accepted, to);
  };
}

function bySlack({ fetch, hostname }: ChannelDeps, url: string): Tell {
  return async (telling) => {
    const { sentence, nextStep } = telling.alert;
    const text = `*${plain(`[${hostname}] ${heading(telling)}`)}*\n${plain(sentence)}\n${plain(nextStep)}`;
    try {
      const headers = { 'Content-Type': 'application/json' };
      const { status } = await fetch({
        url,
        method: 'POST',
        headers,
        body: JSON.stringify({ text }),
        statusOnly: true,
      });
      return status >= 200 && status <= 299 ? null : `answered ${status}`;
    } catch (error) {
      if (error instanceof EgressError) return error.message;
      throw error;
    }
  };
}

/** The three characters that Slack's markup gives a meaning to. */
const plain = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
