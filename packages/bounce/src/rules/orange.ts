/**
 * Orange and Wanadoo: French and English words, then a code such as "OFR_417 [417]" or "OFR004_405": the last three digits are the reason,
 * the number before them the part of the platform. La Poste numbers alike (laposte.ts).
 */
import type { Provider } from './rule.ts';

const codes = 'https://www.postmastery.com/orange-postmaster-smtp-error-codes-ofr/';

export const orange: Provider = {
  id: 'orange',
  name: 'Orange and Wanadoo',
  mx: ['orange.fr', 'wanadoo.fr', 'orange.com', 'voila.fr'],
  rules: [
    {
      id: 'orange/blocklist',
      reason: 'dnsbl_ip',
      pattern: ['\\bofr[0-9]{0,3}_10[12]\\b', 'adresse ip source bloquee pour incident de spam'],
      meaning: 'The IP is on the list of Spamhaus, Abusix or Cloudmark (CSI) that the link names.',
      source: codes,
      examples: [
        '550 mwinf5c04 ME Adresse IP source bloquee pour incident de spam. Client host blocked for spamming issues. OFR006_102 Ref http://csi.cloudmark.com/reset-request/?ip=192.0.2.1 [102]',
      ],
    },
    {
      id: 'orange/domain-blocked',
      reason: 'bad_reputation',
      pattern: 'invalid sender\\. your domain has been blacklisted',
      source: 'seen on the wire',
      examples: ['550 5.0.1 Emetteur invalide. Invalid Sender. Your domain has been blacklisted. OFR_403 [403]'],
    },
    {
      id: 'orange/reputation',
      reason: 'bad_reputation',
      pattern: '\\bofr[0-9]{0,3}_(103|510|999)\\b',
      source: codes,
      examples: [
        '550 mwinf5c10 ME Service refuse. Veuillez essayer plus tard. Service refused, please try later. OFR006_103 192.0.2.1 [103]',
        '421 mwinf5c77 ME Service refuse. Veuillez essayer plus tard. Service refused, please try later. OFR_999 [999]',
      ],
    },
    {
      id: 'orange/too-many-connections',
      reason: 'rate_limited',
      pattern: ['\\bofr[0-9]{0,3}_104\\b', 'trop de connexions, veuillez verifier'],
      source: codes,
      examples: [
        '421 mwinf5c79 ME Trop de connexions, veuillez verifier votre configuration. Too many connections, slow down. OFR005_104 [104]',
      ],
    },
    {
      id: 'orange/no-such-user',
      reason: 'user_unknown',
      pattern: ['\\bofr[0-9]{0,3}_416\\b', 'adresse d au moins un destinataire invalide'],
      source: codes,
      examples: ['550 5.1.1 Adresse d au moins un destinataire invalide. Invalid recipient. OFR_416 [416]'],
    },
    {
      id: 'orange/quota',
      reason: 'mailbox_full',
      pattern: ['\\bofr[0-9]{0,3}_417\\b', 'boite du destinataire pleine'],
      source: codes,
      examples: ['552 5.1.1 Boite du destinataire pleine. Recipient overquota. OFR_417 [417]'],
    },
    {
      id: 'orange/disabled',
      reason: 'user_disabled',
      pattern: '\\bofr[0-9]{0,3}_(418|420|426)\\b',
      source: codes,
      examples: ['550 5.5.0 Boite du destinataire archivee. Archived recipient. OFR_420 [420]'],
    },
    {
      id: 'orange/spf',
      reason: 'auth_spf',
      pattern: ['\\bofr[0-9]{0,3}_401\\b', 'veuillez verifier la configuration spf/dns'],
      source: codes,
      examples: [
        '421 smtp.orange.fr [192.0.2.1] Emetteur invalide, Veuillez verifier la configuration SPF/DNS de votre nom de domaine. Invalid Sender. SPF check failed, please verify the SPF/DNS configuration for your domain name.',
      ],
    },
    {
      id: 'orange/dmarc',
      reason: 'auth_dmarc',
      pattern: ['\\bofr[0-9]{0,3}_517\\b', 'mail rejected\\. dmarc check failed'],
      source: codes,
      examples: ['501 5.0.2 Mail rejete. Mail rejected. DMARC check failed. OFR_515 [515]'],
    },
    {
      id: 'orange/sender',
      reason: 'bad_sender',
      pattern: ['\\bofr[0-9]{0,3}_(403|405|415|421)\\b', 'emetteur invalide'],
      meaning: 'The domain of the sender does not exist or takes no mail.',
      source: codes,
      examples: ['501 5.1.0 Emetteur invalide. Invalid Sender. OFR004_405 [405]'],
    },
    {
      id: 'orange/authentication',
      reason: 'authentication_required',
      pattern: ['\\bofr[0-9]{0,3}_(305|402)\\b', "code d'authentification invalide"],
      source: codes,
      examples: ["550 5.7.0 Code d'authentification invalide OFR_305"],
    },
    {
      id: 'orange/spam',
      reason: 'spam_content',
      pattern: ['\\b(ofr|ouk)[0-9]{0,3}_(506|513)\\b', '\\bmail rejete\\. mail rejected'],
      source: codes,
      examples: [
        '550 5.2.0 Mail rejete. Mail rejected. OFR_506 [506]',
        '550 5.2.0 Mail rejete. Mail rejected. OUK_513',
      ],
    },
    {
      id: 'orange/too-large',
      reason: 'message_too_large',
      pattern: ['\\bofr[0-9]{0,3}_514\\b', 'taille limite du message atteinte'],
      source: codes,
      examples: ['552 5.2.3 Taille limite du message atteinte. OFR_514 [514]'],
    },
    {
      id: 'orange/later',
      reason: 'receiver_temporary_failure',
      pattern: ['\\bofr[0-9]{0,3}_(10[5-9]|201|42[34]|50[0-5])\\b', 'service refuse\\. veuillez essayer plus tard'],
      confidence: 0.8,
      source: codes,
      examples: [
        '421 4.2.0 Service refuse. Veuillez essayer plus tard. Service refused, please try later. OFR005_505 [505]',
        '421 mwinf5c12 ME Service refuse. Veuillez essayer plus tard. Service refused, please try later. OFR004_105 [105]',
      ],
    },
  ],
};
