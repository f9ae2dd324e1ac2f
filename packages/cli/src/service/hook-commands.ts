/** `hearback hook` */
import { buildCommand, buildRouteMap } from '@stricli/core';
import type { Io } from '../io.ts';
import { one, oneOf, type Plain, plain, text, whole, words } from './flags.ts';
import type { AddHookFlags, DeliveriesFlags } from './hook.ts';

const aHook = one('id', 'Id of the webhook');
const secret = text('secret', '"whsec_" and 24 to 64 octets in base64; by default a new one is made');

const onHook = (loader: () => Promise<(this: Io, flags: Plain, id: string) => Promise<void>>, brief: string) =>
  buildCommand<Plain, [string], Io>({ loader, parameters: { flags: plain, positional: aHook }, docs: { brief } });

export const hook = buildRouteMap({
  routes: {
    ls: buildCommand<Plain, [], Io>({
      loader: async () => (await import('./hook.ts')).list,
      parameters: { flags: plain },
      docs: { brief: 'List the webhooks, and which of them fail' },
    }),
    add: buildCommand<AddHookFlags, [string], Io>({
      loader: async () => (await import('./hook.ts')).add,
      parameters: {
        flags: {
          ...plain,
          type: words('type', 'Only this type, such as message.bounced; several may be given'),
          description: text('text', 'For people'),
          secret,
        },
        positional: one('url', 'Where to post'),
      },
      docs: { brief: 'Tell a program what happens from now on; its secret is shown once' },
    }),
    rm: onHook(async () => (await import('./hook.ts')).remove, 'Remove a webhook with all that waits for it'),
    pause: onHook(
      async () => (await import('./hook.ts')).setState('paused'),
      'Tell it nothing for now; what happens is kept',
    ),
    resume: onHook(
      async () => (await import('./hook.ts')).setState('active'),
      'Go on where it stood, also after it was disabled',
    ),
    test: onHook(
      async () => (await import('./hook.ts')).test,
      'Send webhook.test at once; exits with 1 when it is not taken',
    ),
    rotate: buildCommand<Plain & { readonly overlap?: string; readonly secret?: string }, [string], Io>({
      loader: async () => (await import('./hook.ts')).rotate,
      parameters: {
        flags: { ...plain, overlap: text('duration', 'How long the old secret signs too; 24h by default'), secret },
        positional: aHook,
      },
      docs: { brief: 'Make a new secret; it is shown once' },
    }),
    deliveries: buildCommand<DeliveriesFlags, [string], Io>({
      loader: async () => (await import('./hook.ts')).deliveries,
      parameters: {
        flags: {
          ...plain,
          state: oneOf(['waiting', 'delivered', 'failed'], 'Only these'),
          limit: whole('count', 'Most deliveries; 50 by default'),
        },
        positional: aHook,
      },
      docs: { brief: 'What was told and what waits, the latest first' },
    }),
    replay: buildCommand<Plain & { readonly since?: string }, [string], Io>({
      loader: async () => (await import('./hook.ts')).replay,
      parameters: {
        flags: { ...plain, since: text('instant', 'All that happened from then on; the id is that of a webhook then') },
        positional: one('id', 'Id of a delivery, or with --since of a webhook'),
      },
      docs: { brief: 'Send again what was told' },
    }),
  },
  docs: { brief: 'Webhooks: programs that are told what happens' },
});
