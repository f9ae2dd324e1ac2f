/** What one failure changes: which rate it counts for, whether it is tried again. As the ledger counts (effect-of.ts there). */
import type { Happening } from '../../api/shapes.ts';

export interface CountedFor {
  readonly rate: 'list' | 'sender' | 'complaints' | null;
  readonly sentence: string;
}

type Told = Pick<Happening, 'type' | 'trusted' | 'incident_id' | 'verdict'>;

export function countedFor({ type, trusted, incident_id: incident, verdict }: Told): CountedFor {
  if (!trusted)
    return { rate: null, sentence: 'Counts for nothing: whoever reported it could not prove to be allowed to.' };
  if (incident !== null)
    return { rate: 'sender', sentence: 'A soft bounce: its incident says more than it does. Nobody is judged by it.' };
  if (type === 'feedback_received') return { rate: 'complaints', sentence: 'A complaint.' };
  if (type === 'deferred')
    return { rate: 'sender', sentence: 'A soft bounce; recovered when the message is delivered after all.' };
  if (type === 'expired')
    return verdict?.bounce === 'hard'
      ? { rate: 'list', sentence: 'Given up, and a hard bounce.' }
      : { rate: 'sender', sentence: 'Given up: a soft bounce that never recovered.' };
  if (verdict === null || verdict.bounce === 'none')
    return { rate: null, sentence: 'Counted as attempted and not delivered; neither hard nor soft.' };
  if (verdict.bounce === 'hard' && verdict.final) return { rate: 'list', sentence: 'A hard bounce.' };
  return verdict.final
    ? { rate: 'sender', sentence: 'A soft bounce that never recovered.' }
    : { rate: 'sender', sentence: 'A soft bounce.' };
}

export const rateName = { list: 'List health', sender: 'Sender health', complaints: 'Complaints' } as const;

export function triedAgain({ type, verdict }: Pick<Happening, 'type' | 'verdict'>): string {
  if (type === 'deferred') return 'Tried again';
  if (type === 'expired') return 'Not any more: its time in the queue was over.';
  if (type === 'feedback_received') return 'There is nothing to try: the message had arrived.';
  if (verdict?.final === false) return 'By whoever sent it: the failure is not final.';
  return 'Not tried again: the failure is final.';
}
