/** A webhook named in a path, and what becomes of one that is not there. */
import { Type } from 'typebox';
import type { WebhookEndpoint } from '../../store/store.ts';
import { Problem } from '../errors.ts';

export const oneWebhook = Type.Object({
  id: Type.String({ pattern: '^wh_[0-9a-f-]{36}$', description: 'Id of the webhook' }),
});

export const noWebhook = (): Problem => new Problem('not_found', 'There is no such webhook');

export function found(webhook: WebhookEndpoint | null): WebhookEndpoint {
  if (webhook === null) throw noWebhook();
  return webhook;
}
