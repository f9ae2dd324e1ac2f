/**
 * The 50 reasons: what can happen to a message, each with its category, its group, which rate it counts for,
 * what to do and whose fault it usually is. Data; everything else that speaks of reasons derives from this table.
 */

export type Category = 'non_existing_address' | 'undeliverable' | 'mailbox_full' | 'auto_reply' | 'blocked' | 'other';

/** Coarser than a reason, finer than a category: the line a health report groups by. */
export type Group =
  | 'no_such_user'
  | 'no_mx'
  | 'expired'
  | 'network_dns'
  | 'policy'
  | 'limit_exceeded'
  | 'mailbox_full'
  | 'none'
  | 'blocklist'
  | 'virus_spam'
  | 'authentication';

export type Action =
  | 'suppress'
  | 'count'
  | 'retry'
  | 'fix_configuration'
  | 'fix_content'
  | 'ignore'
  | 'review'
  | 'slow_down'
  | 'pause'
  | 'fix_authentication'
  | 'suppress_for_sender'
  | 'keep';

export type Fault = 'list' | 'sender' | 'receiver' | 'network' | 'unknown' | 'none';

/** Which rate it counts for: `hard` for the list, `soft` for the sender, `none` for neither. */
export type Bounce = 'hard' | 'soft' | 'none';

export interface ReasonEntry {
  readonly category: Category;
  readonly group: Group;
  readonly bounce: Bounce;
  readonly action: Action;
  readonly fault: readonly Fault[];
  readonly definition: string;
}

const table = {
  user_unknown: {
    category: 'non_existing_address',
    group: 'no_such_user',
    bounce: 'hard',
    action: 'suppress',
    fault: ['list'],
    definition: 'The mailbox does not exist.',
  },
  user_disabled: {
    category: 'non_existing_address',
    group: 'no_such_user',
    bounce: 'hard',
    action: 'suppress',
    fault: ['list'],
    definition: 'The mailbox exists but is disabled, suspended or abandoned.',
  },
  user_moved: {
    category: 'non_existing_address',
    group: 'no_such_user',
    bounce: 'hard',
    action: 'suppress',
    fault: ['list'],
    definition: 'The mailbox has moved and mail is not forwarded.',
  },
  bad_address_syntax: {
    category: 'non_existing_address',
    group: 'no_such_user',
    bounce: 'hard',
    action: 'suppress',
    fault: ['list'],
    definition: 'The address cannot be valid.',
  },
  domain_not_found: {
    category: 'non_existing_address',
    group: 'no_mx',
    bounce: 'hard',
    action: 'suppress',
    fault: ['list'],
    definition: 'The domain does not exist (NXDOMAIN, confirmed).',
  },
  no_mx: {
    category: 'non_existing_address',
    group: 'no_mx',
    bounce: 'hard',
    action: 'suppress',
    fault: ['list'],
    definition: 'The domain takes no mail: null MX, or neither MX nor address.',
  },
  message_expired: {
    category: 'undeliverable',
    group: 'expired',
    bounce: 'hard',
    action: 'count',
    fault: ['receiver', 'network'],
    definition:
      'The outgoing server gave up after its last retry. Keeps the reason of the last temporary reply beside it.',
  },
  dns_failure: {
    category: 'undeliverable',
    group: 'network_dns',
    bounce: 'soft',
    action: 'retry',
    fault: ['network'],
    definition: 'Temporary DNS failure.',
  },
  connection_failure: {
    category: 'undeliverable',
    group: 'network_dns',
    bounce: 'soft',
    action: 'retry',
    fault: ['network'],
    definition: 'Refused, timed out or lost connection.',
  },
  tls_failure: {
    category: 'undeliverable',
    group: 'network_dns',
    bounce: 'soft',
    action: 'fix_configuration',
    fault: ['sender', 'receiver'],
    definition: 'STARTTLS, DANE, MTA-STS or REQUIRETLS failed.',
  },
  greylisted: {
    category: 'undeliverable',
    group: 'policy',
    bounce: 'soft',
    action: 'retry',
    fault: ['receiver'],
    definition: 'Asked to come back later.',
  },
  receiver_temporary_failure: {
    category: 'undeliverable',
    group: 'network_dns',
    bounce: 'soft',
    action: 'retry',
    fault: ['receiver'],
    definition: 'The receiver is busy or broken for now.',
  },
  receiver_storage_full: {
    category: 'undeliverable',
    group: 'network_dns',
    bounce: 'soft',
    action: 'retry',
    fault: ['receiver'],
    definition: 'The receiving system (not the mailbox) is out of storage.',
  },
  routing_loop: {
    category: 'undeliverable',
    group: 'network_dns',
    bounce: 'soft',
    action: 'count',
    fault: ['receiver'],
    definition: 'Mail loop or hop count exceeded.',
  },
  relay_denied: {
    category: 'undeliverable',
    group: 'network_dns',
    bounce: 'soft',
    action: 'count',
    fault: ['receiver'],
    definition: 'The host is not responsible for the domain.',
  },
  domain_not_accepting: {
    category: 'undeliverable',
    group: 'no_mx',
    bounce: 'hard',
    action: 'count',
    fault: ['receiver'],
    definition: 'The host says it accepts no mail at all.',
  },
  protocol_error: {
    category: 'undeliverable',
    group: 'network_dns',
    bounce: 'soft',
    action: 'fix_configuration',
    fault: ['sender'],
    definition: 'Syntax or sequence error in the dialogue.',
  },
  message_too_large: {
    category: 'undeliverable',
    group: 'limit_exceeded',
    bounce: 'soft',
    action: 'fix_content',
    fault: ['sender'],
    definition: 'Message, header or attachment over a size limit.',
  },
  mailer_error: {
    category: 'undeliverable',
    group: 'network_dns',
    bounce: 'soft',
    action: 'count',
    fault: ['receiver'],
    definition: 'A local delivery program or list expansion failed.',
  },
  mailbox_full: {
    category: 'mailbox_full',
    group: 'mailbox_full',
    bounce: 'soft',
    action: 'count',
    fault: ['list'],
    definition: 'Over quota.',
  },
  mailbox_full_inactive: {
    category: 'mailbox_full',
    group: 'no_such_user',
    bounce: 'hard',
    action: 'suppress',
    fault: ['list'],
    definition: 'Over quota for so long that the provider calls the mailbox inactive.',
  },
  out_of_office: {
    category: 'auto_reply',
    group: 'none',
    bounce: 'none',
    action: 'ignore',
    fault: ['none'],
    definition: 'Vacation or absence notice (keep its return date and stand-in address where it names them).',
  },
  auto_acknowledgement: {
    category: 'auto_reply',
    group: 'none',
    bounce: 'none',
    action: 'ignore',
    fault: ['none'],
    definition: 'Ticket opened, message received, and the like.',
  },
  challenge_response: {
    category: 'auto_reply',
    group: 'none',
    bounce: 'none',
    action: 'ignore',
    fault: ['none'],
    definition: 'A challenge that asks the sender to prove itself.',
  },
  departed: {
    category: 'auto_reply',
    group: 'none',
    bounce: 'none',
    action: 'review',
    fault: ['list'],
    definition: 'An automatic reply that says the person has left or the address will close.',
  },
  rate_limited: {
    category: 'blocked',
    group: 'limit_exceeded',
    bounce: 'soft',
    action: 'slow_down',
    fault: ['sender'],
    definition: 'Too many messages or connections from this sender.',
  },
  recipient_rate_limited: {
    category: 'blocked',
    group: 'limit_exceeded',
    bounce: 'soft',
    action: 'retry',
    fault: ['receiver'],
    definition: 'This mailbox gets too much mail.',
  },
  too_many_recipients: {
    category: 'blocked',
    group: 'limit_exceeded',
    bounce: 'soft',
    action: 'slow_down',
    fault: ['sender'],
    definition: 'Too many recipients in one message.',
  },
  dnsbl_ip: {
    category: 'blocked',
    group: 'blocklist',
    bounce: 'soft',
    action: 'pause',
    fault: ['sender'],
    definition: 'The sending IP is on a public blocklist.',
  },
  dnsbl_domain: {
    category: 'blocked',
    group: 'blocklist',
    bounce: 'soft',
    action: 'pause',
    fault: ['sender'],
    definition: 'A domain or URL is on a public blocklist.',
  },
  bad_reputation: {
    category: 'blocked',
    group: 'virus_spam',
    bounce: 'soft',
    action: 'pause',
    fault: ['sender'],
    definition: "The provider's own reputation system refuses the sender.",
  },
  spam_content: {
    category: 'blocked',
    group: 'virus_spam',
    bounce: 'soft',
    action: 'fix_content',
    fault: ['sender'],
    definition: 'The message was judged spam.',
  },
  virus_content: {
    category: 'blocked',
    group: 'virus_spam',
    bounce: 'soft',
    action: 'pause',
    fault: ['sender'],
    definition: 'Malware or phishing was found.',
  },
  content_prohibited: {
    category: 'blocked',
    group: 'policy',
    bounce: 'soft',
    action: 'fix_content',
    fault: ['sender'],
    definition: 'Forbidden attachment, word or file type.',
  },
  malformed_message: {
    category: 'blocked',
    group: 'policy',
    bounce: 'soft',
    action: 'fix_content',
    fault: ['sender'],
    definition: 'Violates RFC 5322 or MIME.',
  },
  auth_spf: {
    category: 'blocked',
    group: 'authentication',
    bounce: 'soft',
    action: 'fix_authentication',
    fault: ['sender'],
    definition: 'SPF failed.',
  },
  auth_dkim: {
    category: 'blocked',
    group: 'authentication',
    bounce: 'soft',
    action: 'fix_authentication',
    fault: ['sender'],
    definition: 'DKIM failed.',
  },
  auth_dmarc: {
    category: 'blocked',
    group: 'authentication',
    bounce: 'soft',
    action: 'fix_authentication',
    fault: ['sender'],
    definition: 'DMARC failed.',
  },
  auth_failed: {
    category: 'blocked',
    group: 'authentication',
    bounce: 'soft',
    action: 'fix_authentication',
    fault: ['sender'],
    definition: 'Sender authentication failed, which one is not said.',
  },
  missing_ptr: {
    category: 'blocked',
    group: 'network_dns',
    bounce: 'soft',
    action: 'fix_authentication',
    fault: ['sender'],
    definition: 'No or bad reverse DNS or HELO name.',
  },
  bad_sender: {
    category: 'blocked',
    group: 'policy',
    bounce: 'soft',
    action: 'fix_authentication',
    fault: ['sender'],
    definition: 'The envelope or header sender is unusable.',
  },
  policy_restriction: {
    category: 'blocked',
    group: 'policy',
    bounce: 'soft',
    action: 'pause',
    fault: ['sender', 'receiver'],
    definition: 'A local policy without more detail.',
  },
  recipient_restricted: {
    category: 'blocked',
    group: 'policy',
    bounce: 'soft',
    action: 'count',
    fault: ['receiver'],
    definition: 'The recipient takes mail from some senders only.',
  },
  blocked_by_recipient: {
    category: 'blocked',
    group: 'policy',
    bounce: 'soft',
    action: 'suppress_for_sender',
    fault: ['sender'],
    definition: 'The recipient or its administrator blocked this sender.',
  },
  authentication_required: {
    category: 'blocked',
    group: 'policy',
    bounce: 'soft',
    action: 'fix_configuration',
    fault: ['sender'],
    definition: 'The server wants SMTP AUTH.',
  },
  blocked_unspecified: {
    category: 'blocked',
    group: 'policy',
    bounce: 'soft',
    action: 'pause',
    fault: ['sender'],
    definition: 'Blocked, no reason given.',
  },
  complaint: {
    category: 'other',
    group: 'none',
    bounce: 'none',
    action: 'suppress',
    fault: ['sender'],
    definition: 'The recipient reported the message as spam (ARF).',
  },
  previously_suppressed: {
    category: 'other',
    group: 'no_such_user',
    bounce: 'hard',
    action: 'keep',
    fault: ['list'],
    definition: "A provider's or our own suppression list refused it.",
  },
  sender_account: {
    category: 'other',
    group: 'policy',
    bounce: 'soft',
    action: 'pause',
    fault: ['sender'],
    definition: 'The sending account itself is limited or disabled.',
  },
  undetermined: {
    category: 'other',
    group: 'none',
    bounce: 'soft',
    action: 'count',
    fault: ['unknown'],
    definition: 'Nothing known says why.',
  },
} as const satisfies Record<string, ReasonEntry>;

export type Reason = keyof typeof table;

export const taxonomy: Readonly<Record<Reason, ReasonEntry>> = table;

export const reasons = Object.keys(table) as readonly Reason[];

export const isReason = (word: string): word is Reason => Object.hasOwn(table, word);
