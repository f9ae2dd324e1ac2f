/** Amazon SES's own words for a failure; Resend, which sends through SES, hands them on. */
import { type Categories, type Category, categories } from './outcome.ts';

const suppressed: Category = { reason: 'previously_suppressed', confidence: 0.95, own: true };

const bounces: Readonly<Record<string, Category>> = {
  'Undetermined/Undetermined': { reason: 'undetermined', confidence: 0.1 },
  'Permanent/General': { reason: 'user_unknown', confidence: 0.7 },
  'Permanent/NoEmail': { reason: 'user_unknown', confidence: 0.85 },
  'Permanent/Suppressed': suppressed,
  'Permanent/OnAccountSuppressionList': suppressed,
  'Permanent/OnTenantSuppressionList': suppressed,
  // Its guess at an address that it never tried.
  'Permanent/EmailValidationSuppressed': suppressed,
  'Permanent/UnsubscribedRecipient': suppressed,
  // Automatic replies arrive under this name as well.
  'Transient/General': { reason: 'undetermined', confidence: 0.1 },
  'Transient/MailboxFull': { reason: 'mailbox_full', confidence: 0.85 },
  'Transient/MessageTooLarge': { reason: 'message_too_large', confidence: 0.85 },
  'Transient/ContentRejected': { reason: 'spam_content', confidence: 0.7 },
  'Transient/AttachmentRejected': { reason: 'content_prohibited', confidence: 0.85 },
  'Transient/CustomTimeoutExceeded': { reason: 'message_expired', confidence: 0.9 },
};

/** By "bounceType/bounceSubType". */
export const sesBounces = (provider: string): Categories => categories(provider, bounces);

/** By `delayType`. */
export const sesDelays = categories('ses/delay', {
  InternalFailure: { reason: 'undetermined', confidence: 0.1 },
  General: { reason: 'undetermined', confidence: 0.1 },
  Undetermined: { reason: 'undetermined', confidence: 0.1 },
  MailboxFull: { reason: 'mailbox_full', confidence: 0.85 },
  SpamDetected: { reason: 'bad_reputation', confidence: 0.7 },
  RecipientServerError: { reason: 'receiver_temporary_failure', confidence: 0.7 },
  IPFailure: { reason: 'bad_reputation', confidence: 0.75 },
  TransientCommunicationFailure: { reason: 'connection_failure', confidence: 0.8 },
  BYOIPHostNameLookupUnavailable: { reason: 'missing_ptr', confidence: 0.7 },
  SendingDeferral: { reason: 'rate_limited', confidence: 0.6 },
});
