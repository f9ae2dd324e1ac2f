/** `hearback address` */
import { buildCommand, buildRouteMap } from '@stricli/core';
import type { Io } from '../io.ts';
import type { AddressFlags } from './address.ts';
import { type Plain, plain, whole } from './flags.ts';
import { anAddress, where } from './suppress-commands.ts';

export const address = buildRouteMap({
  routes: {
    erase: buildCommand<Plain, [string], Io>({
      loader: async () => (await import('./address.ts')).eraseAddress,
      parameters: { flags: plain, positional: anAddress },
      docs: { brief: 'Forget an address; what kept mail from it goes on doing so' },
    }),
    get: buildCommand<AddressFlags, [string], Io>({
      loader: async () => (await import('./address.ts')).getAddress,
      parameters: {
        flags: { ...plain, ...where, limit: whole('count', 'Most events; 50 by default') },
        positional: anAddress,
      },
      docs: { brief: 'What is known of an address, and whether the next message would be sent' },
    }),
  },
  docs: { brief: 'Look at addresses' },
});
