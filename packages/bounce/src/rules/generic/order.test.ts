/** What the order of the general rules is there for: replies whose words, or whose status, would suggest something else. */
import { expect, test } from 'vitest';
import { explain } from '../../classify/classify.ts';

test.each([
  ['550 5.1.1 recipient overquota', 'mailbox_full'],
  ['550 5.2.1 Mailbox unavailable. Your IP address 192.0.2.7 is blacklisted', 'dnsbl_ip'],
  ['550 Connection frequency limited', 'rate_limited'],
  ['550 5.7.1 No such user', 'user_unknown'],
  ['452 4.3.1 Insufficient system storage', 'receiver_storage_full'],
  ['452 4.2.2 Mailbox full', 'mailbox_full'],
  ['450 Requested mail action not taken: mailbox unavailable', 'receiver_temporary_failure'],
  ['550 Requested action not taken: mailbox unavailable', 'user_unknown'],
  ['550 <a@mail.example.org>: Sender address rejected: User unknown in virtual mailbox table', 'bad_sender'],
  ['550 5.7.1 <a@example.org>: Relay access denied; user unknown', 'relay_denied'],
  ['550 5.7.1 <a@example.org>... Relaying denied. IP name lookup failed [192.0.2.7]', 'relay_denied'],
  ['554 5.7.1 Message contains a URL listed by dbl.spamhaus.org', 'dnsbl_domain'],
  ['554 5.7.1 <mx.example.org>: Helo command rejected: Host not found', 'missing_ptr'],
  ['550 5.7.1 Rejected for policy reasons: SPF check failed', 'auth_spf'],
  [
    'Host or domain name not found. Name service error for name=example.org type=MX: Host not found',
    'domain_not_found',
  ],
  ['Name service error for name=example.org type=MX: Host not found, try again', 'dns_failure'],
  ['mail for example.org loops back to myself', 'routing_loop'],
  [
    "Sorry, I wasn't able to establish an SMTP connection. (#4.4.1) I'm not going to try again; this message has been in the queue too long.",
    'message_expired',
  ],
  ['552 Message rejected for spam or virus content', 'spam_content'],
  ['550 5.2.1 Mailbox disabled, not accepting messages', 'user_disabled'],
  ['550 5.1.7 Sender domain not found in DNS', 'bad_sender'],
  ['554 5.7.1 <a@mail.example.org>: Sender address rejected: Blocked by this recipient', 'blocked_by_recipient'],
  ['550 Unrouteable address', 'user_unknown'],
  ['Unrouteable address', 'domain_not_found'],
  ['554 too many hops, this message is looping (#5.4.6)', 'routing_loop'],
  ['550 Recipient limit exceeded', 'too_many_recipients'],
  ['552 Max message size exceeded', 'message_too_large'],
  ['550 5.7.1 Requested action not taken: mailbox not available', 'user_unknown'],
  ['550 a@example.org is not an active address at this host', 'user_unknown'],
  ['550 Your host is not allowed to connect to this server', 'bad_reputation'],
  ['451 Operating system error. Warning: message still undelivered after 4 hours', 'mailer_error'],
  ['550 5.7.1 mail from 192.0.2.7 rejected for spam/virus content', 'spam_content'],
  ['550 5.7.1 Your HELO cannot be resolved. See http://antispam.example.org/', 'missing_ptr'],
  ['554 5.7.1 User a should log in to enable receiving the mail', 'user_disabled'],
  [
    '554 5.7.1 The recipient definitively does not want your mail. We may feed it to a spam list.',
    'blocked_by_recipient',
  ],
  ['550 5.7.0 Sorry. Your IP is in the open relay data base list.', 'dnsbl_ip'],
  ['550 5.7.1 Sender blocked due to poor reputation', 'bad_reputation'],
  ['550 5.7.1 Sender blocked by recipient', 'blocked_by_recipient'],
  ['550 5.7.1 Service unavailable; client host rejected by policy', 'policy_restriction'],
  ['554 5.7.1 Service unavailable; Client host rejected by policy, listed at zen.spamhaus.org', 'dnsbl_ip'],
  [
    '450 4.7.651 The mail server [192.0.2.7] has been temporarily rate limited due to IP reputation. (S3114)',
    'rate_limited',
  ],
])('%s is %s', (reply, reason) => {
  expect(explain(reply).reason).toBe(reason);
});
