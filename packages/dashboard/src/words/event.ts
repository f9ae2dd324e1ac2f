/** What an event says at a glance. */
import type { Happening } from '../api/shapes.ts';
import { bounceTone, type Tone } from './verdicts.ts';

const tones: Partial<Record<Happening['type'], Tone>> = {
  delivered: 'ok',
  address_released: 'ok',
  incident_closed: 'ok',
  deferred: 'watch',
  expired: 'bad',
  feedback_received: 'bad',
  suppressed_send: 'watch',
  quarantined: 'bad',
  address_suppressed: 'bad',
  incident_opened: 'watch',
};

export const eventTone = ({ type, verdict }: Pick<Happening, 'type' | 'verdict'>): Tone =>
  type === 'bounced' || type === 'bounce_received' ? bounceTone(verdict?.bounce) : (tones[type] ?? 'none');

const failures: readonly Happening['type'][] = [
  'bounced',
  'deferred',
  'expired',
  'bounce_received',
  'feedback_received',
];
/** There is a page that proves it. */
export const isFailure = ({ type }: Pick<Happening, 'type'>): boolean => failures.includes(type);
