/**
 * Cox. The cause stands after "AUP#". In IPBLabcd the switches are: d Spamhaus ZEN, c Return Path, b Invaluement, a Cloudmark
 * CSI. Cox's mailboxes moved to Yahoo in 2024; the MX (cloudfilter.net) also filters for others.
 */
import type { Provider } from './rule.ts';

const errors = 'https://www.cox.com/residential/support/email-error-codes.html';

export const cox: Provider = {
  id: 'cox',
  name: 'Cox',
  mx: ['cox.net', 'cxr.mx.a.cloudfilter.net'],
  rules: [
    {
      id: 'cox/dnsbl',
      reason: 'dnsbl_ip',
      pattern: 'aup#ipbl[01]+',
      source: errors,
      examples: [
        '554 cxr.mx.a.cloudfilter.net cox 192.0.2.1 blocked. Refer to Error Codes section for more information. AUP#IPBL0001',
      ],
    },
    {
      id: 'cox/url-blocklist',
      reason: 'dnsbl_domain',
      pattern: 'aup#urlbl[01]+',
      source: errors,
      examples: ['554 5.7.1 message rejected. Refer to Error Codes section for more information. AUP#URLBL011'],
    },
    {
      id: 'cox/blocked',
      reason: 'bad_reputation',
      pattern: ['aup#(cxbl|cdrbl)', 'cox too many bad commands from', 'cox.* too many invalid recipients'],
      source: errors,
      examples: [
        '550 5.1.0 <bounces@example.com> sender rejected. Refer to Error Codes section at https://www.cox.com/residential/support/email-error-codes.html for more information. AUP#CDRBL',
        '421 cox Too many bad commands from 192.0.2.1',
      ],
    },
    {
      id: 'cox/reverse-dns',
      reason: 'missing_ptr',
      pattern: ['aup#cxdns', 'cox .*dns check failure - try again later', 'rejected - no rdns'],
      source: errors,
      examples: [
        '554 cxr.mx.a.cloudfilter.net cox 192.0.2.1 rejected. AUP#CXDNS',
        '554 ERROR: Mail Refused - 192.0.2.1 rejected - no rDNS',
      ],
    },
    {
      id: 'cox/sender-authentication',
      reason: 'auth_failed',
      pattern: 'aup#cxsndr',
      meaning: "The message failed the sender domain's SPF, DKIM or DMARC policy.",
      source: errors,
      examples: ['550 5.1.0 sender rejected. AUP#CXSNDR'],
    },
    {
      id: 'cox/protocol',
      reason: 'protocol_error',
      pattern: ['aup#cxsmtp', 'esmtp no data before greeting'],
      source: errors,
      examples: ['554 cox 192.0.2.1 rejected. AUP#CXSMTP', '554 cox ESMTP no data before greeting'],
    },
    {
      id: 'cox/rate',
      reason: 'rate_limited',
      pattern: ['aup#(cxcnct|cxmxrt)', 'cox too many sessions from', 'message threshold exceeded'],
      final: false,
      source: errors,
      examples: [
        '421 cxr.mx.a.cloudfilter.net cox 192.0.2.1 too many connections. AUP#CXCNCT',
        '452 Message threshold exceeded',
      ],
    },
    {
      id: 'cox/suspicious-account',
      reason: 'sender_account',
      pattern: 'aup#(cxthrt|cxmj)',
      source: errors,
      examples: ['550 5.7.1 Email sending limited due to suspicious account activity. AUP#CXTHRT'],
    },
    {
      id: 'cox/attachment',
      reason: 'content_prohibited',
      pattern: 'attachment extension is forbidden',
      source: errors,
      examples: ['552 attachment extension is forbidden'],
    },
    {
      id: 'cox/unavailable',
      reason: 'receiver_temporary_failure',
      pattern: ['esmtp server temporarily not available', 'cox esmtp .*not available'],
      source: errors,
      examples: ['421 cox ESMTP server temporarily not available'],
    },
    {
      id: 'cox/recipient-rejected',
      reason: 'user_unknown',
      pattern: 'recipient rejected\\.?$',
      mxOnly: true,
      source: errors,
      examples: ['550 5.1.1 <user@example.org> recipient rejected'],
    },
    {
      id: 'cox/sender-rejected',
      reason: 'bad_sender',
      pattern: 'sender rejected',
      mxOnly: true,
      source: errors,
      examples: ['550 5.1.0 <bounces@example.com> sender rejected'],
    },
  ],
};
