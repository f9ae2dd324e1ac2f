/** A threshold in the unit of its rule. */
import type { AlertRule } from '../../api/shapes.ts';
import { octets, percent, span } from '../../words/figures.ts';

export function thresholdText({ threshold, unit }: Pick<AlertRule, 'threshold' | 'unit'>): string {
  if (threshold === null) return '–';
  if (unit === 'share') return percent(threshold);
  return unit === 'seconds' ? span(threshold * 1000) : octets(threshold);
}
