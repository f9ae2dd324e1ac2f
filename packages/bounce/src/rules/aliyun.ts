/** Alibaba Mail (aliyun.com and company mail). */
import type { Provider } from './rule.ts';

const seen = 'seen on the wire';

export const aliyun: Provider = {
  id: 'aliyun',
  name: 'Alibaba Mail',
  mx: ['aliyun.com', 'mxhichina.com', 'alibaba-inc.com'],
  rules: [
    {
      id: 'aliyun/no-such-user',
      reason: 'user_unknown',
      pattern: 'rcpt \\([^ )]+\\) d(osn|oesn).t exist',
      source: seen,
      examples: ["554 RCPT (user@example.org) dosn't exist"],
    },
    {
      id: 'aliyun/behaviour-spf',
      reason: 'auth_spf',
      pattern: 'reject by behaviou?r spam at.*spf check failed',
      source: seen,
      examples: [
        '554 Reject by behaviour spam at Rcpt State(Connection IP address:192.0.2.1)ANTISPAM_BAT[01201311R1XXXX]: spf check failed CONTINUE',
      ],
    },
    {
      id: 'aliyun/behaviour-rate',
      reason: 'rate_limited',
      pattern: 'reject by behaviou?r spam at.*(too frequently|frequency)',
      source: seen,
      examples: [
        '554 Reject by behaviour spam at Mail From State(Connection IP address:192.0.2.1)ANTISPAM_BAT[01201311R1XXXX]: too frequently sending',
      ],
    },
    {
      id: 'aliyun/behaviour',
      reason: 'bad_reputation',
      pattern: ['reject by behaviou?r spam at', 'antispam_bat\\['],
      source: seen,
      examples: [
        '554 Reject by behaviour spam at Connect State(Connection IP address:192.0.2.1)ANTISPAM_BAT[01201311R1XXXX]',
      ],
    },
    {
      id: 'aliyun/content',
      reason: 'spam_content',
      pattern: ['reject by content spam\\b', 'antispam_dat\\['],
      source: seen,
      examples: [
        '554 Reject by content spam at Data State(Connection IP address:192.0.2.1)ANTISPAM_DAT[01201311R1XXXX]',
      ],
    },
  ],
};
