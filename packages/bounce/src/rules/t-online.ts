/** Deutsche Telekom: t-online.de and magenta.de. Rejects unknown IPs at the greeting, with a tag at the end. */
import type { Provider } from './rule.ts';

const postmaster = 'https://postmaster.t-online.de/index.en.html';

export const tOnline: Provider = {
  id: 't-online',
  name: 'T-Online (Deutsche Telekom)',
  mx: ['t-online.de', 'magenta.de'],
  rules: [
    {
      id: 't-online/dial-up',
      reason: 'bad_reputation',
      pattern: 'dialup/transient ip not allowed',
      meaning: 'Taken for a dial-up IP: generic reverse DNS, or no imprint under the name of the host.',
      source: postmaster,
      examples: [
        '554 IP=192.0.2.1 - Dialup/transient IP not allowed. Use a mailgateway or contact toda@rx.t-online.de if obsolete. (DIAL)',
      ],
    },
    {
      id: 't-online/reputation',
      reason: 'bad_reputation',
      pattern: [
        'none/bad reputation.*\\(nowl\\)',
        'ip[=:].{0,50} - a problem occurred',
        'ask your postmaster for help or to contact [^ ]+@rx\\.t-online\\.de',
      ],
      meaning: 'T-Online does not know this IP (NOWL) or has blocked it (BL); the address in the reply resets it.',
      source: postmaster,
      examples: [
        '554 IP=192.0.2.1 - None/bad reputation. Ask your postmaster for help or to contact tobr@rx.t-online.de for reset. (NOWL)',
        '554 IP=192.0.2.1 - A problem occurred. (Ask your postmaster for help or to contact tosa@rx.t-online.de to clarify.) (BL)',
      ],
    },
    {
      id: 't-online/spam',
      reason: 'spam_content',
      pattern: ['message considered as spam or virus', 'fpr@rx\\.t-online\\.de'],
      source: postmaster,
      examples: [
        '550-5.7.0 Message considered as spam or virus, rejected\r\n550-5.7.0 Message code: 00000-XXXXXX\r\n550 5.7.0 back to FPR@RX.T-ONLINE.DE',
      ],
    },
  ],
};
