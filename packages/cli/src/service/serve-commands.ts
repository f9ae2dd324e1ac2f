/** `hearback serve` and `hearback doctor` */
import { buildCommand } from '@stricli/core';
import type { Io } from '../io.ts';
import type { DoctorFlags } from './doctor/doctor.ts';
import { flag, json, local, text } from './flags.ts';
import type { ServeFlags } from './serve.ts';

export const serve = buildCommand<ServeFlags, [], Io>({
  loader: async () => (await import('./serve.ts')).serveCommand,
  parameters: { flags: local },
  docs: { brief: 'Run the service: take mail, keep it, deliver it, tell what became of it' },
});

export const doctor = buildCommand<DoctorFlags, [], Io>({
  loader: async () => (await import('./doctor/doctor.ts')).doctorCommand,
  parameters: {
    flags: {
      ...local,
      json,
      probe: text('domain', 'Domain whose servers are tried on port 25'),
      offline: flag('Ask nothing of the network'),
    },
  },
  docs: { brief: 'Check DNS, ports, TLS, clock, disk, store and relaying, and say what to do' },
});
