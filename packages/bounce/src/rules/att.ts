/** AT&T (att.net, sbcglobal.net, bellsouth.net, prodigy.net…) on its own servers; since 2025 its MX is Yahoo's. */
import type { Provider } from './rule.ts';

const manual = 'https://smtpfieldmanual.com/provider/att';
const summary = 'http://rbl.att.net/block_enduser.html';

export const att: Provider = {
  id: 'att',
  name: 'AT&T',
  mx: ['att.net', 'prodigy.net', 'sbcglobal.net', 'bellsouth.net', 'att-mail.com'],
  rules: [
    {
      id: 'att/no-such-user',
      reason: 'user_unknown',
      pattern: ['addressee unknown, relay=', 'blank mailhost - invalid address'],
      source: manual,
      examples: [
        '550 5.2.1 <user@example.org>... Addressee unknown, relay=[192.0.2.1]',
        '550 5.2.1 <user@example.org>... blank mailhost - invalid address, relay=[192.0.2.1]',
      ],
    },
    {
      id: 'att/suspended',
      reason: 'user_disabled',
      pattern: '\\[suspend\\] mailbox currently suspended',
      source: summary,
      examples: ['550 [SUSPEND] Mailbox currently suspended - Please contact correspondent directly'],
    },
    {
      id: 'att/blocklist',
      reason: 'dnsbl_ip',
      pattern: [
        'dnsbl:(att)?rbl 521',
        '521 ?< ?[^ >]+ ?>_?is_?.?blocked',
        'abuse_rbl@abuse-att\\.net',
        'blocked by ivmsip',
      ],
      source: summary,
      examples: [
        '553 5.3.0 flpd599 DNSBL:RBL 521< 192.0.2.1 >_is_blocked.For assistance forward this error to abuse_rbl@abuse-att.net',
      ],
    },
    {
      id: 'att/blocked',
      reason: 'bad_reputation',
      pattern: [
        'blocked by ldap:ou=rblmx',
        'ldap:ou=rbl.{0,20}dc=',
        'blocked for abuse\\. see http://(att|rbl\\.att|www\\.att)\\.net',
      ],
      source: summary,
      examples: [
        '550 192.0.2.1 blocked by ldap:ou=rblmx,dc=bellsouth,dc=net Error - Blocked for abuse. See http://att.net/blocks',
      ],
    },
    {
      id: 'att/reverse-dns',
      reason: 'missing_ptr',
      pattern: [
        'connections not accepted from servers without a valid sender domain',
        'connections not accepted from servers without a valid sender.* fix reverse dns',
        'failure in (ip )?(reverse )?dns look-?up',
      ],
      source: manual,
      examples: [
        '550 5.7.1 Connections not accepted from servers without a valid sender domain. Fix reverse DNS for 192.0.2.1',
      ],
    },
    {
      id: 'att/sender-domain',
      reason: 'bad_sender',
      pattern: [
        '\\[permfail\\] .{0,40}requires valid sender domain',
        'unauthorized interface for',
        'from: address not verified',
      ],
      source: summary,
      examples: ['550 [PERMFAIL] bellsouth.net requires valid sender domain'],
    },
    {
      id: 'att/mms-content',
      reason: 'policy_restriction',
      pattern: 'sender rejected aup',
      source: 'seen on the wire',
      examples: ['552 5.2.0 sender rejected AUP#CNCT'],
    },
    {
      id: 'att/busy',
      reason: 'rate_limited',
      pattern: '450 busy ?-+ ?please try again later',
      source: summary,
      examples: ['450 busy - please try again later'],
    },
  ],
};
