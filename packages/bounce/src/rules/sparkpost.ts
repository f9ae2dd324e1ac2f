/** SparkPost (Bird): its own refusals, "[internal]", which never left the sender's service. */
import type { Provider } from './rule.ts';

const codes = 'https://support.sparkpost.com/docs/deliverability/bounce-classification-codes';

export const sparkpost: Provider = {
  id: 'sparkpost',
  name: 'SparkPost',
  mx: ['smtp.sparkpostmail.com', 'smtp.eu.sparkpostmail.com', 'sparkpostelite.com'],
  rules: [
    {
      id: 'sparkpost/suppressed',
      reason: 'previously_suppressed',
      pattern: [
        'recipient address (was|is) suppressed due to',
        'recipient address suppressed due to',
        'suppressed due to (customer|system) policy',
        'recipient (address )?on suppression list',
      ],
      source: codes,
      examples: [
        '554 5.7.1 recipient address was suppressed due to customer policy (Bounce Rule)',
        '550 5.7.1 recipient address suppressed due to system policy',
      ],
    },
    {
      id: 'sparkpost/sending-ip-suspended',
      reason: 'sender_account',
      pattern: '\\[internal\\] (sending ip|domain|account).* (suspended|limit)',
      source: 'https://support.sparkpost.com/docs/faq/understanding-delays-bounces',
      examples: ['451 4.3.0 [internal] Sending IP temporarily suspended'],
    },
    {
      id: 'sparkpost/expired',
      reason: 'message_expired',
      pattern: ['\\[internal\\] (message )?(exceeded|expired)', 'message timeout \\(.*last transfail'],
      source: codes,
      examples: [
        '554 5.4.7 [internal] exceeded max time without delivery',
        '554 5.4.7 [internal] message timeout (exceeded max time, last transfail: 421 4.7.0 Try again later)',
      ],
    },
    {
      id: 'sparkpost/null-mx',
      reason: 'no_mx',
      pattern: '\\[internal\\] recipient domain has null mx',
      source: codes,
      examples: ['554 5.1.10 [internal] recipient domain has null MX'],
    },
    {
      id: 'sparkpost/no-route',
      reason: 'domain_not_found',
      pattern: ['\\[internal\\] (domain lookup failed|bad domain)', '\\[internal\\] .{0,40}nxdomain'],
      source: codes,
      examples: ['550 5.1.2 [internal] domain lookup failed: NXDOMAIN'],
    },
    {
      id: 'sparkpost/connection',
      reason: 'connection_failure',
      pattern: [
        '\\[internal\\] (no route|connection|timeout|lost connection|all (hosts|mx))',
        '\\[internal\\] .{0,60}(connection refused|timed out)',
      ],
      source: codes,
      examples: ['454 4.4.4 [internal] no route to host: connection refused'],
    },
    {
      id: 'sparkpost/policy',
      reason: 'policy_restriction',
      pattern: '\\[internal\\] (message )?(rejected|blocked|refused)',
      source: codes,
      examples: ['550 5.7.1 [internal] message rejected by policy'],
    },
  ],
};
