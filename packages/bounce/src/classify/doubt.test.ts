/**
 * Replies that leave an address alive although words stand in them that elsewhere call one dead. Whatever reason they get, it
 * must not be sure enough to stop mail. Written for this, in the manner of servers and filters; the dead ones beside them must stay sure.
 */
import { describe, expect, test } from 'vitest';
import { defaultSuppressionPolicy } from '../decide/policy.ts';
import { generalRules, providers } from '../rules/index.ts';
import { explain } from './classify.ts';
import { compileRules } from './compile-rules.ts';
import { taxonomy } from './taxonomy.ts';
import type { Context } from './verdict.ts';

const stopsMail = (reply: string, context: Context = {}): boolean => {
  const { reason, final, confidence } = explain(reply, context);
  return taxonomy[reason].action === 'suppress' && final && confidence >= defaultSuppressionPolicy.certainty;
};

const ofLimitsAndProtocols = [
  '550 5.1.1 Address exceeds a maximum.',
  '550 5.7.1 Error: exceeded unknown recipient count limit',
  '550 5.2.1 Serviço indisponível, [example.org] não aceita email por IPv6.',
];

const ofTheSender = [
  '550 5.7.1 account of sender is disabled',
  '550 callback verification of the sender failed: user unknown',
  '550 The return path user@example.com is not a valid address',
  '550 5.1.8 Sender address has no mailbox',
  "550 5.1.0 No MX for sender's domain",
  '550 5.1.0 User unknown, check the login of your program',
  '550 Sender account not found',
  "550 sender's account expired",
  '550 The sending domain has been suspended',
  '550 Header field From contains a nonexistent domain',
  '550 Bad address syntax in From header',
  '550 Absenderadresse existiert nicht',
  "550 adresse de l'expediteur inconnue",
  '550 cuenta del remitente bloqueada',
  '550 indirizzo del mittente non esiste',
  '550 endereço do remetente inválido',
  '550 адрес отправителя не существует',
  '550 адреса відправника не існує',
  '550 发件人地址不存在',
  '550 送信者アドレスが存在しません',
  '550 差出人のメールアドレスが存在しません',
  '550-Postmaster verification failed while checking <jo@example.com>\n550-Called: 192.0.2.6\n550-Sent: RCPT TO:<postmaster@example.com>\n550 Response: 550 <postmaster@example.com>: User unknown',
  '550 5.7.1 Account blocked by hand, contact your administrator',
  '553 <jo@desktop> Invalid mail address, must be fully qualified domain',
  '501 <host.example.com> is invalid or DNS says does not exist',
  '550 발신자 메일 주소가 존재하지 않습니다',
  '550 adres nadawcy nie istnieje',
  '550 gönderen adres geçersiz',
  '550 afzender adres onbekend',
];

const ofTheHost = [
  '550 Your IP has been suspended',
  '550 Your host name is unknown',
  '550 Client host not found',
  '550 connection closed due to inactivity',
  '550 TLS is disabled',
  '550 no longer available via IPv6',
  '550 No longer accepting mail from 192.0.2.1',
  '550 SSL certificate of recipient server expired',
  '550 Ihre IP-Adresse wurde gesperrt',
  "550 L'adresse IP du serveur est inconnue",
  '550 您的IP地址无效',
];

const ofNobodyNamed = [
  '550 Service has been disabled',
  '550 rule does not exist',
  '550 your message does not exist in queue',
  '550 E-mail is blocked by policy',
  '550 Email blocked',
  '550 e-mail terminated by filter',
];

const forNow = [
  '550 Mailbox temporarily locked',
  '550 Account temporarily blocked, try later',
  '550 cannot verify recipient: LDAP down',
  '550 Could not verify recipient at this time',
  '550 recipient lookup failed because of a database error',
  '550 Konto vorübergehend gesperrt',
];

const ofATable = [
  '550 User database not found',
  '550 Recipient table not found',
  '550 Address directory does not exist',
  '550 5.3.190 Archive of the account is disabled: no journaling to it',
];

const ofAChoice = [
  '550 The owner of this mailbox has blocked you',
  '550 5.7.1 I no longer accept mail from this address',
  '550 jo@example.org no longer wants to receive mail from you',
];

const ofTheSendingAccount = [
  '551 Main account unavailable',
  '550 Your domain has been suspended for sending spam',
  "550 The sender's account is disabled for outgoing mail",
  '550 Your account may not send any more messages today',
];

/** Receivers speak to the sender. */
const ofYou = ['550 Ihre Adresse ist gesperrt', '550 Ihr Konto wurde gesperrt', '550 Votre adresse est bloquée'];

const ofALogin = [
  '535 5.7.8 Account disabled',
  '535 Unknown user',
  '550 Unknown user or password',
  '550 Login failed: account locked',
];

describe('an address is not given up for what is said', () => {
  test.each([
    ['of limits and protocols', ofLimitsAndProtocols],
    ['of the sender', ofTheSender],
    ['of its host or connection', ofTheHost],
    ['of nobody who is named', ofNobodyNamed],
    ['of this moment', forNow],
    ['of a login', ofALogin],
    ['of a table or an archive', ofATable],
    ['of you', ofYou],
    ['of whom the recipient chooses to hear', ofAChoice],
    ['of the account that sends', ofTheSendingAccount],
  ])('%s', (_, replies) => {
    expect(replies.filter((reply) => stopsMail(reply))).toEqual([]);
  });

  test('by a rule of one provider that has its words in common with everybody', () => {
    expect(stopsMail('542 jo@example.org Rejected')).toBe(false);
    expect(explain('542 jo@example.org Rejected', { mx: 'cluster1.eu.messagelabs.com' }).reason).toBe('user_unknown');
    expect(stopsMail('550 User rejected your mail')).toBe(false);
  });
});

describe("a provider's rules", () => {
  /** What these write means dead with anybody else, or is half of a reply whose other half says that it is not. */
  const ambiguous = new Set([
    ...['kddi/filtered', 'improvmx/domain-not-found', 'gmx/sender-domain', 'qq/recipient-rate', 'exchange/helo'],
    // What an own server of theirs says of another's refusal.
    'ironport/refused-downstream',
  ]);
  const harmless = [...providers.flatMap(({ rules }) => rules), ...generalRules].filter(
    ({ id, reason, mxOnly }) => taxonomy[reason].action !== 'suppress' && mxOnly !== true && !ambiguous.has(id),
  );

  test('give no address up for words that mean something else with those who write them', () => {
    const given = providers
      .filter(({ rules }) => rules.length > 0)
      .flatMap(({ id, mx }) =>
        harmless.flatMap((rule) =>
          rule.examples
            .filter((example) => stopsMail(example, { mx: mx[0], stage: [rule.stage ?? []].flat()[0] }))
            .map((example) => `${id} takes ${rule.id}: ${example}`),
        ),
      );
    expect(given).toEqual([]);
  });
});

describe('an address is given up', () => {
  test.each([
    '550 5.1.1 User unknown',
    '550 User unknown',
    '550 Mailbox has been disabled',
    '550 jo@example.org has been deactivated',
    '550 no longer in use: jo@example.org',
    '550 5.2.1 temporarily disabled mailbox',
    '550 5.1.1 <jo@example.org> User unknown; message returned to sender',
    '550 Postfach existiert nicht',
    '550 用户不存在',
    '550 Host unknown',
    '556 5.1.10 null MX',
  ])('%s', (reply) => {
    expect(stopsMail(reply)).toBe(true);
  });
});

test("a user's own rule is as sure as it says, whoever else is named", () => {
  const { rules } = compileRules([
    { id: 'acme/gone', reason: 'user_unknown', pattern: 'sender says gone', confidence: 0.75 },
  ]);
  expect(explain('550 sender says gone', { rules })).toMatchObject({ confidence: 0.75, action: 'suppress' });
  expect(explain('550 5.1.1 sender says gone', { rules }).confidence).toBe(0.75);
});

describe('the action', () => {
  test('is milder than the reason where it is a guess or the reply asks to try again', () => {
    expect(explain('550 5.1.1 User unknown').action).toBe('suppress');
    expect(explain('550 zzz')).toMatchObject({ reason: 'user_unknown', bounce: 'hard', action: 'count' });
    expect(explain('450 4.1.1 User unknown')).toMatchObject({ reason: 'user_unknown', final: false, action: 'retry' });
  });
});
