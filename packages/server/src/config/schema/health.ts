/** Keys about when lists and senders count as unwell. */
import { defaultThresholds as is } from '../../health/rates.ts';
import { integer, number } from '../field.ts';
import { table } from './table.ts';

const share = { maximum: 1 } as const;

export const health = table(
  'When lists and senders count as unwell (docs/health.md); alert rules begin with the same.',
  {
    hard: number('Share of hard bounces that is too much', is.hard, share),
    soft: number('Share of soft bounces that is too much', is.soft, share),
    complaints: number('Share of complaints that is too much', is.complaints, share),
    complaints_watch: number('Share of complaints that is worth a look', is.complaintsWatch, share),
    least: integer('Recipients in the window below which no rate says anything', is.least, { minimum: 1 }),
  },
);
