import { describe, expect, test } from 'vitest';
import { parse } from './parse.ts';

const mail = (subject: string, body: string, from = 'Postmaster <postmaster@mx.example.net>'): string =>
  `From: ${from}\nTo: news@sender.example\nSubject: ${subject}\nContent-Type: text/plain; charset=utf-8\n\n${body}\n`;

/** "kind: recipient recipient" */
const summary = (text: string): string => {
  const { kind, recipients } = parse(text);
  return `${kind}: ${recipients.map(({ recipient }) => recipient).join(' ')}`.trim();
};

describe('a notice of an unknown server, in any language', () => {
  test.each([
    [
      'English',
      'Message problem',
      'Your message could not be delivered to:\n\n  ann@example.org\n\nThe mailbox does not exist.',
    ],
    [
      'German',
      'Unzustellbar: Rundbrief',
      'Ihre Nachricht konnte nicht zugestellt werden:\n\nann@example.org\nPostfach unbekannt',
    ],
    [
      'French',
      'Courriel non distribué',
      "Votre message n'a pas pu être remis à :\n<ann@example.org>\nAdresse inconnue",
    ],
    ['French, of a service', 'Votre message', "Votre courriel n'a pas été distribué à :\n<ann@example.org>"],
    ['Spanish', 'Aviso', 'No se pudo entregar el mensaje a los destinatarios:\n\n- ann@example.org'],
    ['Italian', 'Avviso', 'Impossibile recapitare il messaggio a:\n\n"ann@example.org"'],
    ['Portuguese', 'Falha na entrega', 'A mensagem nao foi entregue a:\n\n<ann@example.org>'],
    ['Dutch', 'Bericht', 'Uw bericht kon niet worden bezorgd bij:\n\nann@example.org'],
    ['Polish', 'Zwrot wiadomości', 'Wiadomość nie została dostarczona do:\n\nann@example.org'],
    ['Russian', 'Ошибка доставки', 'Сообщение не может быть доставлено:\n\nann@example.org\nтакого ящика нет'],
    ['Chinese', '退信', '您的邮件无法送达以下收件人：\n\nann@example.org'],
    ['Japanese', 'エラーメール', '次の宛先に配信できませんでした。\n\nann@example.org\nユーザーが存在しません'],
    ['Turkish', 'Bildirim', 'İletiniz şu adrese teslim edilemedi:\n\nann@example.org'],
    ['Korean', '메일 전송 실패', '다음 수신자에게 메일을 전달하지 못했습니다.\n\nann@example.org'],
    ['Swedish', 'Meddelande', 'Ditt meddelande kunde inte levereras till:\n\nann@example.org'],
    ['Danish', 'Besked', 'Din mail kunne ikke leveres til:\n\nann@example.org'],
    ['Finnish', 'Ilmoitus', 'Viestiäsi ei voitu toimittaa vastaanottajalle:\n\nann@example.org'],
    ['Czech', 'Zpráva nebyla doručena', 'Vaši zprávu nebylo možné doručit:\n\nann@example.org'],
    ['Hungarian', 'Kézbesítési hiba', 'Az üzenet nem kézbesíthető a címzettnek:\n\nann@example.org'],
    ['Romanian', 'Mesaj nelivrat', 'Mesajul nu a putut fi livrat către:\n\nann@example.org'],
    ['Greek', 'Αποτυχία παράδοσης', 'Το μήνυμά σας δεν παραδόθηκε:\n\nann@example.org'],
    ['Hungarian of Exchange', 'Ajánlat', 'A kézbesítés nem sikerült a következő címzetteknek:\n\nann@example.org'],
    ['Ukrainian', 'Лист не доставлено', 'Не вдалося доставити повідомлення:\n\nann@example.org'],
    ['Bulgarian', 'Недоставимо: Оферта', 'Доставката е неуспешна до тези получатели:\n\nann@example.org'],
    ['Croatian', 'Neisporučivo: Ponuda', 'Poruka nije isporučena:\n\nann@example.org'],
    ['Slovenian', 'Ni mogoče dostaviti: Ponudba', 'Naslovnik:\n\nann@example.org'],
    ['Lithuanian', 'Nepristatyta: Pasiūlymas', 'Nepavyko pristatyti:\n\nann@example.org'],
    ['Catalan', 'No es pot lliurar: Oferta', 'Destinatari:\n\nann@example.org'],
    ['Arabic', 'غير قابل للتسليم: عرض', 'فشل التسليم إلى:\n\nann@example.org'],
    ['Hebrew of Outlook', 'לא ניתן למסירה: הצעה', 'הודעה:\n\nann@example.org'],
    ['Hebrew', 'לא ניתן למסור: הצעה', 'המסירה נכשלה:\n\nann@example.org'],
    ['Vietnamese', 'Không thể gửi: Báo giá', 'Gửi không thành công tới:\n\nann@example.org'],
    ['Indonesian', 'Tidak terkirim: Penawaran', 'Pengiriman gagal ke:\n\nann@example.org'],
    ['a label in German', 'Unzustellbar', 'Ihre Nachricht wurde nicht zugestellt.\nEmpfänger: ann@example.org'],
    ['a label in Korean', '메일 전송 실패', '메일이 전송되지 못했습니다.\n받는사람: ann@example.org'],
    ['a label in Chinese', '系统退信', '您的邮件被退回来了\n收件人：ann@example.org'],
  ])('%s', (_, subject, body) => {
    expect(summary(mail(subject, body))).toBe('bounce: ann@example.org');
  });

  test.each([
    ['English', 'Your message to ann@example.org has been delayed. It will be retried.'],
    ['German', 'Die Zustellung verzögert sich: ann@example.org'],
    ['Russian', 'Доставка сообщения задерживается: ann@example.org'],
    ['German', 'Seit 4 Stunden nicht zugestellt, es wird weiter versucht: ann@example.org'],
    ['Swedish', 'Leveransen är försenad:\n\nann@example.org'],
    ['Hungarian', 'A kézbesítés késik:\n\nann@example.org'],
  ])('a delay in %s', (_, body) => {
    expect(summary(mail('Notice', body))).toBe('delayed: ann@example.org');
  });
});

test('in a language that nobody wrote down, a refusal with its status beside the address says it', () => {
  const told = (reply: string): string =>
    summary(mail('Skilaboð', `Skilaboðin komust ekki:\n\n<ann@example.org>: ${reply}`));
  expect(told('552 5.2.2 full')).toBe('bounce: ann@example.org');
  expect(told('451 4.3.0 later')).toBe('delayed: ann@example.org');
  expect(told('bíðið')).toBe('other:');
});

test('a message that was delayed and then failed has failed', () => {
  const body = 'Your message was delayed for five days. We have given up now:\n\nann@example.org';
  expect(summary(mail('Delivery failed', body))).toBe('bounce: ann@example.org');
});

test('a Chinese label before the reply, with its own colon', () => {
  const { recipients } = parse(
    mail('系统退信', '您的邮件未能送达以下收件人：\n\nann@example.org\n\n退信原因：550 用户不存在'),
  );
  expect(recipients.map(({ code, diagnostic }) => [code, diagnostic])).toEqual([[550, '550 用户不存在']]);
});

describe('what the title says', () => {
  const told = (subject: string, body: string) => summary(mail(subject, body));
  const notYet = 'Your message could not be delivered so far:\n\nann@example.org';

  test('a delay, before the text that tells what could not be done so far', () => {
    expect(told('Delivery delayed', notYet)).toBe('delayed: ann@example.org');
    expect(told('Delivery delayed', `${notYet}\n\nWe have given up.`)).toBe('bounce: ann@example.org');
  });

  test("behind its own words, the title of the sender's message: that says nothing", () => {
    expect(told('Undeliverable: Your parcel is delayed', notYet)).toBe('bounce: ann@example.org');
    expect(told('Warning: your message is delayed', notYet)).toBe('delayed: ann@example.org');
  });

  test('no success that the text does not know of', () => {
    expect(told('Return receipt', notYet)).toBe('bounce: ann@example.org');
    expect(told('Return receipt', 'Read by:\n\nann@example.org')).toBe('delivered: ann@example.org');
  });
});

test('in such a language, beside an address that the header lists, a refusal without a status says it too', () => {
  const told = (field: string): string =>
    summary(mail('Skilaboð', 'Skilaboðin komust ekki:\n\nann@example.org\n550 óþekkt').replace('\n', `\n${field}`));
  expect(told('X-Failed-Recipients: ann@example.org\n')).toBe('bounce: ann@example.org');
  expect(told('')).toBe('other:');
});

test("the sender's title, as the text quotes it, says nothing either", () => {
  const told = (field: string): string =>
    summary(
      mail('Undelivered mail', `Your message\n\n  ${field}\n\ncould not be delivered to:\n\nann@example.org\n550 no`),
    );
  expect(told('Subject: Your parcel is delayed')).toBe('bounce: ann@example.org');
  expect(told('Betreff : Lieferung verzögert')).toBe('bounce: ann@example.org');
  expect(told('The subject of the message is: Return receipt')).toBe('bounce: ann@example.org');
  expect(told('Your message is delayed')).toBe('delayed: ann@example.org');
});

test('what a filter has stopped', () => {
  const body =
    'Our content checker found\n    banned name: a.exe\n\n-> ann@example.org\n\nDelivery of the email was stopped!';
  expect(summary(mail('BANNED in mail from you', body))).toBe('bounce: ann@example.org');
});

describe('who failed', () => {
  test('two addresses with their replies, a line each', () => {
    const body = 'Delivery failed for:\n\nann@example.org ... 550 user unknown\nbob@example.org ... 552 mailbox full';
    const { recipients } = parse(mail('Undelivered', body));
    expect(recipients.map(({ recipient, diagnostic }) => [recipient, diagnostic])).toEqual([
      ['ann@example.org', '550 user unknown'],
      ['bob@example.org', '552 mailbox full'],
    ]);
  });

  test.each([
    ['a table', '', ' | '],
    ['a numbered list', '1. ', ' ('],
    ['a list with bullets', '* ', ': '],
    ['names', '"Roe, A." <', '>: '],
    ['names without quotation marks', 'A. Roe <', '>: '],
  ])('%s', (_, before, behind) => {
    const lines = ['ann@example.org|no such user', 'bob@example.org|mailbox full'].map(
      (line) => before + line.replace('|', behind),
    );
    const { recipients } = parse(mail('Undelivered', `Could not be delivered to:\n\n${lines.join('\n')}`));
    expect(recipients.map(({ recipient, verdict }) => [recipient, verdict.reason])).toEqual([
      ['ann@example.org', 'user_unknown'],
      ['bob@example.org', 'mailbox_full'],
    ]);
  });

  test('every listed address, each once, each with its own reply', () => {
    const report = parse(
      mail(
        'Mail failure',
        'Could not be delivered:\n\n<ann@example.org>: 550 5.1.1 no such user\n<bob@example.org>: 552 5.2.2 mailbox full\n<Ann@example.org>: again',
      ),
    );
    expect(report.recipients.map(({ recipient, code, status }) => [recipient, code, status])).toEqual([
      ['ann@example.org', 550, '5.1.1'],
      ['bob@example.org', 552, '5.2.2'],
    ]);
  });

  test('not the sender, not the postmaster', () => {
    const body =
      'Dear news@sender.example,\nyour mail to ann@example.org was rejected. Questions: postmaster@mx.example.net';
    expect(summary(mail('Mail failure', body))).toBe('bounce: ann@example.org');
  });

  test('a line of its own weighs more than "To:", and that more than a sentence', () => {
    const body =
      'Your message\n\n  To: list@example.com\n\ncould not be delivered to\n\nann@example.org\n\nAsk help@example.net.';
    expect(summary(mail('Mail failure', body))).toBe('bounce: ann@example.org');
  });

  test('not who can help, nor by whose words the line above ends', () => {
    const body =
      'Could not be delivered:\n\nann@example.org: 550 Ask your provider for support.\nbob@example.org: 550 https://support.example.net/help\neve@example.org: 550 no\n\nIf you need help, write to\n\nhelp@example.net';
    expect(summary(mail('Mail failure', body))).toBe('bounce: ann@example.org bob@example.org eve@example.org');
  });

  test('a label beside another address', () => {
    const body =
      'Could not be delivered.\n\nIntended Recipients: <ann@example.org>\nReason: 550 5.7.1 Refused, write to help@example.net';
    expect(summary(mail('Mail failure', body))).toBe('bounce: ann@example.org');
  });

  test("the header that names them, when the text doesn't", () => {
    const text = mail('Mail failure', 'Sorry, could not be delivered.').replace(
      'Subject:',
      'X-Failed-Recipients: ann@example.org\nSubject:',
    );
    expect(summary(text)).toBe('bounce: ann@example.org');
  });

  test('at last, the To of the returned message', () => {
    const body =
      'Sorry, undeliverable.\n\n--- Below this line is a copy of the message.\n\nReceived: by mx\nFrom: news@sender.example\nTo: Ann <ann@example.org>\nMessage-ID: <m1@sender.example>\n\nHello';
    expect(summary(mail('failure notice', body))).toBe('bounce: ann@example.org');
    expect(parse(mail('failure notice', body)).message).toMatchObject({
      message_id: '<m1@sender.example>',
      to: 'Ann <ann@example.org>',
    });
  });

  test('nobody, when nothing tells: still a bounce', () => {
    expect(parse(mail('Mail failure', 'Could not be delivered.\n\n550 5.7.1 rejected'))).toMatchObject({
      kind: 'bounce',
      recipients: [{ recipient: null, code: 550, status: '5.7.1' }],
    });
  });
});

describe('no notice', () => {
  test("a summary of the postmaster's log", () => {
    const bounced = 'message bounce detail\n  mx.example.org\n  3  550 5.1.1 <ann@example.org>: User unknown\n';
    expect(parse(mail('Postfix log summaries for Nov 29', bounced)).kind).toBe('other');
  });

  test('a postmaster who announces a maintenance', () => {
    const body = 'Dear all,\n\nmail delivery will be delayed on Sunday. Questions go to help@example.net, as always.';
    expect(parse(mail('Mail maintenance', body)).kind).toBe('other');
  });

  test('a postmaster who writes as a person does, of a delivery', () => {
    const body = 'Dear customer,\n\nsince Monday mail to\n\nann@example.org\n\ncould not be delivered. We are on it.';
    const written = mail('Our mail', body);
    expect(summary(written)).toBe('bounce: ann@example.org');
    expect(summary(`Return-Path: <postmaster@mx.example.net>\n${written}`)).toBe('other:');
  });

  test('a postmaster who quotes a reply', () => {
    const body = 'We answer 550 5.7.23 SPF check failed from Monday on.\n\nQuestions go to\n\nhelp@example.net';
    expect(parse(mail('Changes', body)).kind).toBe('other');
  });

  test('a filter that reports to its user what it keeps', () => {
    const body =
      'These messages were not delivered to your inbox:\n\nann@example.org   Offer   7.2\nbob@example.org   Hi   6.1';
    expect(summary(mail('Spam quarantine report', body))).toBe('other:');
    expect(summary(mail('Undelivered mail', body))).toBe('bounce: ann@example.org bob@example.org');
  });

  test("whoever takes a mail server's name and writes of the reader's own mailbox", () => {
    const body = '5 messages could not be delivered.\n\nRecipient: news@sender.example\n\n550 5.1.1 server error';
    const from = (name: string): string => parse(mail('Undelivered mail', body, name)).kind;
    expect(from('Mail Delivery System <support@phish.example>')).toBe('other');
    expect(from('Mail Delivery System <mailer-daemon@mx.example.net>')).toBe('bounce');
  });

  test('a header without a body', () => {
    expect(parse(mail('Undelivered Mail Returned to Sender', '')).kind).toBe('other');
  });

  test('a parcel service', () => {
    const body = 'Dear customer,\n\nwe were unable to deliver your parcel.\n\nQuestions:\nhelp@parcels.example';
    expect(parse(mail('Delivery failed', body, 'Parcels <hello@parcels.example>')).kind).toBe('other');
  });

  test('a person who shows a bounce at once: mail to the address written from comes back to its writer', () => {
    const body = '<ann@example.org>: host mx.example.org said: 550 5.1.1 User unknown, what does it mean?';
    const asked = mail('Mail delivery failed', body, 'Jane <jane@customer.example>');
    expect(summary(asked)).toBe('bounce: ann@example.org');
    expect(summary(`Return-Path: <jane@customer.example>\n${asked}`)).toBe('other:');
  });

  test('a person who asks about a bounce', () => {
    const body = 'Hi,\n\nI get this since Monday:\n\n<ann@example.org>: 550 5.1.1 User unknown\n\nAny idea?\nJane';
    expect(parse(mail('Undelivered mail', body, 'Jane <jane@customer.example>')).kind).toBe('other');
  });

  test('a program of unknown name that comes to the point is believed', () => {
    const body = '*****\nYour message could not be delivered to\nann@example.org\n*****';
    expect(summary(mail('non remis', body, 'gw-7@example.net'))).toBe('bounce: ann@example.org');
  });
});

describe('what a notice gives as its reason', () => {
  test.each([
    ['Reason:\ndelivery retry timeout exceeded', 'message_expired'],
    ['Grund: Postfach voll', 'mailbox_full'],
    ['Motivo:\n  mailbox full', 'mailbox_full'],
  ])('%s', (words, reason) => {
    const body = `Your message could not be delivered to:\n\n<ann@example.org>\n\n${words}\n\nGood bye.`;
    const [entry] = parse(new TextEncoder().encode(mail('Delivery failed', body))).recipients;
    expect(entry).toMatchObject({ recipient: 'ann@example.org', verdict: { reason } });
  });
});

test.each(['No such user: ', 'Adresse inexistante : <'])('before the address on its line: %s', (words) => {
  const [entry] = parse(mail('Delivery failed', `${words}ann@example.org\n`)).recipients;
  expect(entry).toMatchObject({ recipient: 'ann@example.org', verdict: { reason: 'user_unknown' } });
});

describe('a notice that names nobody', () => {
  const daemon = 'MAILER-DAEMON@mx.example.net';

  test('is a bounce all the same; the address it came to may tell whose', () => {
    const report = parse(mail('failure notice', 'Your message could not be delivered. Sorry.', daemon));
    expect(report).toMatchObject({ kind: 'bounce', recipients: [{ recipient: null, action: 'failed' }] });
    expect(parse(mail('Delivery Status Notification (Delay)', 'A warning only.', daemon)).kind).toBe('delayed');
  });

  test('a postmaster who writes about deliveries, and an empty mail, are none', () => {
    expect(summary(mail('Delivery problems today', 'Some mail could not be delivered this morning.'))).toBe('other:');
    expect(summary(mail('Undeliverable', '', daemon))).toBe('other:');
  });
});

test('a return path that a host has filled in is the null one', () => {
  const notice = mail(
    'Returned Mail: Error',
    '---- Failed Recipients ----\n\n<ann@example.org>\nMail loop',
    'Shield 4.5',
  );
  expect(summary(notice)).toBe('other:');
  expect(summary(`Return-Path: <MAILER-DAEMON@mx.sender.example>\n${notice}`)).toBe('bounce: ann@example.org');
});
