/** Twilio SendGrid: its own words for mail that it dropped or refused to take. */
import type { Provider } from './rule.ts';

const events = 'https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event';

export const sendgrid: Provider = {
  id: 'sendgrid',
  name: 'SendGrid',
  mx: ['sendgrid.net', 'sendgrid.com'],
  rules: [
    {
      id: 'sendgrid/suppressed',
      reason: 'previously_suppressed',
      pattern: ['^(bounced|unsubscribed|spam reporting) address$', 'recipient address suppressed'],
      confidence: 0.85,
      source: events,
      examples: ['Bounced Address', 'Unsubscribed Address', 'Spam Reporting Address'],
    },
    {
      id: 'sendgrid/sender-identity',
      reason: 'sender_account',
      pattern: [
        'from address does not match a verified sender identity',
        'unauthenticated senders not allowed',
        'maximum credits exceeded',
        'not authorized to send from that email address',
        'account (is )?(under review|disabled).* sendgrid',
      ],
      source: 'https://www.twilio.com/docs/sendgrid/for-developers/sending-email/sender-identity',
      examples: [
        '550 The from address does not match a verified Sender Identity. Mail cannot be sent until this error is resolved.',
        '550 Unauthenticated senders not allowed',
        '451 Authentication failed: Maximum credits exceeded',
      ],
    },
    {
      id: 'sendgrid/no-mx-info',
      reason: 'dns_failure',
      pattern: 'unable to get mx info: failed to get ips',
      source: events,
      examples: ['unable to get mx info: failed to get IPs from PTR record: lookup example.org: unrecognized address'],
    },
    {
      id: 'sendgrid/inbound-parse',
      reason: 'user_unknown',
      pattern: 'no such domain at this location',
      mxOnly: true,
      meaning: 'No inbound parse setting takes mail for this host name.',
      source: 'https://www.twilio.com/docs/sendgrid/for-developers/parsing-email/inbound-email',
      examples: ['550 5.1.1 no such domain at this location'],
    },
  ],
};
