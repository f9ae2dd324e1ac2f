/** A webhook as a source: it comes by itself, and there is nothing to try but to wait for it. */
import type { Following } from './followed.ts';
import type { WebhookSettings } from './source-settings.ts';

export const webhookFollowing: Following<WebhookSettings> = {
  source: 'webhook',
  from: 'itself',
  start: () => ({ stop: async () => {} }),
  look: async ({ provider }) => ({
    ok: true,
    saw: [`Requests of ${provider} are taken; a webhook cannot be tried from here: send a test from its own pages`],
  }),
};
