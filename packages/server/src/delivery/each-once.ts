/**
 * Every recipient of a message gets it once, however often its address was given: RCPT twice for the same address, or To
 * and Cc that name it. The ledger counts by message and recipient, so that a second copy would be nobody's.
 */
import type { EnvelopeRecipient, Notify } from '@hearback/smtp';

/** In the order in which they were first named; the very same list when none comes twice. */
export function eachOnce(recipients: readonly EnvelopeRecipient[]): readonly EnvelopeRecipient[] {
  if (recipients.length < 2) return recipients;
  const once = new Map<string, EnvelopeRecipient>();
  for (const one of recipients) {
    const before = once.get(one.address);
    once.set(one.address, before === undefined ? one : together(before, one));
  }
  return once.size === recipients.length ? recipients : [...once.values()];
}

const together = (first: EnvelopeRecipient, second: EnvelopeRecipient): EnvelopeRecipient => ({
  address: first.address,
  orcpt: first.orcpt ?? second.orcpt,
  notify: wantedByEither(first.notify, second.notify),
});

/** Null is what RFC 3461 §4.1 has without NOTIFY: failures, and delays as we choose. */
function wantedByEither(first: readonly Notify[] | null, second: readonly Notify[] | null): readonly Notify[] | null {
  if (first === null || second === null) {
    const given = first ?? second ?? [];
    if (given.includes('success')) return ['success', 'failure', 'delay'];
    return given.includes('delay') ? ['failure', 'delay'] : null;
  }
  const wanted = new Set([...first, ...second].filter((one) => one !== 'never'));
  return wanted.size === 0 ? ['never'] : [...wanted];
}
