/** `hearback incidents …` with its flags. */
import { buildCommand, buildRouteMap } from '@stricli/core';
import type { Io } from '../io.ts';
import { flag, one, oneOf, plain, whole } from './flags.ts';
import type { IncidentFlags } from './incidents.ts';

const id = one('id', 'Id of the incident');

function share(input: string): number {
  const part = Number(input);
  if (!/^\d*\.?\d+$/.test(input) || part <= 0 || part > 1) throw new SyntaxError(`${input} is no part such as 0.05`);
  return part;
}

export const incidents = buildRouteMap({
  routes: {
    ls: buildCommand<
      IncidentFlags & { readonly state?: 'open' | 'closed' | 'released'; readonly limit?: number },
      [],
      Io
    >({
      loader: async () => (await import('./incidents.ts')).listIncidents,
      parameters: {
        flags: {
          ...plain,
          state: oneOf(['open', 'closed', 'released'], 'Only these'),
          limit: whole('count', 'Most; 100 by default'),
        },
      },
      docs: { brief: 'List incidents, the latest first' },
    }),
    get: buildCommand<IncidentFlags, [string], Io>({
      loader: async () => (await import('./incidents.ts')).getIncident,
      parameters: { flags: plain, positional: id },
      docs: { brief: 'Show one: what happened, whom it holds, what to do' },
    }),
    close: buildCommand<IncidentFlags, [string], Io>({
      loader: async () => (await import('./incidents.ts')).closeIncident,
      parameters: { flags: plain, positional: id },
      docs: { brief: 'End it now; it ends by itself when the bounces are back to what is usual' },
    }),
    release: buildCommand<IncidentFlags & { readonly share?: number; readonly dryRun?: boolean }, [string], Io>({
      loader: async () => (await import('./incidents.ts')).releaseIncident,
      parameters: {
        flags: {
          ...plain,
          share: {
            kind: 'parsed',
            parse: share,
            optional: true,
            placeholder: 'part',
            brief: 'Of the addresses: 0.05 first',
          },
          dryRun: flag('Only tell what it would do'),
        },
        positional: id,
      },
      docs: { brief: 'Let the addresses that it holds have mail again' },
    }),
    addresses: buildCommand<IncidentFlags & { readonly csv?: boolean; readonly limit?: number }, [string], Io>({
      loader: async () => (await import('./incidents.ts')).incidentAddresses,
      parameters: {
        flags: { ...plain, csv: flag('All of them as CSV'), limit: whole('count', 'Most') },
        positional: id,
      },
      docs: { brief: 'List the addresses that bounced in it' },
    }),
  },
  docs: { brief: 'Waves of bounces that are not the addresses’ fault' },
});
