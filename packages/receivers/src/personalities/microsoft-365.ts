/** Microsoft 365 (Exchange Online): its own meanings of statuses, and the name of the front door in brackets. */
import type { Personality } from './personality.ts';

export const microsoft365: Personality = {
  id: 'microsoft-365',
  name: 'Microsoft 365',
  provider: 'microsoft-365',
  domains: ['m365.sim', 'contoso.sim'],
  mx: ['contoso-sim.mail.protection.outlook.com'],
  greeting: '{id}.mail.protection.outlook.com Microsoft ESMTP MAIL Service ready',
  hello: 'Hello [{ip}]',
  extensions: { size: 157_286_400, pipelining: true, smtputf8: true, dsn: true },
  accepted: '2.6.0 <{id}> [InternalId={seconds}, Hostname={id}.PROD.OUTLOOK.COM] Queued mail for delivery',
  idForm: 'AM5EUR0[1-6]FT0[0-9]{2}',
  rateLimit: { perConnection: 500, perWindow: 1_500, windowMs: 60_000 },
  replies: {
    user_unknown:
      '550 5.4.1 Recipient address rejected: Access denied. For more information see https://aka.ms/EXOSmtpErrors [{id}.eop-EUR02.prod.protection.outlook.com]',
    user_disabled: '550 5.7.505 Access denied, banned recipient. [{id}.eop-EUR02.prod.protection.outlook.com]',
    mailbox_full: '452 4.2.2 STOREDRV.Deliver; mailbox full [{id}.prod.outlook.com]',
    message_too_large: '552 5.3.4 Message size exceeds fixed maximum message size [{id}.prod.outlook.com]',
    rate_limited:
      '451 4.7.500 Server busy. Please try again later from [{ip}]. (S77714) [{id}.eop-EUR02.prod.protection.outlook.com]',
    recipient_rate_limited: '432 4.3.2 STOREDRV.Deliver; recipient thread limit exceeded [{id}.prod.outlook.com]',
    dnsbl_ip:
      '550 5.7.1 Service unavailable, Client host [{ip}] blocked using Spamhaus. To request removal from this list see https://www.spamhaus.org/query/ip/{ip} (AS16012611) [{id}]',
    dnsbl_domain:
      '550 5.7.1 Service unavailable, MailFrom domain is listed in Spamhaus. To request removal from this list see https://www.spamhaus.org/query/lookup/ (S8002) [{id}]',
    bad_reputation:
      '550 5.7.606 Access denied, banned sending IP [{ip}]. To request removal from this list please visit https://sender.office.com/ [{id}]',
    auth_spf: '550 5.7.23 The message was rejected because of Sender Policy Framework violation [{id}]',
    auth_dmarc:
      '550 5.7.509 Access denied, sending domain [{sender_domain}] does not pass DMARC verification and has a DMARC policy of reject. [{id}]',
    auth_failed:
      '550 5.7.515 Access denied, sending domain {sender_domain} does not meet the required authentication level. [{id}]',
    missing_ptr: '550 5.7.25 Access denied, the sending IPv6 address [{ip}] must have a reverse DNS record [{id}]',
    relay_denied: '550 5.7.64 TenantAttribution; Relay Access Denied [{id}.eop-EUR02.prod.protection.outlook.com]',
    recipient_restricted: '550 5.7.124 Sender not in allowed-senders list [{id}.prod.outlook.com]',
    blocked_by_recipient:
      '550 5.7.513 Service unavailable, Client host [{ip}] blocked by {domain} using Customer Block list [{id}]',
    receiver_temporary_failure: '451 4.7.0 Temporary server error. Please try again later. PRX5 [{id}]',
    receiver_storage_full:
      '452 4.3.1 Insufficient system resources (TSTE) [{id}.eop-EUR02.prod.protection.outlook.com]',
    routing_loop: '554 5.4.14 Hop count exceeded - possible mail loop ATTR34 [{id}]',
    domain_not_accepting:
      '451 4.4.4 Mail received as unauthenticated, incoming to a recipient domain configured in a hosted tenant which has no mail-enabled subscriptions. ATTR5 [{id}]',
    malformed_message: '550 5.7.512 Access denied, message must be RFC 5322 section 3.6.2 compliant [{id}]',
    policy_restriction: '550 5.7.944 Delivery not authorized, message refused [{id}]',
    authentication_required: '530 5.7.57 Client was not authenticated to send anonymous mail during MAIL FROM [{id}]',
    sender_account: '550 5.7.705 Access denied, tenant has exceeded threshold [{id}]',
  },
  dialect: 'microsoft365',
};
