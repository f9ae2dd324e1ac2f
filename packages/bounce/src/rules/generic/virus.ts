/** The message carries malware, or was refused by a filter that looks for both. */
import type { Rule } from '../rule.ts';

/** A finding by its name; it may hold words that are said of senders. */
export const named: readonly Rule[] = [
  {
    id: 'generic/heuristic-finding',
    reason: 'virus_content',
    pattern: 'heuristics\\.(phishing|encrypted|broken|structured|ole|exploit)',
    source: 'ClamAV',
    examples: ['550 Message refused (Heuristics.Phishing.Email.SpoofedDomain)'],
  },
];

export const rules: readonly Rule[] = [
  {
    id: 'generic/spam-or-virus',
    reason: 'spam_content',
    pattern: ['spam ?(or|and|/|and/or|or a|and anti-?)( [^ ]+)? ?virus', 'anti-?spam.{0,12}anti-?virus'],
    source: 'filters that name both and mean the first',
    examples: ['552 Message rejected for spam or virus content'],
  },
  {
    id: 'generic/virus',
    reason: 'virus_content',
    pattern: [
      '\\bvirus',
      '\\bviral\\b',
      'malware',
      'trojan',
      '\\bworm\\b',
      '\\binfected\\b',
      'phish',
      'ransom',
      'eicar',
      'clamav',
      'exploit',
      'malicious (content|code|file|attach|link|url|message|mail|e-?mail)',
      'problema di sicurezza',
      '(病毒|ウイルス|ウィルス|바이러스|вирус|вірус|vírus|wirus|virüs)',
      '(schadsoftware|malveillant|malicios|dannos|schadelijk|skadlig|złośliw|škodliv|вредонос|zararlı|恶意|惡意|不正プログラム|악성)',
    ],
    source: 'ClamAV milters, amavis ("INFECTED"), MailScanner, Exim malware condition',
    examples: [
      '550 5.7.1 Virus found in message (Eicar-Test-Signature); message rejected',
      '550 This message contains malware (Win.Test)',
      'è stato rilevato un problema di sicurezza',
      '554 W załączniku znaleziono wirusa',
    ],
  },
];
