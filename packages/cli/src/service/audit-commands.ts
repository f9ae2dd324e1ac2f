/** `hearback audit` */
import { buildCommand, buildRouteMap } from '@stricli/core';
import type { Io } from '../io.ts';
import type { AuditFlags } from './audit.ts';
import { plain, text, whole } from './flags.ts';

export const audit = buildRouteMap({
  routes: {
    ls: buildCommand<AuditFlags, [], Io>({
      loader: async () => (await import('./audit.ts')).listAudit,
      parameters: {
        flags: {
          ...plain,
          who: text('name', 'By this key or person'),
          what: text('what', 'Such as rule.saved'),
          limit: whole('count', 'Most; 100 by default'),
        },
      },
      docs: { brief: 'List changes, the latest first' },
    }),
  },
  docs: { brief: 'Who changed what by hand' },
});
