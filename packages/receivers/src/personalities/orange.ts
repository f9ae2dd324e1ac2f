/** Orange and Wanadoo: French, then English, then a number whose last three digits are the reason. */
import type { Personality } from './personality.ts';

export const orange: Personality = {
  id: 'orange',
  name: 'Orange',
  provider: 'orange',
  domains: ['orange.sim', 'wanadoo.sim'],
  mx: ['smtp-in.orange.fr'],
  greeting: 'mwinf5c{id} ME ESMTP server ready',
  hello: 'hello [{ip}], pleased to meet you',
  extensions: { size: 44_336_128, pipelining: true, smtputf8: false, dsn: false },
  accepted: '2.0.0 {id} mail accepted for delivery',
  idForm: '[0-9]{2}',
  rateLimit: { perConnection: 100, perWindow: 300, windowMs: 60_000 },
  replies: {
    user_unknown: '550 5.1.1 Adresse d au moins un destinataire invalide. Invalid recipient. OFR_416 [416]',
    user_disabled: '550 5.5.0 Boite du destinataire archivee. Archived recipient. OFR_420 [420]',
    mailbox_full: '552 5.1.1 Boite du destinataire pleine. Recipient overquota. OFR_417 [417]',
    rate_limited:
      '421 mwinf5c{id} ME Trop de connexions, veuillez verifier votre configuration. Too many connections, slow down. OFR005_104 [104]',
    dnsbl_ip:
      '550 mwinf5c{id} ME Adresse IP source bloquee pour incident de spam. Client host blocked for spamming issues. OFR006_102 Ref http://csi.cloudmark.com/reset-request/?ip={ip} [102]',
    bad_reputation:
      '421 mwinf5c{id} ME Service refuse. Veuillez essayer plus tard. Service refused, please try later. OFR006_999 {ip} [999]',
    spam_content: '550 5.2.0 Mail rejete. Mail rejected. OFR_506 [506]',
    message_too_large: '552 5.2.3 Taille limite du message atteinte. Message too large. OFR_514 [514]',
    auth_dmarc: '501 5.0.2 Mail rejete. Mail rejected. DMARC check failed. OFR_517 [517]',
    auth_spf:
      '421 smtp.orange.fr [{ip}] Emetteur invalide, Veuillez verifier la configuration SPF/DNS de votre nom de domaine. Invalid Sender. SPF check failed, please verify the SPF/DNS configuration for your domain name. OFR_401 [401]',
    bad_sender: '501 5.1.0 Emetteur invalide. Invalid Sender. OFR004_405 [405]',
    authentication_required: "550 5.7.0 Code d'authentification invalide. Invalid authentication code. OFR_305 [305]",
    receiver_temporary_failure:
      '421 mwinf5c{id} ME Service refuse. Veuillez essayer plus tard. Service refused, please try later. OFR004_105 [105]',
  },
  stages: { rate_limited: 'mail', dnsbl_ip: 'mail', bad_reputation: 'mail', bad_sender: 'mail' },
  dialect: 'postfix',
};
