/**
 * Microsoft Exchange, on premises or hosted: the component tags (RESOLVER, STOREDRV, ROUTING, QUEUE…) that its transport
 * writes into replies and notices. Anyone runs Exchange, so there is no MX to know it by.
 */
import type { Provider } from './rule.ts';

const source =
  'https://learn.microsoft.com/en-us/exchange/mail-flow/non-delivery-reports-and-bounce-messages/non-delivery-reports-and-bounce-messages';

export const exchange: Provider = {
  id: 'exchange',
  name: 'Microsoft Exchange',
  mx: [],
  rules: [
    {
      id: 'exchange/recipient-not-found',
      reason: 'user_unknown',
      pattern: ['resolver\\.adr\\.(ex)?recip(ient)?notfound', 'resolver\\.adr\\.ambiguous', 'recipnotfound; not found'],
      source,
      examples: [
        '550 5.1.1 RESOLVER.ADR.ExRecipNotFound; not found',
        '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address look-up',
      ],
    },
    {
      id: 'exchange/bad-recipient',
      reason: 'bad_address_syntax',
      pattern: [
        'storedrv\\.submit; invalid recipient address',
        'recipient address reserved by rfc 2606',
        'recipient addresses in single label domains not accepted',
        'resolver\\.adr\\.(badprimary|invalidinternet|invalid)',
        'invalid x\\.400 address',
      ],
      source,
      examples: [
        '550 5.1.3 STOREDRV.Submit; invalid recipient address',
        '501 5.1.5 Recipient address reserved by RFC 2606',
        '550 5.1.6 Recipient addresses in single label domains not accepted',
      ],
    },
    {
      id: 'exchange/mailbox-full',
      reason: 'mailbox_full',
      pattern: [
        'storedrv\\..*quota ?exceeded',
        'mapiexceptionshutoffquotaexceeded',
        'storedrv\\.deliver; mailbox full',
      ],
      source,
      examples: [
        '554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded; Failed to process message due to a permanent exception',
      ],
    },
    {
      id: 'exchange/mailbox-disabled',
      reason: 'user_disabled',
      pattern: [
        'accountdisabledexception',
        'mailboxdisabled',
        'storedrv.* mailbox disabled',
        'mailbox cannot be accessed',
      ],
      source,
      examples: [
        '550 5.2.1 STOREDRV.Deliver.Exception:AccountDisabledException.MapiExceptionMailboxDisabled; Failed to process message',
      ],
    },
    {
      id: 'exchange/not-authorized',
      reason: 'recipient_restricted',
      pattern: [
        'resolver\\.rst\\.(authrequired|notauthorized|sendernotauthenticated|restrictedtorecipients)',
        'mapiexceptionnotauthorized',
        'resolver\\.grp\\..*(notauthorized|authrequired)',
      ],
      source,
      examples: [
        '550 5.7.1 RESOLVER.RST.AuthRequired; authentication required',
        '550 5.7.1 RESOLVER.RST.NotAuthorized; not authorized',
      ],
    },
    {
      id: 'exchange/transport-rule',
      reason: 'policy_restriction',
      pattern: ['transport\\.rules\\.rejectmessage', 'rejected by organization policy'],
      source,
      examples: ['550 5.7.1 TRANSPORT.RULES.RejectMessage; the message was rejected by organization policy'],
    },
    {
      id: 'exchange/too-large',
      reason: 'message_too_large',
      pattern: ['resolver\\.rst\\.(recipsizelimit|sendsizelimit)', 'message too large for this recipient'],
      source,
      examples: ['550 5.2.3 RESOLVER.RST.RecipSizeLimit; message too large for this recipient'],
    },
    {
      id: 'exchange/too-many-recipients',
      reason: 'too_many_recipients',
      pattern: ['resolver\\.rst\\.recip(ient)?limit', 'resolver\\.adr\\.recip(ient)?limit'],
      final: false,
      source,
      examples: ['550 5.5.3 RESOLVER.ADR.RecipLimit; too many recipients'],
    },
    {
      id: 'exchange/loop',
      reason: 'routing_loop',
      pattern: ['routing\\.loopdetected', 'resolver\\.fwd\\.loop', 'hop count exceeded.? ?(- )?possible mail loop'],
      source,
      examples: [
        '554 5.4.6 ROUTING.LoopDetected; mail loop detected',
        '550 5.4.6 RESOLVER.FWD.Loop; there is a forwarding loop configured in the directory',
      ],
    },
    {
      id: 'exchange/no-route',
      reason: 'domain_not_found',
      pattern: ['smtpsend\\.dns\\.nonexistentdomain', 'routing\\.(nonexistentdomain|noconnectorforaddresstype)'],
      source,
      examples: ['550 5.4.4 SMTPSEND.DNS.NonExistentDomain; nonexistent domain'],
    },
    {
      id: 'exchange/dns',
      reason: 'dns_failure',
      pattern: ['smtpsend\\.dns\\.(mxloopback|invaliddata|servicefail|errorretry)', '(4|5)\\.4\\.4 invalid arguments'],
      source,
      examples: ['550 5.4.4 invalid arguments', '451 4.4.0 SMTPSEND.DNS.InvalidData; DNS returned an invalid response'],
    },
    {
      id: 'exchange/expired',
      reason: 'message_expired',
      pattern: ['queue\\.expired', 'message delayed; queue'],
      source,
      examples: ['550 4.4.7 QUEUE.Expired; message expired'],
    },
    {
      id: 'exchange/corrupt-content',
      reason: 'malformed_message',
      pattern: [
        'storedrv.* (corrupt message content|invalid message content)',
        'too many related errors',
        'invalid message content',
        'smtpsend\\.barelinefeedsareillegal',
        'storedrv.*conversionfailed',
      ],
      source,
      examples: ['550 5.6.0 STOREDRV.Deliver; Corrupt message content', '554 5.3.0 too many related errors'],
    },
    {
      id: 'exchange/store-delivery',
      reason: 'mailer_error',
      pattern: [
        'missing or bad storedriver mdb properties',
        'storedrv\\.deliver',
        'misconfigured forwarding address',
        'resolver\\.(grp|fwd)\\.',
      ],
      source,
      examples: [
        '550 5.3.2 STOREDRV.Deliver: Missing or bad StoreDriver MDB properties',
        '550 5.2.14 Misconfigured forwarding address',
      ],
    },
    {
      id: 'exchange/sender-filter',
      reason: 'blocked_by_recipient',
      pattern: ['senderfilterconfig', 'sender denied as sender.s email address'],
      source,
      examples: ["554 5.1.0 Sender Denied as sender's email address is on SenderFilterConfig list"],
    },
    {
      id: 'exchange/sender-denied',
      reason: 'bad_sender',
      pattern: 'sender denied',
      status: '5.1.0',
      source,
      examples: ['554 5.1.0 Sender denied'],
    },
    {
      id: 'exchange/content-filter',
      reason: 'spam_content',
      pattern: ['content filter agent quarantined this message', 'message rejected as spam by content filtering'],
      source,
      examples: [
        '550 5.2.1 Content Filter agent quarantined this message',
        '550 5.7.1 Message rejected as spam by Content Filtering.',
      ],
    },
    {
      id: 'exchange/sender-address',
      reason: 'bad_sender',
      pattern: ['invalid address', 'unknown sender address'],
      status: '5.1.7',
      source,
      examples: ['550 5.1.7 Invalid address', '550 5.1.7 Unknown sender address'],
    },
    {
      id: 'exchange/list-expansion',
      reason: 'mailer_error',
      pattern: 'mailing list expansion problem',
      source,
      examples: ['550 5.2.4 Mailing list expansion problem'],
    },
    {
      id: 'exchange/helo',
      reason: 'missing_ptr',
      pattern: ['helo / ehlo requires domain address', '5\\.5\\.4 invalid domain name'],
      source,
      examples: ['501 5.5.4 Invalid domain name'],
    },
    {
      id: 'exchange/out-of-sequence',
      reason: 'protocol_error',
      pattern: ['5\\.5\\.2 send hello first', '5\\.3\\.3 unrecognized command'],
      source,
      examples: ['503 5.5.2 Send hello first', '500 5.3.3 Unrecognized command'],
    },
    {
      id: 'exchange/service-inactive',
      reason: 'receiver_temporary_failure',
      pattern: '4\\.3\\.2 service not (available|active)',
      source,
      examples: ['421 4.3.2 Service not available', '421 4.3.2 Service not active'],
    },
  ],
};
