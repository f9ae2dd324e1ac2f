/**
 * What the SMTP stage and the bare reply code suggest when neither words nor an enhanced status say more: guesses, none
 * believed beyond one half (RFC 5321 §4.2.2 to §4.3.2, RFC 7504, RFC 4954, and codes that mail operators' lists use).
 */
import type { Reason } from './taxonomy.ts';
import type { Stage } from './verdict.ts';

export interface Guess {
  readonly reason: Reason;
  readonly confidence: number;
}

const guess = (reason: Reason, confidence: number): Guess => ({ reason, confidence });

const codes: Readonly<Record<number, Guess>> = {
  // 420 and 512 are no registered replies: operators' lists use them for a time-out and a host that was not found.
  420: guess('connection_failure', 0.5),
  421: guess('receiver_temporary_failure', 0.5),
  422: guess('mailbox_full', 0.4),
  430: guess('protocol_error', 0.4),
  431: guess('receiver_storage_full', 0.4),
  432: guess('authentication_required', 0.4),
  441: guess('connection_failure', 0.5),
  442: guess('connection_failure', 0.5),
  446: guess('routing_loop', 0.4),
  447: guess('message_expired', 0.4),
  449: guess('dns_failure', 0.3),
  450: guess('receiver_temporary_failure', 0.4),
  451: guess('receiver_temporary_failure', 0.5),
  452: guess('receiver_storage_full', 0.4),
  453: guess('receiver_temporary_failure', 0.4),
  454: guess('tls_failure', 0.4),
  455: guess('protocol_error', 0.4),
  458: guess('receiver_temporary_failure', 0.4),
  459: guess('receiver_temporary_failure', 0.4),
  471: guess('policy_restriction', 0.3),
  500: guess('protocol_error', 0.5),
  501: guess('protocol_error', 0.5),
  502: guess('protocol_error', 0.5),
  503: guess('protocol_error', 0.5),
  504: guess('protocol_error', 0.5),
  510: guess('bad_address_syntax', 0.4),
  511: guess('user_unknown', 0.4),
  512: guess('domain_not_found', 0.5),
  513: guess('bad_address_syntax', 0.4),
  515: guess('user_unknown', 0.3),
  521: guess('domain_not_accepting', 0.5),
  522: guess('mailbox_full', 0.4),
  // Encryption needed by RFC 5248, a size limit in operators' lists; the latter is what is seen.
  523: guess('message_too_large', 0.4),
  524: guess('tls_failure', 0.4),
  525: guess('user_disabled', 0.5),
  530: guess('authentication_required', 0.5),
  531: guess('mailbox_full', 0.3),
  533: guess('relay_denied', 0.3),
  534: guess('authentication_required', 0.5),
  535: guess('authentication_required', 0.5),
  538: guess('tls_failure', 0.5),
  541: guess('policy_restriction', 0.4),
  542: guess('policy_restriction', 0.4),
  543: guess('routing_loop', 0.3),
  546: guess('routing_loop', 0.4),
  547: guess('message_expired', 0.4),
  550: guess('user_unknown', 0.4),
  551: guess('user_moved', 0.5),
  552: guess('mailbox_full', 0.4),
  553: guess('bad_address_syntax', 0.4),
  554: guess('blocked_unspecified', 0.3),
  555: guess('protocol_error', 0.5),
  556: guess('no_mx', 0.5),
  571: guess('blocked_unspecified', 0.4),
};

const stages: Readonly<Partial<Record<Stage, Readonly<{ permanent: Guess; temporary: Guess }>>>> = {
  connect: { permanent: guess('blocked_unspecified', 0.5), temporary: guess('receiver_temporary_failure', 0.5) },
  ehlo: { permanent: guess('blocked_unspecified', 0.4), temporary: guess('receiver_temporary_failure', 0.4) },
  starttls: { permanent: guess('tls_failure', 0.5), temporary: guess('tls_failure', 0.5) },
  auth: { permanent: guess('authentication_required', 0.5), temporary: guess('receiver_temporary_failure', 0.4) },
  mail: { permanent: guess('bad_sender', 0.4), temporary: guess('receiver_temporary_failure', 0.4) },
  body: { permanent: guess('policy_restriction', 0.4), temporary: guess('receiver_temporary_failure', 0.4) },
};

/** What a reply with this code means for want of anything better; null when the code is not known. */
export const guessByCode = (code: number): Guess | null => codes[code] ?? null;

/** Codes whose own meaning is narrower than any stage's. */
const general = new Set([421, 450, 451, 452, 550, 551, 552, 553, 554, 571]);

/** What a general code such as 550 means at this stage; null when the stage does not narrow it. */
export function guessByStage(stage: Stage, code: number): Guess | null {
  if (!general.has(code)) return null;
  return stages[stage]?.[code >= 500 ? 'permanent' : 'temporary'] ?? null;
}
