/** `hearback demo` and `hearback receivers` */
import { buildCommand } from '@stricli/core';
import type { Io } from '../io.ts';
import type { DemoFlags, ReceiversFlags } from './demo.ts';
import { flag, hostAndPort, json, port, whole } from './flags.ts';

export const demo = buildCommand<DemoFlags, [], Io>({
  loader: async () => (await import('./demo.ts')).demoCommand,
  parameters: {
    flags: {
      json,
      once: flag('End after the campaign'),
      seed: whole('number', 'The same seed, the same campaign'),
      size: whole('count', 'Messages'),
      speed: whole('factor', 'How much faster than real time'),
    },
  },
  docs: { brief: 'Receivers, server and a campaign on this machine alone; Ctrl-C cleans up' },
});

export const receivers = buildCommand<ReceiversFlags, [], Io>({
  loader: async () => (await import('./demo.ts')).receiversCommand,
  parameters: {
    flags: {
      json,
      quiet: flag('Only where they are, not what happens'),
      seed: whole('number', 'The same seed, the same world'),
      speed: whole('factor', 'How much faster than real time'),
      smtpPort: port('Port of every receiver; by default any that is free'),
      dnsPort: port('Port of their DNS; by default any that is free'),
      returnTo: {
        kind: 'parsed',
        parse: hostAndPort,
        optional: true,
        placeholder: 'address:port',
        brief: 'Where bounces, complaints and automatic replies go: an address of this machine',
      },
    },
  },
  docs: { brief: 'Simulated receivers to send to, for tests' },
});
