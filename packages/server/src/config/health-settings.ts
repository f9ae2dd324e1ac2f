/** Thresholds of health as the configuration says them. */
import type { RateThresholds } from '../health/rates.ts';
import type { Config } from './schema/schema.ts';

export const rateThresholds = ({ health }: Pick<Config, 'health'>): RateThresholds => ({
  ...{ hard: health.hard, soft: health.soft, complaints: health.complaints, least: health.least },
  // Whoever lowers the limit alone means all of it.
  complaintsWatch: Math.min(health.complaints_watch, health.complaints),
});
