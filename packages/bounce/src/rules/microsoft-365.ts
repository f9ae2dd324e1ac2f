/**
 * Microsoft 365 (Exchange Online): the front door's replies and Microsoft's own meanings of enhanced statuses.
 * It reuses registered statuses with other meanings: 5.1.10 and 5.4.1 both say that the recipient does not exist.
 */
import { microsoftSenderRules } from './microsoft-sender.ts';
import { microsoftStatusRules } from './microsoft-status.ts';
import type { Provider } from './rule.ts';

const ndr =
  'https://learn.microsoft.com/en-us/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online';

export const microsoft365: Provider = {
  id: 'microsoft-365',
  name: 'Microsoft 365',
  mx: [
    'mail.protection.outlook.com',
    'mx.microsoft',
    'mail.eo.outlook.com',
    'mail.protection.office365.us',
    'mail.protection.partner.outlook.cn',
    'mail.messaging.microsoft.com',
  ],
  rules: [
    {
      id: 'microsoft-365/no-such-recipient',
      reason: 'user_unknown',
      pattern: [
        'recipient address(es)? rejected ?: ?access denied',
        'not found by smtp address lookup',
        'remote server returned unknown recipient or mailbox unavailable',
      ],
      status: ['5.4.1', '5.1.1', '5.1.4', '5.1.10', '5.1.351', '5.7.504'],
      meaning: 'Directory-based edge blocking: the tenant has no such recipient.',
      source: ndr,
      examples: [
        '550 5.4.1 [user@example.org]: Recipient address rejected: Access denied. AS(201806281) [AM5EUR02FT019.eop-EUR02.prod.protection.outlook.com]',
        '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient user@example.org not found by SMTP address lookup',
        '550 5.4.1 All recipient addresses rejected : Access denied [AM5EUR02FT019.eop-EUR02.prod.protection.outlook.com]',
      ],
    },
    {
      id: 'microsoft-365/recipient-not-found',
      reason: 'user_unknown',
      pattern: 'recipient .{0,80}not found',
      status: '5.1.10',
      meaning:
        'Elsewhere 5.1.10 says that the domain has a null MX; with these words it is the mailbox that is missing.',
      source: ndr,
      examples: ['550 5.1.10 Recipient not found'],
    },
    {
      id: 'microsoft-365/mailbox-unavailable',
      reason: 'user_unknown',
      pattern: [
        'mailbox unavailable ?\\(s2017062302\\)',
        'requested action not taken: mailbox unavailable.*protection\\.outlook\\.com',
      ],
      source: ndr,
      examples: [
        '550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302). [AM5EUR02FT019.eop-EUR02.prod.protection.outlook.com]',
      ],
    },
    {
      id: 'microsoft-365/banned-recipient',
      reason: 'user_disabled',
      pattern: 'access denied, banned recipient',
      source: ndr,
      examples: ['550 5.7.505 Access denied, banned recipient. AS(505)'],
    },
    {
      id: 'microsoft-365/tenant-without-mail',
      reason: 'domain_not_accepting',
      pattern: 'hosted tenant which has no mail-enabled subscriptions',
      meaning: "The domain's MX points at a tenant that has no mailboxes.",
      source: ndr,
      examples: [
        '451 4.4.4 Mail received as unauthenticated, incoming to a recipient domain configured in a hosted tenant which has no mail-enabled subscriptions. ATTR5',
      ],
    },
    {
      id: 'microsoft-365/wrong-tenant',
      reason: 'relay_denied',
      pattern: ['tenantattribution; ?relay access denied', 'tenantattribution;'],
      meaning: 'The domain is not, or no longer, accepted by this tenant, or the connector does not match.',
      source: ndr,
      examples: [
        '550 5.7.64 TenantAttribution; Relay Access Denied [AM5EUR02FT019.eop-EUR02.prod.protection.outlook.com]',
      ],
    },
    {
      id: 'microsoft-365/relay',
      reason: 'relay_denied',
      pattern: ['relay access denied', 'unable to relay'],
      status: ['5.4.1', '5.7.1', '5.7.64'],
      mxOnly: true,
      source: ndr,
      examples: ['550 5.4.1 Relay Access Denied [AM5EUR02FT019.eop-EUR02.prod.protection.outlook.com]'],
    },
    {
      id: 'microsoft-365/sender-to-recipient-limit',
      reason: 'rate_limited',
      pattern: [
        'sender has exceeded the limit for the number of messages they can send to this recipient',
        'recipient.s per hour message receive limit from (a )?specific sender',
      ],
      final: false,
      source: ndr,
      examples: [
        '554 5.2.121 The sender has exceeded the limit for the number of messages they can send to this recipient per hour.',
      ],
    },
    {
      id: 'microsoft-365/recipient-receive-limit',
      reason: 'recipient_rate_limited',
      pattern: [
        'recipient.s per hour message receive limit',
        'recipient has exceeded their limit for the number of messages they can receive',
        'recipient thread limit exceeded',
        'organization queue quota exceeded',
      ],
      final: false,
      source: ndr,
      examples: [
        '554 5.2.122 The recipient has exceeded their limit for the number of messages they can receive per hour. For more information go to http://go.microsoft.com/fwlink/?LinkId=526653.',
        '432 4.3.2 STOREDRV.Deliver; recipient thread limit exceeded',
        '450 4.7.3 Organization queue quota exceeded. [AM5EUR02FT019.eop-EUR02.prod.protection.outlook.com]',
      ],
    },
    {
      id: 'microsoft-365/members-only',
      reason: 'recipient_restricted',
      pattern: [
        'sender (was )?not authenticated (by organization|for (group|mailbox|public folder))',
        'sender not in allowed-senders list',
        'recipient only accepts messages from people in their organization',
        'restrictdomainsto(ipaddresses|certificate)',
      ],
      source: ndr,
      examples: [
        '550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; Sender not authenticated for group',
        '550 5.7.124 Sender not in allowed-senders list',
        '550 5.7.51 TenantInboundAttribution; There is a partner connector configured that matched the message recipient domain. The connector had either the RestrictDomainsToIPAddresses or RestrictDomainsToCertificate set',
      ],
    },
    {
      id: 'microsoft-365/sender-not-authenticated',
      reason: 'recipient_restricted',
      pattern: 'sender was not authenticated',
      status: ['5.7.12', '5.7.13', '5.7.133-136'],
      source: ndr,
      examples: ['550 5.7.136 Sender was not authenticated'],
    },
    {
      id: 'microsoft-365/blocked-by-tenant',
      reason: 'blocked_by_recipient',
      pattern: [
        'using customer block ?list',
        'access denied, rejected by recipient',
        'recipient.s organization.* blocked .*sender',
      ],
      meaning: "The recipient's organization put the sender on its own block list.",
      source: ndr,
      examples: [
        '550 5.7.513 Service unavailable, Client host [192.0.2.1] blocked by example.org using Customer Block list (AS16012607)',
        '550 5.7.507 Access denied, rejected by recipient',
      ],
    },
    {
      id: 'microsoft-365/no-ipv6',
      reason: 'policy_restriction',
      pattern: ['does not accept e?mail over ipv6', '] .{8,50} ipv6'],
      source: ndr,
      examples: ['550 5.7.510 Access denied, [example.org] does not accept email over IPv6'],
    },
    {
      id: 'microsoft-365/external-forwarding',
      reason: 'policy_restriction',
      pattern: [
        'organization does not allow external forwarding',
        'organization.s tenant recipient block policy',
        'journaling on-premises messages',
      ],
      source: ndr,
      examples: [
        '550 5.7.520 Access denied, Your organization does not allow external forwarding. Please contact your administrator for further assistance. AS(7555)',
        '550 5.3.190 Journaling on-premises messages to Microsoft 365 or Office 365 not supported when Journaling Archive is disabled.',
      ],
    },
    {
      id: 'microsoft-365/mta-sts-dane',
      reason: 'tls_failure',
      pattern: [
        'failed mta-sts validation',
        'starttls-not-supported:',
        'certificate-expired:',
        'tlsa-invalid:',
        'dnssec-invalid:',
        'certificate-host-mismatch:',
        'starttls is required to send mail',
        'remote certificate must have a subject alternative name',
      ],
      source: ndr,
      examples: [
        '550 5.4.8 MX hosts of example.org failed MTA-STS validation',
        '450 4.7.323 tlsa-invalid: The domain failed DANE validation',
        '550 5.4.317 Message expired, cannot connect to remote server(451 5.7.3 STARTTLS is required to send mail)',
      ],
    },
    ...microsoftSenderRules('microsoft-365'),
    {
      id: 'microsoft-365/dns-query-failed',
      reason: 'dns_failure',
      pattern: ['dns query failed ?[(\\[]', 'dns query failed.* (infonorecords|errorretry|errortimeout)'],
      source: ndr,
      examples: [
        '550 5.4.312 Message expired, DNS query failed(ErrorRetry)',
        '450 4.4.312 DNS query failed [Message=InfoNoRecords]',
      ],
    },
    {
      id: 'microsoft-365/dns-query-failed-status',
      reason: 'dns_failure',
      pattern: 'dns query failed',
      status: ['4.4.312', '5.4.312'],
      source: ndr,
      examples: ['450 4.4.312 DNS query failed'],
    },
    {
      id: 'microsoft-365/next-hop-unreachable',
      reason: 'connection_failure',
      pattern: ['connection refused', 'connection timed out', 'connection was closed abruptly', 'failed to connect'],
      status: '4.4.300-319',
      source: ndr,
      examples: ['450 4.4.316 Connection refused [Message=Socket error code 10061]'],
    },
    {
      id: 'microsoft-365/dns-domain-missing',
      reason: 'domain_not_found',
      pattern: 'dns domain .* does not exist',
      source: ndr,
      examples: ['550 5.4.310 DNS domain example.invalid does not exist [Message=InfoDomainNonexistent]'],
    },
    {
      id: 'microsoft-365/expired',
      reason: 'message_expired',
      pattern: ['5\\.4\\.3\\d\\d message expired', 'message expired, (connection|cannot connect)'],
      source: ndr,
      examples: [
        '550 5.4.316 Message expired, connection refused(Socket error code 10061)',
        '550 5.4.300 Message expired -> 421 4.3.2 Service not available',
      ],
    },
    {
      id: 'microsoft-365/busy',
      reason: 'receiver_temporary_failure',
      pattern: [
        'temporary server error. please try again later.? (attr|prx)',
        'message failed to be replicated',
        'pfa agent busy',
        'temporary server error.* nexthop:',
        'suspiciousremoteservererror',
      ],
      source: 'seen on the wire',
      examples: [
        '451 4.7.0 Temporary server error. Please try again later. PRX4 NextHop: AM5EUR02FT019.eop-EUR02.prod.protection.outlook.com',
        '451 4.4.28 Message failed to be replicated: System.Net.Http.HttpRequestException',
      ],
    },
    {
      id: 'microsoft-365/resources',
      reason: 'receiver_storage_full',
      pattern: 'insufficient system resources',
      source: ndr,
      examples: [
        '452 4.3.1 Insufficient system resources (TSTE) [AM5EUR02FT019.eop-EUR02.prod.protection.outlook.com]',
      ],
    },
    {
      id: 'microsoft-365/looping',
      reason: 'routing_loop',
      pattern: [
        'hop count exceeded - possible mail loop',
        'agent generated message depth exceeded',
        'routing loop detected',
      ],
      status: ['5.4.6', '5.4.11', '5.4.12', '5.4.14'],
      source: ndr,
      examples: [
        '554 5.4.14 Hop count exceeded - possible mail loop ATTR34 [AM5EUR02FT019.eop-EUR02.prod.protection.outlook.com]',
      ],
    },
    {
      id: 'microsoft-365/nested-attachments',
      reason: 'content_prohibited',
      pattern: 'policy violation detected \\(as345\\)',
      meaning: 'Attachments nested too deep to be scanned.',
      source: ndr,
      examples: ['550 5.0.350 Requested action not taken: policy violation detected (AS345)'],
    },
    {
      id: 'microsoft-365/rich-text-header',
      reason: 'message_too_large',
      pattern: 'x-dg-ref header is too long',
      source: ndr,
      examples: ['550 5.0.350 x-dg-ref header is too long'],
    },
    {
      id: 'microsoft-365/mail-flow-rule',
      reason: 'policy_restriction',
      pattern: 'delivery not authorized',
      status: '5.7.900-999',
      meaning: "A mail flow rule of the recipient's organization.",
      source: ndr,
      examples: ['550 5.7.944 Delivery not authorized, message refused'],
    },
    {
      id: 'microsoft-365/not-allowed-to-send',
      reason: 'recipient_restricted',
      pattern: 'delivery not authorized',
      mxOnly: true,
      source: ndr,
      examples: ['550 5.7.1 Delivery not authorized, message refused'],
    },
    ...microsoftStatusRules('microsoft-365'),
  ],
};
