/** What follows from a verdict with the policies as they are shipped: which rate counts it, suppression, retry, the lane. */
import {
  type AddressEvent,
  decideRetry,
  decideSuppression,
  defaultReactions,
  type Reaction,
  type Verdict,
} from '@hearback/bounce';
import { span } from '../../words/figures.ts';

export interface Effect {
  readonly name: string;
  readonly sentence: string;
}

const rates = {
  hard: 'Hard bounce: counts for the health of the list.',
  soft: 'Soft bounce: counts for the health of the sender.',
  none: 'Counts for neither list nor sender.',
} as const;

/** `how`: said by SMTP when we sent, or by a mail that came later. */
export function effectsOf(verdict: Verdict, how: 'reply' | AddressEvent['type']): readonly Effect[] {
  const fromReply = how === 'reply';
  const type = fromReply ? (verdict.final ? 'bounced' : 'deferred') : how;
  return [
    {
      name: 'Rate',
      sentence: type === 'feedback_received' ? 'Complaint: counts for the complaint rate.' : rates[verdict.bounce],
    },
    { name: 'Suppression', sentence: suppressionOf(verdict, type) },
    ...(fromReply
      ? [
          { name: 'This message', sentence: retryOf(verdict) },
          { name: 'Others to this receiver', sentence: laneOf(verdict) },
        ]
      : []),
  ];
}

function suppressionOf(verdict: Verdict, type: AddressEvent['type']): string {
  const event: AddressEvent = {
    ...{ id: 'evt', at: 0, type, message_id: 'msg', verdict, trusted: true, incident_id: null, who: null },
  };
  const [change] = decideSuppression([], event, 0).changes;
  if (change !== undefined && change.to.state !== 'released')
    return `For an address that never took a message: ${change.to.state}${change.to.scope === 'sender' ? ', for this sender only' : ''}. ${change.to.why}`;
  return verdict.bounce === 'soft' && !verdict.fault.includes('sender')
    ? 'Not now; when it keeps happening over weeks without a delivery.'
    : 'None: the address is not at fault.';
}

function retryOf(verdict: Verdict): string {
  const decision = decideRetry({ verdict, attempts: 1, acceptedAt: 0, now: 0, seed: 'lab' });
  if (decision.kind === 'bounce') return 'Bounces at once: trying again would change nothing.';
  if (decision.kind === 'expire') return 'Expires.';
  const because = decision.because === 'receiver' ? 'as the receiver asks' : 'by the schedule';
  return `Tried again in about ${span(decision.at)}, ${because}.`;
}

function laneOf({ reason, provider }: Verdict): string {
  const reaction =
    defaultReactions.find((each) => each.reason === reason && each.provider === provider) ??
    defaultReactions.find((each) => each.reason === reason && each.provider === null);
  return reaction === undefined ? 'Go on as before.' : reactionText(reaction);
}

function reactionText({ times, within, kind, lasts, factor = 0.5 }: Reaction): string {
  const does = kind === 'suspend' ? 'stop' : `slow down to ${Math.round(factor * 100)} %`;
  return `When ${times} such replies came within ${span(within)}, they ${does} for ${span(lasts)}.`;
}
