/** Keys about the report by mail. */
import { duration, text, texts } from '../field.ts';
import { table } from './table.ts';

export const reports = table(
  'A report by mail, once a day: how all mail is, what is wrong, and what to do (docs/health.md).',
  {
    to: texts('Addresses that get it; none: there is no report', [], { form: 'address' }),
    at: text('Time of day, UTC', '07:00', { pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' }),
    window: duration('Length of the time that it tells of', '24h', { least: '1h' }),
  },
);
