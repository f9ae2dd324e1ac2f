/**
 * The words of a notice, for the person who wrote the message: what happened, why, what to do. English; another language
 * is another value of `NoticeWords`. In braces: {subject} of the message in `subject` and `opening`; {recipient}, {host} that answered, {until} elsewhere.
 */
import type { Reason } from '../classify/taxonomy.ts';
import type { RecipientAction } from '../report/report.ts';

export interface Sentences {
  /** What happened, to complete "ann@example.org:". */
  readonly what: string;
  /** What the writer can do. */
  readonly advice: string;
}

export interface NoticeWords {
  /** Display name of the sender. */
  readonly sender: string;
  readonly subject: { readonly [A in RecipientAction]: string };
  readonly opening: { readonly [A in RecipientAction]: string };
  /** For the reasons not named here, `undetermined` speaks. */
  readonly reasons: { readonly [R in Reason]?: Sentences } & { readonly undetermined: Sentences };
  /** Stands for what and advice where nothing failed for good. */
  readonly outcome: { readonly [A in Exclude<RecipientAction, 'failed'>]: string };
  /** Stands before what {host} said ... */
  readonly answered: string;
  /** ... and before our own words, where it did not say anything, or was not even asked. */
  readonly unanswered: string;
  readonly retrying: string;
}

const typingError = 'Check the address for typing errors, or ask the recipient for the right one in another way.';
const notYou = 'This is not about the address. The people who run your mail system have to put it right.';
const tryLater = 'Nothing is wrong with the address. Send the message again later.';
const otherWay = 'Reach the recipient in another way and ask to be let through.';

const reasons: NoticeWords['reasons'] = {
  user_unknown: { what: 'There is no such mailbox.', advice: typingError },
  user_disabled: {
    what: 'The mailbox has been closed or is no longer used.',
    advice: 'Ask the recipient for another address.',
  },
  user_moved: { what: 'The recipient has moved to another address.', advice: 'Ask the recipient for the new address.' },
  bad_address_syntax: { what: 'The address is not written as an address must be.', advice: typingError },
  domain_not_found: { what: 'The part behind the @ does not exist.', advice: typingError },
  no_mx: { what: 'The domain behind the @ takes no mail.', advice: typingError },
  domain_not_accepting: { what: 'The receiving server takes no mail at all.', advice: typingError },
  message_expired: {
    what: 'The receiving server did not take the message in all the time we kept trying.',
    advice: tryLater,
  },
  dns_failure: { what: 'The receiving server could not be found for the time being.', advice: tryLater },
  connection_failure: { what: 'The receiving server could not be reached.', advice: tryLater },
  tls_failure: { what: 'No secure connection to the receiving server was possible.', advice: notYou },
  greylisted: { what: 'The receiving server asked to come back later.', advice: tryLater },
  receiver_temporary_failure: { what: 'The receiving server had a problem of its own.', advice: tryLater },
  receiver_storage_full: { what: 'The receiving server has no space left.', advice: tryLater },
  routing_loop: {
    what: 'The message went round in a circle between servers.',
    advice: 'Tell the recipient, whose mail system has to put it right.',
  },
  relay_denied: { what: 'The receiving server does not take mail for this domain.', advice: typingError },
  protocol_error: { what: 'The two servers did not understand one another.', advice: notYou },
  message_too_large: {
    what: 'The message is larger than the recipient may receive.',
    advice: 'Send it without attachments, or share large files by a link.',
  },
  mailer_error: {
    what: 'The receiving system could not put the message into the mailbox.',
    advice: 'Tell the recipient in another way.',
  },
  mailbox_full: {
    what: 'The mailbox is full.',
    advice: 'Tell the recipient in another way, and send the message again when there is space.',
  },
  mailbox_full_inactive: {
    what: 'The mailbox is full and seems to be abandoned.',
    advice: 'Ask the recipient for another address.',
  },
  rate_limited: { what: 'The receiving server takes only so much mail from us at a time.', advice: tryLater },
  recipient_rate_limited: { what: 'The mailbox gets more mail at present than it may.', advice: tryLater },
  too_many_recipients: {
    what: 'The message has more recipients than the receiving server allows.',
    advice: 'Send it to fewer recipients at a time.',
  },
  dnsbl_ip: { what: 'The receiving server refuses mail from our server, which is on a blocklist.', advice: notYou },
  dnsbl_domain: {
    what: 'The receiving server refuses the message because a domain or link in it is on a blocklist.',
    advice: 'Look at the links in your message; if they are all your own, tell the people who run your mail system.',
  },
  bad_reputation: { what: 'The receiving server does not trust mail from our server at present.', advice: notYou },
  spam_content: {
    what: 'The receiving server takes the message for spam.',
    advice: 'Write it in other words, with fewer links and without attachments.',
  },
  virus_content: {
    what: 'The receiving server found something dangerous in the message.',
    advice: 'Check your attachments and links, and your computer, before you send it again.',
  },
  content_prohibited: {
    what: 'The recipient does not take what the message contains, such as a kind of attachment.',
    advice: 'Send it without the attachment, or share the file by a link.',
  },
  malformed_message: {
    what: 'The message is not built as a message must be.',
    advice: 'Send it with another mail program, or tell the people who run your mail system.',
  },
  auth_spf: {
    what: 'Our server may not send mail for your domain, as far as the receiver can see (SPF).',
    advice: notYou,
  },
  auth_dkim: { what: 'The signature of the message is missing or wrong (DKIM).', advice: notYou },
  auth_dmarc: { what: 'The receiver could not verify that the message is from your domain (DMARC).', advice: notYou },
  auth_failed: { what: 'The receiver could not verify who sent the message.', advice: notYou },
  missing_ptr: { what: 'The name of our server is not set up as the receiver requires.', advice: notYou },
  bad_sender: { what: 'The receiver does not accept your sender address.', advice: notYou },
  policy_restriction: { what: 'A rule of the receiving server forbids the message.', advice: otherWay },
  recipient_restricted: { what: 'The recipient takes mail from certain senders only.', advice: otherWay },
  blocked_by_recipient: {
    what: 'The recipient does not wish to receive mail from you.',
    advice: 'Please respect that.',
  },
  authentication_required: { what: 'The receiving server asks us to sign in.', advice: notYou },
  blocked_unspecified: { what: 'The receiving server refused the message without saying why.', advice: otherWay },
  previously_suppressed: {
    what: 'Earlier mail to this address failed, so we did not send this one.',
    advice: typingError,
  },
  sender_account: { what: 'The account that sends your mail is limited at present.', advice: notYou },
  undetermined: { what: 'The message was refused.', advice: 'The answer below may say why.' },
};

export const english: NoticeWords = {
  sender: 'Mail Delivery System',
  subject: {
    failed: 'Undeliverable: {subject}',
    delayed: 'Delayed: {subject}',
    delivered: 'Delivered: {subject}',
    relayed: 'Sent on: {subject}',
    expanded: 'Delivered to a list: {subject}',
  },
  opening: {
    failed: 'Your message could not be delivered to everyone it was meant for.',
    delayed: 'Your message has not been delivered yet. You need not do anything.',
    delivered: 'Your message has been delivered.',
    relayed: 'Your message has been handed on to the next server.',
    expanded: 'Your message has been delivered to a mailing list.',
  },
  reasons,
  outcome: {
    delayed: 'Not delivered so far.',
    delivered: 'Delivered.',
    relayed: 'Handed on to a server that sends no notice of delivery. You will hear again only if something fails.',
    expanded: 'Delivered to a list and sent on to its members.',
  },
  answered: '{host} answered:',
  unanswered: 'What our server noted at {host}:',
  retrying: 'We keep trying until {until}.',
};

/** Puts the values in where the words leave room for them. */
export const fill = (words: string, values: Readonly<Record<string, string>>): string =>
  words.replace(/\{([a-z]+)\}/g, (_, name: string) => values[name] ?? '');
