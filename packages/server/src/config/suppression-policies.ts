/** The figures of suppression as the ledger takes them: by the stream of what happened. */
import type { SuppressionPolicies, SuppressionPolicy } from '@hearback/bounce';
import type { Config } from './schema/schema.ts';

type Figures = Config['suppression'];
type OfStream = Config['streams'][string]['suppression'];

export function suppressionPolicies({ suppression, streams }: Config): SuppressionPolicies {
  const usual = policyOf(suppression);
  const own = new Map(
    Object.entries(streams).map(([name, { suppression: figures }]) => [name, policyOf(merged(suppression, figures))]),
  );
  return ({ stream }) => (stream == null ? undefined : own.get(stream)) ?? usual;
}

/** What the stream leaves unset is as for all mail. */
function merged(usual: Figures, own: OfStream): Figures {
  const set = Object.entries(own).filter(([, value]) => value !== null);
  return { ...usual, ...Object.fromEntries(set) };
}

const policyOf = (figures: Figures): SuppressionPolicy => ({
  confirmAfter: figures.confirm_after,
  confirmNeverDelivered: figures.confirm_never_delivered,
  provisionalLasts: figures.provisional_lasts,
  certainty: figures.certainty,
  softDays: figures.soft_days,
  softSpan: figures.soft_span,
  softLasts: figures.soft_lasts,
  complaintScope: figures.complaint_scope,
  lasts: {
    user_disabled: figures.disabled_lasts,
    mailbox_full_inactive: figures.disabled_lasts,
    blocked_by_recipient: figures.blocked_lasts,
  },
});
