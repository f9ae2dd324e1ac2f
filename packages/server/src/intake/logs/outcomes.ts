/**
 * What a line's outcome and reply come to. The same words come again and again, above all in the hour when a receiver turns
 * everything away: they are read once.
 */
import type { Attempt } from '../../logs/index.ts';
import { text } from '../providers/fields.ts';
import { deferred, delivered, failed, type NamedCategory, type Outcome } from '../providers/outcome.ts';

/** Replies remembered, the later half of them at least; most are as long as a line. */
const most = 2048;
const expiry: NamedCategory = { reason: 'message_expired', confidence: 1, rule: 'log/message_expired' };

export function createOutcomes(): (attempt: Pick<Attempt, 'outcome' | 'reply' | 'mx'>) => Outcome {
  let late = new Map<string, Outcome>();
  let early = new Map<string, Outcome>();
  return (attempt) => {
    const { outcome, reply, mx } = attempt;
    // The host that spoke decides whose words they are.
    const name = outcome === 'delivered' && reply === '' ? outcome : `${outcome}\n${mx ?? ''}\n${reply}`;
    const known = late.get(name);
    if (known !== undefined) return known;
    const made = early.get(name) ?? outcomeOf(attempt);
    if (late.size === most / 2) [early, late] = [late, new Map()];
    late.set(name, made);
    return made;
  };
}

function outcomeOf({ outcome, reply, mx }: Pick<Attempt, 'outcome' | 'reply' | 'mx'>): Outcome {
  const said = { words: text(reply), mx };
  switch (outcome) {
    case 'delivered':
      return delivered(said);
    case 'deferred':
      return deferred(said, null);
    case 'expired':
      return expired(failed(said, expiry));
    case 'failed':
      return failed(said, null);
  }
}

/** The server says itself that its time was up, whatever the last reply was. */
const expired = (outcome: Outcome): Outcome => ({ ...outcome, type: 'expired' });
