import { describe, expect, test } from 'vitest';
import { parse } from './parse.ts';

const mail = (body: string): string =>
  `Return-Path: <>\nFrom: mailer-daemon@mx.example.net\nTo: news@sender.example\nSubject: Notice\nContent-Type: text/plain; charset=utf-8\n\n${body}\n`;

/** "address reason" of each recipient. */
const told = (body: string): readonly string[] =>
  parse(mail(body)).recipients.map(({ recipient, verdict }) => `${recipient} ${verdict.reason}`);

const FAILED = 'Your message could not be delivered to:\n\n  <ann@example.org>';

describe('why, in a paragraph of its own under the address', () => {
  test.each([
    ['Your message could not be delivered to:', 'The mailbox of this user is full.', 'mailbox_full'],
    ['Your message could not be delivered to:', 'No such user here.', 'user_unknown'],
    ['Your message could not be delivered to:', 'The message is larger than allowed.', 'message_too_large'],
    ['Unzustellbar an:', 'Das Postfach des Empfängers ist voll.', 'mailbox_full'],
    ["Votre message n'a pas pu être remis à :", "L'adresse du destinataire n'existe pas.", 'user_unknown'],
    ['No se pudo entregar su mensaje a:', 'El buzón del destinatario está lleno.', 'mailbox_full'],
    ['Impossibile recapitare il messaggio a:', 'La casella del destinatario è piena.', 'mailbox_full'],
    ['A mensagem não foi entregue a:', 'O usuário não existe.', 'user_unknown'],
    ['Uw bericht kon niet worden bezorgd bij:', 'De gebruiker bestaat niet.', 'user_unknown'],
    ['Wiadomość nie została dostarczona do:', 'Skrzynka odbiorcy jest pełna.', 'mailbox_full'],
    ['Не удалось доставить сообщение:', 'Пользователь не существует.', 'user_unknown'],
    ['您的邮件无法送达以下收件人：', '收件人邮箱已满。', 'mailbox_full'],
    ['次の宛先に配信できませんでした。', 'ユーザーが存在しません。', 'user_unknown'],
    ['Mesajul nu a putut fi livrat către:', 'Căsuța poștală a destinatarului este plină.', 'mailbox_full'],
  ])('%s %s', (failed, why, reason) => {
    expect(told(`${failed}\n\n  <ann@example.org>\n\n${why}`)).toEqual([`ann@example.org ${reason}`]);
    expect(told(`${failed}\n\nann@example.org\n \n\n${why}\n\nPlease contact help@example.net.`)).toEqual([
      `ann@example.org ${reason}`,
    ]);
  });

  test('of all who are listed above it, and of nobody else', () => {
    const body =
      'Could not be delivered:\n\nann@example.org\nbob@example.org\n\nNo such user.\n\njoe@example.org\n\nThe mailbox is full.';
    expect(told(body)).toEqual([
      'ann@example.org user_unknown',
      'bob@example.org user_unknown',
      'joe@example.org mailbox_full',
    ]);
  });

  test('under a sentence that names the address and says no more', () => {
    const body = 'Ihre Nachricht an ann@example.org konnte nicht zugestellt werden.\n\nDas Postfach ist voll.';
    expect(told(body)).toEqual(['ann@example.org mailbox_full']);
  });

  test('as the reason given, whatever stands beside the address', () => {
    const body = 'Ihre Nachricht an ann@example.org konnte nicht zugestellt werden.\n\nGrund: Postfach voll';
    expect(told(body)).toEqual(['ann@example.org mailbox_full']);
  });
});

describe('no cause, though it stands under the address', () => {
  test.each([
    // What may be wrong
    'The mailbox may be full, or the address may no longer exist.',
    'Perhaps the user does not exist any more.',
    'Das Postfach könnte voll sein oder die Adresse existiert nicht mehr.',
    "L'adresse n'existe peut-être pas.",
    'Es posible que el buzón esté lleno.',
    'Być może użytkownik nie istnieje.',
    'Возможно, пользователь не существует.',
    '收件人邮箱可能已满。',
    // What to do
    'If you have questions, please contact postmaster@mx.example.net.',
    'Contact the recipient by other means.',
    'Bitte prüfen Sie, ob die Adresse existiert.',
    'Do not reply to this message, the mailbox does not exist.',
    'Diese Adresse existiert nicht, bitte antworten Sie nicht auf diese Mail.',
    "Ne répondez pas à ce message, cette adresse n'existe pas.",
    // Filters and lawyers
    'This mail was checked for spam and viruses by Example Filter.',
    'Diese E-Mail wurde auf Viren und Spam geprüft.',
    'Это сообщение проверено на вирусы.',
    'Any unauthorized use or disclosure is prohibited.',
    'Este mensaje es confidencial; queda prohibida su divulgación no autorizada.',
    // The returned message
    'Subject: Account suspended',
    'Betreff: Ihr Postfach ist voll',
    '> Dear Ann, your mailbox is full.',
    'Your message had this subject: account suspended',
    `This is what you wrote. ${'We sell fresh fruit and vegetables. '.repeat(5)} Your mailbox is full of offers.`,
  ])('%s', (words) => {
    expect(told(`${FAILED}\n\n${words}`)).toEqual(['ann@example.org undetermined']);
  });

  test('further down, behind what is no cause', () => {
    expect(told(`${FAILED}\n\nYour message began with these words.\n\nDear Ann, your mailbox is full.`)).toEqual([
      'ann@example.org undetermined',
    ]);
    expect(told(`${FAILED}\n\n-- \nMailbox is full of offers`)).toEqual(['ann@example.org undetermined']);
  });

  test('where a reply is quoted', () => {
    expect(told(`${FAILED}\n\nThe mailbox is full.\n\n550 5.1.1 No such user`)).toEqual([
      'ann@example.org user_unknown',
    ]);
  });
});
