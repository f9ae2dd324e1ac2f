/**
 * Outlook.com, Hotmail, Live and MSN: Microsoft's consumer mail. It shares the front door's replies with Microsoft 365;
 * its own are the tags of the postmaster page (RP, SC, DY, OU) and 5.5.0 for an unknown mailbox.
 */
import { microsoftSenderRules } from './microsoft-sender.ts';
import { microsoftStatusRules } from './microsoft-status.ts';
import type { Provider } from './rule.ts';

const postmaster = 'https://sendersupport.olc.protection.outlook.com/pm/troubleshooting';

export const outlook: Provider = {
  id: 'outlook',
  name: 'Outlook.com',
  mx: ['olc.protection.outlook.com', 'hotmail.com', 'live.com', 'msn.com'],
  rules: [
    {
      id: 'outlook/mailbox-unavailable',
      reason: 'user_unknown',
      pattern: 'requested action not taken: mailbox unavailable',
      mxOnly: true,
      source:
        'https://learn.microsoft.com/en-us/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online',
      examples: [
        '550 5.5.0 Requested action not taken: mailbox unavailable. [AM5EUR02FT019.eop-EUR02.prod.protection.outlook.com]',
      ],
    },
    {
      id: 'outlook/rate-by-reputation',
      reason: 'rate_limited',
      pattern: ['\\brp-00[123]\\b', 'mail server ip connecting to outlook\\.com server has exceeded'],
      meaning: 'Rate or connection limit; how much is allowed depends on the reputation of IP and domain.',
      source: postmaster,
      examples: [
        '421 RP-001 (AM5EUR02FT019) Unfortunately, some messages from 192.0.2.1 were not sent. Please try again.',
        '421 RP-003 The mail server IP connecting to Outlook.com server has exceeded the connection limit allowed.',
      ],
    },
    {
      id: 'outlook/dynamic-ip',
      reason: 'bad_reputation',
      pattern: ['\\bdy-00[12]\\b', 'do not accept email from dynamic ip'],
      source: postmaster,
      examples: [
        "550 DY-001 Mail rejected by Outlook.com for policy reasons. We generally do not accept email from dynamic IP's",
      ],
    },
    {
      id: 'outlook/listed',
      reason: 'dnsbl_ip',
      pattern: '\\bou-001\\b.* spamhaus',
      source: postmaster,
      examples: [
        '550 OU-001 Mail rejected by Outlook.com for policy reasons. For more information about this block and to request removal please go to: Spamhaus.',
      ],
    },
    {
      id: 'outlook/blocked',
      reason: 'bad_reputation',
      pattern: [
        '\\bsc-00[1234]\\b',
        '\\bou-00[12]\\b',
        'mail rejected by (outlook\\.com|windows live hotmail) for policy reasons',
      ],
      meaning: 'Content, namespace mining, open relay or complaints gave the IP a bad name with Microsoft.',
      source: postmaster,
      examples: [
        "550 SC-001 (AM5EUR02FT019) Unfortunately, messages from 192.0.2.1 weren't sent. Please contact your Internet service provider since part of their network is on our block list.",
        '550 OU-002 Mail rejected by Outlook.com for policy reasons. Reasons for rejection may be related to content with spam-like characteristics or IP/domain reputation.',
      ],
    },
    {
      id: 'outlook/too-many-errors',
      reason: 'rate_limited',
      pattern: ['too many connections from your ip', 'exceeded the (rate|connection) limit allowed'],
      mxOnly: true,
      source: postmaster,
      examples: ['421 Too many connections from your IP [192.0.2.1]'],
    },
    ...microsoftSenderRules('outlook'),
    {
      id: 'outlook/recipient-receive-limit',
      reason: 'recipient_rate_limited',
      pattern: ['recipient has exceeded their limit', 'recipient.s per hour message receive limit'],
      mxOnly: true,
      source: postmaster,
      examples: [
        '554 5.2.122 The recipient has exceeded their limit for the number of messages they can receive per hour.',
      ],
    },
    {
      id: 'outlook/mailbox-unavailable-status',
      reason: 'user_unknown',
      status: '5.5.0',
      code: '550',
      source: postmaster,
      examples: ['550 5.5.0 Sorry'],
    },
    ...microsoftStatusRules('outlook'),
  ],
};
