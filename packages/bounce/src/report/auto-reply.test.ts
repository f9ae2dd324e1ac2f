import { describe, expect, test } from 'vitest';
import { parse } from './parse.ts';
import type { AutoReply } from './report.ts';

const mail = (subject: string, fields: string, text: string): string =>
  `From: Ann <ann@reader.example>
To: news@sender.example
Date: Mon, 7 Dec 2026 10:00:00 +0000
Subject: ${subject}
Content-Type: text/plain; charset=utf-8
${fields}${fields === '' ? '' : '\n'}
${text}
`;

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (subject: string, fields: string, text: string) => parse(bytes(mail(subject, fields, text)));
const replied = (text: string): AutoReply | null => read('Re: Offers', 'Auto-Submitted: auto-replied', text).auto_reply;

describe('a program says that it answers', () => {
  test.each([
    'Auto-Submitted: auto-replied',
    'Auto-Submitted: auto-replied (vacation)',
    'Precedence: auto_reply',
    'X-Autoreply: yes',
    'X-Autorespond: Re: Offers',
    'X-Mailer: vacation 1.2',
    'X-Apple-Action: VACATION',
    'Auto-Submitted: auto-generated',
  ])('%s', (fields) => {
    expect(read('Re: Offers', fields, 'Gone fishing.')).toMatchObject({
      kind: 'auto_reply',
      recipients: [],
      auto_reply: {
        until: null,
        contact: null,
        verdict: { reason: 'out_of_office', category: 'auto_reply', bounce: 'none', action: 'ignore', confidence: 0.6 },
      },
    });
  });

  test.each(['X-Autoreply: no', 'Auto-Submitted: no', 'X-Auto-Response-Suppress: All'])('%s says nothing', (fields) => {
    expect(read('Re: Offers', fields, 'Fine with me. I am on vacation next week.').kind).toBe('other');
  });
});

describe('titles of automatic replies', () => {
  test.each([
    'Automatic reply: Offers',
    'Out of Office AutoReply: Offers',
    'Offers (Automatic Response)',
    'Automatische Antwort: Offers',
    'Abwesenheitsnotiz: Offers',
    'Réponse automatique : Offers',
    'Respuesta automática: Offers',
    'Risposta automatica: Offers',
    'Resposta automática: Offers',
    'Automatisch antwoord: Offers',
    '[Automatyczna odpowiedź] Offers',
    'Автоматический ответ: Offers',
    '自动回复: Offers',
    '自動回覆: Offers',
    '自動応答: Offers',
    'Otomatik Yanıt: Offers',
    'Automatiskt svar: Offers',
    'Automatická odpověď: Offers',
  ])('%s', (subject) => {
    expect(read(subject, 'X-Auto-Response-Suppress: All', 'x').kind).toBe('auto_reply');
  });

  test('the title of an answer is enough, the word alone in a sentence is not', () => {
    const { kind, auto_reply } = read('Automatic reply: Offers', '', 'Our desk is open from 8.30 to 17.00.');
    expect({ kind, confidence: auto_reply?.verdict.confidence }).toEqual({ kind: 'auto_reply', confidence: 0.6 });
    expect(read('Automatic replies do not work', '', 'I am out of the office, says every one.').kind).toBe('other');
    expect(read('Re: Automatic reply: Offers', '', 'Who else can help me?').kind).toBe('other');
  });

  test.each([
    'Samodejni odgovor: Offers',
    'Automatski odgovor: Offers',
    'Автоматичен отговор: Offers',
    'Automaatvastus: Offers',
    '[desk #17] AutoReply: Offers',
    'Auto: Re: Offers',
    'Automatic reply Re: Offers',
    'Аутоматски одговор: Offers',
    'Automatinis atsakymas: Offers',
    'Automātiska atbilde: Offers',
    'رد تلقائي: Offers',
    'پاسخ خودکار: Offers',
    'תשובה אוטומטית: Offers',
    'Trả lời tự động: Offers',
    'การตอบกลับอัตโนมัติ: Offers',
    'Balasan otomatis: Offers',
    'Balasan automatik: Offers',
    'Sjálfvirkt svar: Offers',
    'Erantzun automatikoa: Offers',
    'Ateb awtomatig: Offers',
    'Freagra uathoibríoch: Offers',
    'Përgjigje automatike: Offers',
    'Автоматски одговор: Offers',
    'Автоматты жауап: Offers',
    'Avtomatik cavab: Offers',
    'स्वचालित उत्तर: Offers',
    'ავტომატური პასუხი: Offers',
  ])('%s', (subject) => {
    expect(read(subject, '', 'x').kind).toBe('auto_reply');
  });

  test('without any sign in the header the text has to agree', () => {
    expect(read('Automated message: Offers', '', 'I am out of the office.').kind).toBe('auto_reply');
    expect(read('Automated message: Offers', '', 'This feature does not work.').kind).toBe('other');
  });

  test.each([
    ['Out of Office: Offers', 'I am currently out of the office.'],
    ['Out of office Re: Offers', 'I will be out of the office in August.'],
    ['Fuera de la oficina: Offers', 'Me encuentro fuera de la oficina.'],
    ['Abwesend: Offers', 'Ich bin nicht im Büro.'],
  ])('an absence before the subject: %s', (subject, text) => {
    expect(read(subject, '', text).kind).toBe('auto_reply');
  });

  test.each(['Out of office: 15-25 October', 'OOO: next week', 'Ann is out of the office'])(
    'colleagues announce theirs as well: %s',
    (subject) => {
      expect(read(subject, '', 'Hi all, on vacation from the 15th, Bob has my work.').kind).toBe('other');
    },
  );

  test('an answer without any sign has to thank for the message and to say until when', () => {
    const text = 'Thank you for your e-mail. I am out of the office and will be back on 14 December 2026.';
    expect(read('Re: Offers', 'In-Reply-To: <1@sender.example>', text).auto_reply).toMatchObject({
      until: '2026-12-14',
      verdict: { reason: 'out_of_office' },
    });
    for (const personal of [
      'Thank you for your e-mail. I was out of the office last week, so this is late.',
      'I am out of the office and will be back on 14 December 2026.',
      `${text} Shall we meet then?`,
      `${text}\n\nOn Monday News wrote:\n> Offers`,
    ])
      expect(read('Re: Offers', 'In-Reply-To: <1@sender.example>', personal).kind).toBe('other');
    expect(read('Offers', '', text).kind).toBe('other');
  });

  test('a desk that gives a number acknowledges, as a person does not', () => {
    const text = 'Dear customer,\n\nwe would like to acknowledge that we have received your request.';
    const fields = 'In-Reply-To: <1@sender.example>\nX-Auto-Response-Suppress: All';
    const desk = (subject: string, from = 'Help <support@reader.example>') =>
      parse(mail(subject, fields, text).replace('Ann <ann@reader.example>', from));
    expect(desk('[#20471] Request received').auto_reply).toMatchObject({ verdict: { reason: 'auto_acknowledgement' } });
    expect(desk('Request received').kind).toBe('other');
    expect(desk('[#20471] Request received', 'Ann <ann@reader.example>').kind).toBe('other');
  });

  test('the agent of Lotus Notes', () => {
    const text = 'I will be out of the office starting  12/08/2026 and will not return until\n12/11/2026.';
    expect(read('Ann Lee is out of the office.', '', text).auto_reply).toMatchObject({
      until: '2026-12-11',
      verdict: { reason: 'out_of_office' },
    });
  });

  test('words that people write too need the header of a program', () => {
    expect(read('Out of office', 'Precedence: bulk', 'I am out of the office.').kind).toBe('auto_reply');
    expect(read('Out of office', '', 'I am out of the office.').kind).toBe('other');
  });

  test('vacation(1) of old: bulk, a reply, and an absence', () => {
    expect(read('Re: Offers', 'Precedence: bulk', 'I am away until Friday.').kind).toBe('auto_reply');
    expect(read('Re: Offers', 'Precedence: bulk', 'Issue closed.').kind).toBe('other');
  });
});

describe('what it says', () => {
  test.each([
    'I am currently out of the office with limited access to e-mail.',
    'Ich bin derzeit nicht im Büro.',
    'Je suis absente du bureau.',
    'Estoy fuera de la oficina.',
    'Sono assente dall’ufficio.',
    'Estou de férias.',
    'Ik ben afwezig.',
    'Bedankt voor uw bericht. Ik ben momenteel afwezig.',
    'Tot en met 9 mei ben ik vrij.',
    'Ik ben terug op 5 mei.',
    'Merci pour votre message. Je suis actuellement absent(e).',
    'Out sick. I will reply when I am well.',
    'Jestem poza biurem.',
    'Я нахожусь в отпуске.',
    '我正在休假。',
    '只今不在にしております。',
    'Şu anda ofis dışındayım.',
    'Jag är på semester.',
  ])('absence: %s', (text) => {
    expect(replied(text)?.verdict).toMatchObject({ reason: 'out_of_office', confidence: 0.95 });
  });

  test.each([
    'We have received your message and will answer soon.',
    'A support ticket has been opened: #48151.',
    'Thank you for contacting Example.',
    'Your request (48211) has been received and is being reviewed.',
    "Just confirming that we got your request. We're on it.",
    'Wir haben Ihre Anfrage erhalten.',
    'Nous avons bien reçu votre demande.',
    'Hemos recibido su consulta.',
    'Abbiamo ricevuto la sua richiesta.',
    'Recebemos a sua mensagem.',
    'Bedankt voor uw bericht.',
    'Dziękujemy za kontakt.',
    'Ваше обращение зарегистрировано.',
    '我们已收到您的邮件。',
    'お問い合わせいただきありがとうございます。',
    'Mesajınız alınmıştır.',
  ])('acknowledgement: %s', (text) => {
    expect(replied(text)?.verdict).toMatchObject({ reason: 'auto_acknowledgement', action: 'ignore' });
  });

  test.each([
    'Ann Lee no longer works at Example.',
    'Ann Lee has left the company.',
    'I have left Example Ltd.',
    'I have left Example. Please write to Bob.',
    'Ann is no longer with Example.',
    'Ann has retired.',
    'This mailbox ann@reader.example is no longer in use.',
    'This e-mail address will be closed on 1 January.',
    'Frau Lee ist nicht mehr in unserem Unternehmen tätig.',
    'Frau Lee hat das Unternehmen verlassen.',
    'Frau Lee hat das Unternehmen zum 30.09.2026 verlassen.',
    'Dieses Postfach wird nicht mehr abgerufen.',
    'Ann Lee ne fait plus partie de la société.',
    'Ann ya no trabaja en Example.',
    'Ann non lavora più in Example.',
    'Ann não trabalha mais conosco.',
    'Ann is niet langer werkzaam bij Example.',
    'Ann nie pracuje już w firmie.',
    'Анна больше не работает в компании.',
    '该员工已离职。',
    'リーは退職いたしました。',
    'Ann şirketimizden ayrılmıştır.',
    'Ann ei enää työskentele meillä.',
    'Paní Nová již v naší společnosti nepracuje.',
    'Pán Kováč už u nás nepracuje.',
    'Éva már nem dolgozik cégünknél.',
    'Ion nu mai lucrează la noi.',
    'Ivan više ne radi u tvrtki.',
    'Η Μαρία δεν εργάζεται πλέον εδώ.',
    'Олена більше не працює в компанії.',
    'Иван вече не работи тук.',
    'Budi sudah tidak bekerja di sini.',
    'Lan đã nghỉ việc.',
  ])('departure: %s', (text) => {
    expect(replied(text)?.verdict).toMatchObject({
      reason: 'departed',
      action: 'review',
      bounce: 'none',
      fault: ['list'],
    });
  });

  test.each([
    'I have left the office for today.',
    'I am no longer at my desk, I am on leave.',
    'I no longer check mail after six; I am on leave.',
    'I left early; I am on holiday.',
    'I have left details with Bob. I am on leave.',
  ])('no departure: %s', (text) => {
    expect(replied(text)?.verdict.reason).not.toBe('departed');
  });

  test.each([
    ['I am on leave until 14 December. Bob Roe has left the company; write to Jane.', 'out_of_office'],
    ['I am on leave. Please note that the mailbox offers@reader.example is no longer in use.', 'out_of_office'],
    ['The mailbox ann.old@reader.example is no longer in use.', 'departed'],
    ['The mailbox Ann@reader.example is no longer in use. I am on leave.', 'departed'],
    ['Ann Lee has left the company. Bob is on leave until 14 December.', 'departed'],
  ])('whose departure: %s', (text, reason) => {
    expect(replied(text)?.verdict.reason).toBe(reason);
  });

  test('an absence goes before thanks', () => {
    expect(replied('Thank you for your message. I am out of the office.')?.verdict.reason).toBe('out_of_office');
  });

  test('a shared mailbox is never on holiday', () => {
    const text = mail('Re: Offers', 'Auto-Submitted: auto-replied', 'Hello.').replaceAll('ann@', 'support@');
    expect(parse(text).auto_reply?.verdict.reason).toBe('auto_acknowledgement');
  });

  test('the evidence counts in subject, line feed and text', () => {
    const subject = 'Réponse automatique : Offers';
    const text = '\n\nHello,\nI’m out of the\noffice.\n';
    const { auto_reply } = read(subject, 'Auto-Submitted: auto-replied', text);
    const [evidence] = auto_reply?.verdict.evidence ?? [];
    expect(evidence?.text).toBe('out of the\noffice');
    const said = `${subject}\n${text}`;
    expect(said.slice(evidence?.start, evidence?.end)).toBe(evidence?.text);
  });
});

describe('day of return', () => {
  test.each([
    ['I am away until 14 December 2026.', '2026-12-14'],
    ['I am out of the office until Monday, December 14th.', '2026-12-14'],
    ['Away from December 10-31.', '2026-12-31'],
    ['Away from 10 to 14 December.', '2026-12-14'],
    ['I am away until 11 December and will be back on 14 December.', '2026-12-14'],
    ['I will return to the office on Jan 4.', '2027-01-04'],
    ['I am away until 2027-01-04.', '2027-01-04'],
    ['I am away until 12/21/2026.', '2026-12-21'],
    ['2026. december 14-ig szabadságon vagyok.', '2026-12-14'],
    ['Saya sedang cuti sampai 14.12.2026.', '2026-12-14'],
    ['I am away until 21/12/2026.', '2026-12-21'],
    ['I am away until 08/12/2026.', '2026-12-08'],
    ['I am away until 01/02/2027.', null],
    ['Out of the office from 12/14/2026, will not return until 01/04/2027.', '2027-01-04'],
    ['Je suis absent jusqu’au 01/02/2027.', '2027-02-01'],
    ['On leave from 21 December to 4 January.', '2027-01-04'],
    ['Ich bin bis zum 3.1.2027 nicht im Büro.', '2027-01-03'],
    ['Ich bin vom 10.12. bis 14.12. im Urlaub.', '2026-12-14'],
    ['Ich bin bis einschließlich Freitag, den 8. Januar abwesend.', '2027-01-08'],
    ['Ab dem 4. Januar 2027 bin ich wieder da. Ich bin ab 10. Dezember 2026 im Urlaub.', '2027-01-04'],
    ['Je suis absent jusqu’au 3 janvier.', '2027-01-03'],
    ['Je serai de retour le 1er février 2027.', '2027-02-01'],
    ['Estoy fuera de la oficina hasta el 15 de enero de 2027.', '2027-01-15'],
    ['Sono in ferie fino al 20 dicembre.', '2026-12-20'],
    ['Estou de férias até 20 de dezembro de 2026.', '2026-12-20'],
    ['Ik ben afwezig tot en met 18 december.', '2026-12-18'],
    ['Jestem na urlopie do 18 grudnia 2026.', '2026-12-18'],
    ['Я в отпуске до 18 декабря 2026 г.', '2026-12-18'],
    ['我12月18日回来。', '2026-12-18'],
    ['休假至2027年1月4日。', '2027-01-04'],
    ['12月18日まで休暇です。', '2026-12-18'],
    ['18 Aralık 2026 tarihine kadar izindeyim.', '2026-12-18'],
    ['Я у відпустці до 18 грудня.', '2026-12-18'],
    ['Sunt în concediu până la 18 decembrie.', '2026-12-18'],
    ['Jag är åter måndag den 21 december.', '2026-12-21'],
    ['I am away. Call me at 12.30.', null],
    ['I am away since 1 December 2026.', null],
    ['I am away until 31 February 2027.', null],
  ])('%s', (text, until) => {
    expect(replied(text)?.until).toBe(until);
  });

  test('a mail without Date tells no year', () => {
    const text = mail('Re: x', 'Auto-Submitted: auto-replied', 'I am away until 14 December.').replace(
      /^Date:.*\n/m,
      '',
    );
    expect(parse(text).auto_reply?.until).toBeNull();
  });
});

describe('stand-in', () => {
  test.each([
    ['Please contact Bob (bob@reader.example).', 'bob@reader.example'],
    ['In urgent cases wenden Sie sich bitte an bob@reader.example.', 'bob@reader.example'],
    ['Vous pouvez contacter bob@reader.example', 'bob@reader.example'],
    ['Bitte wenden Sie sich an Bob,\nTel. 1,\nbob@reader.example', 'bob@reader.example'],
    ['Acil durumlarda bob@reader.example adresine ulaşabilirsiniz.', 'bob@reader.example'],
    ['Please contact me again at ann@reader.example.', null],
    ['I got your mail to news@sender.example. Please contact me later.', null],
    ['I am away.\n\nBest regards\nAnn\nbobby@reader.example', null],
    ['I am away.\n\n> Please contact bob@reader.example', null],
  ])('%s', (text, contact) => {
    expect(replied(text)?.contact).toBe(contact);
  });
});

describe('left alone', () => {
  test.each([
    [
      'a person who is on holiday',
      read('Re: Offers', 'In-Reply-To: <1@sender.example>', "I'm on vacation until Friday."),
    ],
    ['a list post', read('Automatic reply: how to?', 'List-Id: <l.lists.example>', 'I am out of the office.')],
    [
      'a newsletter',
      read(
        'Vacation deals',
        'Precedence: bulk\nList-Unsubscribe: <https://example.org/u>',
        'Go on vacation until 1 May.',
      ),
    ],
    ['a notification', read('Job done', 'Auto-Submitted: auto-generated', 'All tests passed.')],
    [
      'a tracker that says a word',
      read('Re: Bug', 'Auto-Submitted: auto-generated\nPrecedence: bulk', 'Vacation plugin fixed.'),
    ],
    ['a question about them', read('Automatic reply is broken', '', 'I am out of the office, it says.')],
  ])('%s', (_, report) => {
    expect(report).toMatchObject({ kind: 'other', auto_reply: null });
  });

  test('a notice of failure that is marked as automatic reply', () => {
    const notice = mail(
      'Mail delivery failed',
      'Auto-Submitted: auto-replied',
      'Your message could not be delivered to:\n  bob@reader.example\n550 5.1.1 User unknown',
    );
    expect(parse(notice.replace('Ann <ann@reader.example>', 'Mail System <mta@reader.example>')).kind).not.toBe(
      'auto_reply',
    );
  });
});

test.each([
  'is no longer ',
  'until 1.1. ',
  'contact a@b.example ',
  'adresse ',
  '1/1/1',
  'left the our my ',
  'nicht mehr ',
  '- ',
])('16 MB of "%s" are read in time, as an automatic reply', (words) => {
  expect(replied(words.repeat(16_000_000 / words.length))).not.toBeNull();
});

test('who accepts or declines a meeting does not answer as a program', () => {
  const fields = 'X-Auto-Response-Suppress: All\nContent-Type: multipart/alternative; boundary=c';
  const parts = '--c\n\nI am on leave.\n--c\nContent-Type: text/calendar; method=REPLY\n\nBEGIN:VCALENDAR\n--c--';
  const invited = mail('Declined: Out of office', fields, parts).replace(/^Content-Type: text.*\n/m, '');
  expect(parse(invited).kind).toBe('other');
  expect(parse(invited.replace('text/calendar', 'text/x-other')).kind).toBe('auto_reply');
});
