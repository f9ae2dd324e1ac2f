/** `hearback health`, `list`, `sender`, `provider` and their flags */
import { buildCommand, buildRouteMap } from '@stricli/core';
import type { Io } from '../io.ts';
import { json, one, target, text, whole } from './flags.ts';
import type { HealthFlags, PartPath, PartsFlags, SenderFlags } from './health.ts';

const window = {
  ...target,
  json,
  window: {
    kind: 'enum',
    values: ['1h', '24h', '7d', '30d', '90d'],
    optional: true,
    brief: 'How far back; 7d by default',
  },
  from: text('instant', 'From then on, such as 2026-11-01T00:00:00Z, instead of --window'),
  to: text('instant', 'Until then; now by default'),
} as const;
const by = {
  by: {
    kind: 'enum',
    values: ['domain', 'ip', 'stream'],
    optional: true,
    brief: 'What a sender is; domain by default',
  },
} as const;
const wanted = {
  limit: whole('count', 'Most; 50 by default'),
  name: text('text', 'Only those whose name has this in it'),
};

export const health = buildCommand<HealthFlags, [], Io>({
  loader: async () => (await import('./health.ts')).healthCommand,
  parameters: {
    flags: {
      ...window,
      list: text('name', 'Of this list'),
      sender: text('domain', 'Of this sending domain'),
      provider: text('name', 'Of mail to this receiver, such as google'),
    },
  },
  docs: { brief: 'Whether mail is well, what is wrong, whose fault it is; exits with 1 when a limit is breached' },
});

const partRoutes = (path: PartPath, single: string, many: string) =>
  buildRouteMap({
    routes: {
      ls: buildCommand<Omit<PartsFlags, 'by'>, [], Io>({
        loader: async () => (await import('./health.ts')).listParts(path),
        parameters: { flags: { ...window, ...wanted } },
        docs: { brief: `${many} with their rates, the most mail first` },
      }),
      health: buildCommand<Omit<SenderFlags, 'by'>, [string], Io>({
        loader: async () => (await import('./health.ts')).partHealth(path),
        parameters: { flags: window, positional: one('name', 'Name') },
        docs: { brief: `Health of ${single}; exits with 1 when a limit is breached` },
      }),
    },
    docs: { brief: `${many} and how each is` },
  });

export const list = partRoutes('lists', 'a list', 'Lists');
export const provider = partRoutes('providers', 'a receiving provider', 'Receiving providers');

export const sender = buildRouteMap({
  routes: {
    ls: buildCommand<PartsFlags, [], Io>({
      loader: async () => (await import('./health.ts')).listParts('senders'),
      parameters: { flags: { ...window, ...by, ...wanted } },
      docs: { brief: 'Senders with their rates, the most mail first' },
    }),
    health: buildCommand<SenderFlags, [string], Io>({
      loader: async () => (await import('./health.ts')).partHealth('senders'),
      parameters: { flags: { ...window, ...by }, positional: one('name', 'Domain, address or stream') },
      docs: { brief: 'Health of a sender; exits with 1 when a limit is breached' },
    }),
  },
  docs: { brief: 'Sending domains, addresses and streams and how each is' },
});
