/** ImprovMX forwarding: "(#id-5.9.n)" names the cause. */
import type { Provider } from './rule.ts';

const manual = 'https://smtpfieldmanual.com/provider/improvmx';

export const improvmx: Provider = {
  id: 'improvmx',
  name: 'ImprovMX',
  mx: ['improvmx.com'],
  rules: [
    {
      id: 'improvmx/loop',
      reason: 'routing_loop',
      pattern: ['#id-5\\.9\\.0', 'forwarded from/to improvmx'],
      source: manual,
      examples: ['551 5.7.1 Loop detected: Email is sent and forwarded from/to improvmx.com. (#id-5.9.0)'],
    },
    {
      id: 'improvmx/domain-not-found',
      reason: 'relay_denied',
      pattern: '#id-5\\.9\\.2',
      meaning: "The domain's MX points here, but ImprovMX does not know it.",
      source: manual,
      examples: ['551 5.7.1 Domain not found (#id-5.9.2)'],
    },
    {
      id: 'improvmx/bad-forward',
      reason: 'mailer_error',
      pattern: '#id-5\\.9\\.[35]',
      meaning: 'The forwarding itself is set up wrongly.',
      source: manual,
      examples: [
        "551 5.7.1 Our database returned invalid pieces of information about the requested recipient's domain (#id-5.9.3)",
        '551 5.7.1 Unable to correctly read the forwarding recipient (where to forward the email to) (#id-5.9.5)',
      ],
    },
    {
      id: 'improvmx/try-later',
      reason: 'receiver_temporary_failure',
      pattern: '#id-5\\.9\\.4',
      source: manual,
      examples: ['450 4.2.1 Please try again later. (#id-5.9.4)'],
    },
    {
      id: 'improvmx/reputation',
      reason: 'bad_reputation',
      pattern: 'due to the very low reputation of the sending domain, this message has been blocked',
      source: manual,
      examples: [
        '551 5.7.1 Due to the very low reputation of the sending domain, this message has been blocked (Code 2).',
      ],
    },
    {
      id: 'improvmx/no-such-alias',
      reason: 'user_unknown',
      pattern: ['alias .{0,80}not (found|exist)', 'recipient .{0,80}not (found|exist)'],
      mxOnly: true,
      source: manual,
      examples: ['550 5.1.1 The alias user@example.org does not exist'],
    },
  ],
};
