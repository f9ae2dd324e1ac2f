/**
 * Cisco Secure Email (IronPort): statuses written with a "#" before them. Appliances stand at anyone's door; iphmx.com is Cisco's cloud.
 */
import type { Provider } from './rule.ts';

const guide =
  'https://www.cisco.com/c/en/us/support/docs/security/email-security-appliance/118179-configure-esa-00.html';

export const ironport: Provider = {
  id: 'ironport',
  name: 'Cisco Secure Email',
  mx: ['iphmx.com', 'ironport.com'],
  rules: [
    {
      id: 'ironport/address-rejected',
      reason: 'user_unknown',
      pattern: ['#5\\.1\\.0 address rejected', '#5\\.1\\.[01] (recipient|user) (rejected|unknown)'],
      source: guide,
      examples: ['550 #5.1.0 Address rejected.', '550 #5.1.0 Address rejected user@example.org'],
    },
    {
      id: 'ironport/refused-downstream',
      reason: 'blocked_unspecified',
      pattern: ["(unknown address error|other mail system problem|other network problem) .*(access denied|rejected')"],
      confidence: 0.7,
      meaning:
        'The appliance quotes the next server, which named no cause; "unknown address" is its word for any refusal.',
      source: guide,
      examples: [
        "5.1.0 - Unknown address error 550-'5.7.1 <user@example.org>... Access denied' (delivery attempts: 0)",
      ],
    },
    {
      id: 'ironport/domain-reputation',
      reason: 'bad_reputation',
      pattern: 'rejected due to (the )?poor reputation of a domain used in message transfer',
      source: guide,
      examples: [
        '554 Your access to this mail system has been rejected due to poor reputation of a domain used in message transfer',
      ],
    },
    {
      id: 'ironport/ip-reputation',
      reason: 'bad_reputation',
      pattern: [
        'rejected due to (the )?sending mta.s poor reputation',
        'access to (this|submit messages to this) (mail|e-mail) system has been rejected',
        'senderbase\\.org',
        'talosintelligence\\.com',
      ],
      meaning: 'Talos (SenderBase) gives the IP a bad score.',
      source: guide,
      examples: [
        "554 Your access to this mail system has been rejected due to the sending MTA's poor reputation. If you believe that this failure is in error, please contact the intended recipient via alternate means.",
      ],
    },
    {
      id: 'ironport/dmarc',
      reason: 'auth_dmarc',
      pattern: '#5\\.7\\.[0-9]+ dmarc unauth[a-z]+ mail is prohibited',
      source: guide,
      examples: ['550 #5.7.1 DMARC unauthenticated mail is prohibited.'],
    },
    {
      id: 'ironport/spf',
      reason: 'auth_spf',
      pattern: [
        '#5\\.7\\.[0-9]+ spf unauth[a-z]+ mail is prohibited',
        '#4\\.4\\.3 temporary error occurred during spf verification',
      ],
      source: guide,
      examples: [
        '550 #5.7.1 SPF unauthorized mail is prohibited.',
        '451 #4.4.3 Temporary error occurred during SPF verification.',
      ],
    },
    {
      id: 'ironport/dkim',
      reason: 'auth_dkim',
      pattern: '#5\\.7\\.[0-9]+ dkim unauth[a-z]+ mail is prohibited',
      source: guide,
      examples: ['550 #5.7.5 DKIM unauthenticated mail is prohibited'],
    },
    {
      id: 'ironport/sender-domain',
      reason: 'bad_sender',
      pattern: [
        '#[45]\\.1\\.8 domain of sender address',
        '#5\\.5\\.4 domain required for sender address',
        'envelope sender domain (missing|does not exist|could not be resolved)',
      ],
      source: guide,
      examples: [
        '553 #5.1.8 Domain of sender address <bounces@example.invalid> does not exist',
        '553 #5.5.4 Domain required for sender address',
      ],
    },
    {
      id: 'ironport/recipients-per-hour',
      reason: 'rate_limited',
      pattern: ['too many recipients received this hour', 'too many recipients received from the sender'],
      final: false,
      source: guide,
      examples: ['452 Too many recipients received this hour', '452 #4.5.3 Too many recipients received this hour'],
    },
    {
      id: 'ironport/connections',
      reason: 'rate_limited',
      pattern: [
        '#4\\.[0-9]\\.[0-9]+ too many (connections|tls sessions|sessions)',
        'exceeded allowable connection time, disconnecting',
      ],
      final: false,
      source: guide,
      examples: [
        '421 #4.4.5 Too many connections from your host.',
        '421 Exceeded allowable connection time, disconnecting.',
      ],
    },
    {
      id: 'ironport/dictionary-attack',
      reason: 'rate_limited',
      pattern: ['#5\\.7\\.1 too many invalid recipients', 'too many invalid recipients.* ironport'],
      final: false,
      source: guide,
      examples: ['550 #5.7.1 Too many invalid recipients'],
    },
    {
      id: 'ironport/recipients-per-message',
      reason: 'too_many_recipients',
      pattern: '#4\\.5\\.3 too many recipients',
      final: false,
      source: guide,
      examples: ['452 #4.5.3 Too many recipients'],
    },
    {
      id: 'ironport/relay',
      reason: 'relay_denied',
      pattern: '#5\\.7\\.1 relaying denied',
      source: guide,
      examples: ['550 #5.7.1 Relaying denied'],
    },
    {
      id: 'ironport/message-refused',
      reason: 'spam_content',
      pattern: ['#5\\.7\\.1 message (rejected|refused)', '#5\\.7\\.[0-9]+ .{0,20}spam'],
      confidence: 0.7,
      source: guide,
      examples: ['550 #5.7.1 Message rejected.'],
    },
  ],
};
