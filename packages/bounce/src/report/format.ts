/**
 * A format reader knows how one kind of server writes its notices. One file each in `formats/`.
 */
import type { Stage } from '../classify/verdict.ts';
import type { Signature } from './formats/signature.ts';
import type { Mail } from './mail.ts';
import type { RecipientAction } from './report.ts';

export interface Draft {
  readonly recipients: readonly DraftRecipient[];
  /** Header block of the returned message, where the format shows where it begins. */
  readonly original?: string | undefined;
  /** Original-Envelope-Id (RFC 3464 §2.2.1). */
  readonly envelope_id?: string | null;
}

export interface DraftRecipient {
  readonly recipient: string | null;
  readonly original_recipient?: string | null;
  readonly action: RecipientAction;
  /** Status as the notice states it; a status inside `diagnostic` weighs more (RFC 3464 §2.3.4 is often ignored). */
  readonly status?: string | null;
  readonly diagnostic: string | null;
  readonly remote_mta?: string | null;
  /** The server gave up after retrying: the verdict is `message_expired`, the diagnostic tells the last transient cause. */
  readonly expired?: boolean;
  /** Where in the dialogue the reply came, where the notice says so. */
  readonly stage?: Stage | null;
}

export interface Format {
  readonly name: string;
  /**
   * Cheap: called for every mail that is no standard report.
   * @param borne the signatures of all formats that the mail bears
   */
  recognises(mail: Mail, borne: ReadonlySet<Signature>): boolean;
  /** Null when, looked at closely, it is not this format after all. */
  read(mail: Mail): Draft | null;
}
