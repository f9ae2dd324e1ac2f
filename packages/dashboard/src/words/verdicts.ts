/** A verdict's words as people say them. */
import { reasonText as libraryText } from '@hearback/bounce';

export { providerText } from '@hearback/bounce';

/** In lists of what failed, "message expired" would not say where. */
export const reasonText = (reason: string): string =>
  reason === 'message_expired' ? 'expired in the queue' : libraryText(reason);

interface Failed {
  readonly type: string;
  readonly verdict: { readonly reason: string; readonly last_transient?: string } | null;
  /** What most attempts of an expired message were told. */
  readonly dominant_reason?: string | null;
}

/** What its attempts were told, of a message that expired; null of everything else. */
export const waitedFor = ({ verdict, dominant_reason: dominant }: Omit<Failed, 'type'>): string | null =>
  verdict?.reason === 'message_expired' ? (dominant ?? verdict.last_transient ?? null) : null;

/** Why it failed: "mailbox full", "expired: mailbox full"; what happened, where nobody said why. */
export function causeText(event: Failed): string {
  const cause = waitedFor(event);
  if (cause !== null) return `expired: ${reasonText(cause)}`;
  return event.verdict === null ? eventText(event.type) : reasonText(event.verdict.reason);
}

/** A confidence of 0 to 1 as it is shown: "85 %". */
export const sureness = (confidence: number): string => `${Math.round(confidence * 100)} %`;

export type Tone = 'ok' | 'watch' | 'bad' | 'none';

const states: Readonly<Record<string, readonly [Tone, string]>> = {
  ok: ['ok', 'ok'],
  watch: ['watch', 'watch'],
  breached: ['bad', 'over the limit'],
  not_enough_mail: ['none', 'not enough mail'],
};

export const rateTone = (state: string): Tone => states[state]?.[0] ?? 'none';
export const rateText = (state: string): string => states[state]?.[1] ?? state;

export const bounceTone = (bounce: string | null | undefined): Tone =>
  bounce === 'hard' ? 'bad' : bounce === 'soft' ? 'watch' : 'none';

const faults: Readonly<Record<string, string>> = {
  list: 'the list',
  sender: 'the sender',
  receiver: 'the receiver',
  network: 'the network',
  unknown: 'not known',
  none: 'nobody',
};
export const faultText = (fault: readonly string[]): string => fault.map((each) => faults[each] ?? each).join(', ');

const actions: Readonly<Record<string, string>> = {
  suppress: 'Stop mailing this address.',
  count: 'Count it; act only when it keeps happening.',
  retry: 'Nothing: it is tried again.',
  slow_down: 'Send more slowly to this receiver.',
  pause: 'Pause this stream to this receiver and find out why.',
  fix_authentication: 'Mend SPF, DKIM, DMARC or reverse DNS of the sender.',
  fix_configuration: 'Mend the configuration of the sending server.',
  fix_content: 'Change the message.',
  suppress_for_sender: 'Stop mailing this address from this sender.',
  review: 'Let a person look at it.',
  keep: 'Keep it suppressed.',
  ignore: 'Nothing.',
};
export const actionText = (action: string): string => actions[action] ?? action;

const types: Readonly<Record<string, string>> = {
  accepted: 'accepted',
  delivered: 'delivered',
  deferred: 'put off',
  bounced: 'bounced',
  expired: 'expired',
  cancelled: 'cancelled',
  delayed_notice: 'delay notice sent',
  bounce_received: 'bounce mail received',
  feedback_received: 'complaint received',
  auto_reply_received: 'auto reply received',
  suppressed_send: 'not sent: suppressed',
  quarantined: 'held by the service',
  address_suppressed: 'address suppressed',
  address_released: 'address released',
  incident_opened: 'incident opened',
  incident_closed: 'incident closed',
  health_changed: 'health changed',
  reclassified: 'read anew',
};
export const eventText = (type: string): string => types[type] ?? type.replaceAll('_', ' ');

/** How it was heard; sources that somebody set up are called by their names. */
export const sourceText = (source: string): string =>
  source === 'smtp_session' ? 'our own attempts' : source.replaceAll('_', ' ');

const steps: Readonly<Record<string, string>> = {
  own_rule: 'a rule of yours',
  provider_text: 'words of this receiver',
  general_text: 'words that many receivers use',
  provider_status: 'a code that means this at this receiver',
  registry: 'the enhanced code, as registered',
  stage: 'the stage of the dialogue',
  code: 'the reply code',
  undetermined: 'nothing else spoke',
};
export const stepText = (step: string): string => steps[step] ?? step.replaceAll('_', ' ');
