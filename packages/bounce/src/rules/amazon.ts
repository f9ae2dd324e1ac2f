/** Amazon SES and WorkMail, as receivers (inbound-smtp) and as the sender's own service (email-smtp). */
import type { Provider } from './rule.ts';

const ses = 'https://docs.aws.amazon.com/ses/latest/dg/troubleshoot-smtp.html';
const suppression = 'https://docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list.html';

/** Anyone's server may stand under amazonaws.com, so the hosts of the mail services are named in full. */
const regions = [
  ...['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'ca-central-1', 'sa-east-1'],
  ...['eu-west-1', 'eu-west-2', 'eu-west-3', 'eu-central-1', 'eu-north-1', 'eu-south-1'],
  ...['ap-south-1', 'ap-southeast-1', 'ap-southeast-2', 'ap-southeast-3'],
  ...['ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'me-south-1', 'af-south-1', 'il-central-1'],
];

export const amazon: Provider = {
  id: 'amazon',
  name: 'Amazon SES and WorkMail',
  mx: [
    ...regions.flatMap((region) => [`inbound-smtp.${region}.amazonaws.com`, `email-smtp.${region}.amazonaws.com`]),
    'amazonses.com',
  ],
  rules: [
    {
      id: 'amazon/suppressed',
      reason: 'previously_suppressed',
      pattern: [
        'amazon ses (has suppressed sending to this address|did not send the message to this address)',
        'on the suppression list for your account',
        'has a recent history of bouncing as an invalid address',
        'suppressionlist@simulator',
      ],
      source: suppression,
      examples: [
        'Amazon SES has suppressed sending to this address because it has a recent history of bouncing as an invalid address. For more information about how to remove an address from the suppression list, see the Amazon SES Developer Guide',
        'Amazon SES did not send the message to this address because it is on the suppression list for your account.',
      ],
    },
    {
      id: 'amazon/identity-not-verified',
      reason: 'sender_account',
      pattern: [
        'message rejected: email address is not verified',
        'the following identities failed the check in region',
      ],
      meaning: "The sender's own account at SES may not send from, or in the sandbox to, this address.",
      source: ses,
      examples: [
        '554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: bounces@example.com',
      ],
    },
    {
      id: 'amazon/account-limit',
      reason: 'sender_account',
      pattern: [
        '(maximum sending rate|daily message quota|sending quota) exceeded',
        'sending (is )?(suspended|paused|disabled) for (this|your) account',
        'message rejected: (sending|access)',
      ],
      source: ses,
      examples: [
        '454 Throttling failure: Maximum sending rate exceeded.',
        '454 Throttling failure: Daily message quota exceeded.',
      ],
    },
    {
      id: 'amazon/ses-content',
      reason: 'virus_content',
      pattern: ['message contains (a )?virus', 'message rejected: .{0,40}virus'],
      mxOnly: true,
      source: ses,
      examples: ['554 Transaction failed: Message contains virus'],
    },
    {
      id: 'amazon/transaction-failed',
      reason: 'malformed_message',
      pattern: [
        'transaction failed: (duplicate header|missing (final|start)|expected|address (is not|length)|invalid)',
        'transaction failed: .* (header|mime)',
      ],
      source: ses,
      examples: ["554 Transaction failed: Duplicate header 'From'.", "554 Transaction failed: Missing final '@domain'"],
    },
    {
      id: 'amazon/authentication',
      reason: 'authentication_required',
      pattern: ['authentication credentials invalid', '530 authentication required'],
      mxOnly: true,
      source: ses,
      examples: ['535 Authentication Credentials Invalid'],
    },
    {
      id: 'amazon/receipt-rule',
      reason: 'user_unknown',
      pattern: ['550 5\\.1\\.1 mailbox does not exist', 'requested action not taken: mailbox unavailable'],
      mxOnly: true,
      source: 'https://docs.aws.amazon.com/ses/latest/dg/receiving-email-action-bounce.html',
      examples: ['550 5.1.1 Mailbox does not exist', '550 5.1.1 Requested action not taken: mailbox unavailable'],
    },
    {
      id: 'amazon/receipt-rule-content',
      reason: 'spam_content',
      pattern: ['message content rejected', 'message filtered'],
      mxOnly: true,
      source: 'https://docs.aws.amazon.com/ses/latest/dg/receiving-email-action-bounce.html',
      examples: ['500 5.6.1 Message content rejected', '550 5.2.0 Message Filtered'],
    },
    {
      id: 'amazon/workmail-recipient-error',
      reason: 'receiver_temporary_failure',
      pattern: 'could not be delivered due to a recipient error',
      source: 'https://docs.aws.amazon.com/workmail/latest/adminguide/troubleshooting.html',
      examples: ['451 4.3.0 This message could not be delivered due to a recipient error. Please try again later.'],
    },
    {
      id: 'amazon/too-large',
      reason: 'message_too_large',
      pattern: 'message length exceeds limit set by recipient',
      source: 'https://docs.aws.amazon.com/ses/latest/dg/receiving-email-action-bounce.html',
      examples: ['552 5.2.3 Message length exceeds limit set by recipient'],
    },
    {
      id: 'amazon/not-served',
      reason: 'relay_denied',
      pattern: 'requested action not taken: relay',
      mxOnly: true,
      source: ses,
      examples: ['550 5.7.1 Requested action not taken: relay access denied'],
    },
  ],
};
