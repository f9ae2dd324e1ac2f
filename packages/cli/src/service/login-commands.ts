/** `hearback login` */
import { buildCommand } from '@stricli/core';
import type { Io } from '../io.ts';
import { flag, json, target, text } from './flags.ts';
import type { LoginFlags } from './login.ts';

export const login = buildCommand<LoginFlags, [], Io>({
  loader: async () => (await import('./login.ts')).loginCommand,
  parameters: {
    flags: {
      ...target,
      json,
      name: text('name', 'Who will use it'),
      readOnly: flag('The session changes nothing'),
      masked: flag('The session sees no whole address'),
    },
  },
  docs: { brief: 'Make a link to the page that works once' },
});
