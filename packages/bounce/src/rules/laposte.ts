/** La Poste (laposte.net): words as at Orange, then "LPN007_416": the last three digits are the reason. */
import type { Provider } from './rule.ts';

const codes = 'https://bentonow.com/smtp-errors/laposte';

export const laposte: Provider = {
  id: 'laposte',
  name: 'La Poste',
  mx: ['laposte.net'],
  rules: [
    {
      id: 'laposte/blocklist',
      reason: 'dnsbl_ip',
      pattern: '\\blpn[0-9a]{0,3}[-_]?10[12]\\b',
      meaning: 'The IP is on a public list (Spamhaus, Sender Score) that the link names.',
      source: codes,
      examples: [
        '550 5.7.1 Service unavailable; client [192.0.2.1] blocked using Spamhaus. https://www.spamhaus.org/lookup/ LPNAAA_101',
        '550 5.5.0 The emails sent to the mail host Laposte.net were blocked by our services. https://senderscore.org/blacklistlookup/ LPN007_102',
      ],
    },
    {
      id: 'laposte/reputation',
      reason: 'bad_reputation',
      pattern: ['\\blpn[0-9]{0,3}[-_]?(103|510)\\b', 'mail host laposte\\.net were blocked by our services'],
      source: codes,
      examples: [
        '550 5.5.0 Service refuse. Veuillez essayer plus tard. service refused, please try later. LPN007_510',
        '550 5.5.0 The emails sent to the mail host Laposte.net were blocked by our services.',
      ],
    },
    {
      id: 'laposte/rate',
      reason: 'rate_limited',
      pattern: '\\blpn[0-9]{0,3}[-_]?(104|503)\\b',
      meaning: 'More than two connections at once, or too many errors or complaints lately.',
      source: codes,
      examples: [
        '421 4.7.0 Trop de connexions, veuillez verifier votre configuration. Too many connections, slow down. LPN105_104',
        '450 4.7.1 Client host rejected: Service refuse. Veuillez essayer plus tard. service refused, please try later. LPN027_503',
      ],
    },
    {
      id: 'laposte/no-such-user',
      reason: 'user_unknown',
      pattern: ['\\blpn[0-9]{0,3}[-_]?416\\b', 'adresse destinataire invalide'],
      source: codes,
      examples: ['550 5.5.0 Adresse destinataire invalide. Invalid recipient. LPN007_416'],
    },
    {
      id: 'laposte/quota',
      reason: 'mailbox_full',
      pattern: '\\blpn[0-9]{0,3}[-_]?417\\b',
      source: codes,
      examples: ['552 5.1.1 Boite du destinataire pleine. Recipient overquota. LPN007_417'],
    },
    {
      id: 'laposte/disabled',
      reason: 'user_disabled',
      pattern: [
        '\\blpn[0-9]{0,3}[-_]?(420|426)\\b',
        'boite du destinataire archivee',
        'le compte du destinataire est bloque',
      ],
      source: codes,
      examples: [
        '550 5.5.0 Boite du destinataire archivee. Archived recipient. LPN007_420',
        '550 5.5.0 Le compte du destinataire est bloque. The recipient account is blocked. LPN007_426',
      ],
    },
    {
      id: 'laposte/spf',
      reason: 'auth_spf',
      pattern: '\\blpn[0-9]{0,3}[-_]?401\\b',
      source: codes,
      examples: ['550 5.5.0 SPF: 192.0.2.1 is not allowed to send mail. LPN004_401'],
    },
    {
      id: 'laposte/dmarc',
      reason: 'auth_dmarc',
      pattern: ['\\blpn[0-9]{0,3}[-_]?517\\b', 'verification dmarc en echec'],
      source: codes,
      examples: [
        '571 5.7.1 Message refused, DMARC verification Failed. - Message refuse, verification DMARC en echec LPN007_517',
      ],
    },
    {
      id: 'laposte/sender',
      reason: 'bad_sender',
      pattern: '\\blpn[0-9]{0,3}[-_]?(403|405|415|421)\\b',
      meaning: 'The sender address cannot receive mail, or is not the account that sends.',
      source: codes,
      examples: ['450 4.1.8 Emetteur invalide. Invalid Sender. LPN007_405'],
    },
    {
      id: 'laposte/authentication',
      reason: 'authentication_required',
      pattern: '\\blpn[0-9]{0,3}[-_]?402\\b',
      source: codes,
      examples: ['550 5.5.0 Authentification requise. Authentication Required. LPN105_402'],
    },
    {
      id: 'laposte/spam',
      reason: 'spam_content',
      pattern: '\\blpn[0-9]{0,3}[-_]?(506|513)\\b',
      source: codes,
      examples: ['550 5.2.0 Mail rejete. Mail rejected. LPN007_506'],
    },
    {
      id: 'laposte/too-large',
      reason: 'message_too_large',
      pattern: '\\blpn[0-9]{0,3}[-_]?514\\b',
      source: codes,
      examples: ['552 5.2.3 Taille limite du message atteinte LPN007_514'],
    },
    {
      id: 'laposte/policy',
      reason: 'policy_restriction',
      pattern: '\\blpn[0-9]{0,3}[-_]?630\\b',
      source: codes,
      examples: ['554 5.7.1 Client host rejected LPN000_630'],
    },
    {
      id: 'laposte/later',
      reason: 'receiver_temporary_failure',
      pattern: '\\blpn[0-9]{0,3}[-_]?(10[5-9]|42[34]|505)\\b',
      confidence: 0.8,
      source: codes,
      examples: [
        '421 4.2.1 Service refuse. Veuillez essayer plus tard. Service refused, please try later. LPN007_505',
        '220-laposte\r\n421 4.2.1 Service refuse. Veuillez essayer plus tard. Service refused, please try later. LPN006_107',
      ],
    },
  ],
};
