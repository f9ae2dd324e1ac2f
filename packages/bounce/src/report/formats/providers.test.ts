import { describe, expect, test } from 'vitest';
import { parse } from '../parse.ts';
import { heard, type Notice, notice } from './notice.fixture.ts';

describe('Gmail', () => {
  const from = 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>';

  test('to 2016', () => {
    const body =
      'Delivery to the following recipient failed permanently:\n\n     ann@example.org\n\nTechnical details of permanent failure:\nGoogle tried to deliver your message, but it was rejected by the server for the recipient domain example.org by mx.example.org. [192.0.2.1].\n\nThe error that the other server returned was:\n550 5.1.1 no such user\n\n----- Original message -----\n\nReceived: by 192.0.2.9 with SMTP id a1;\nMessage-ID: <m1@sender.example>\nTo: ann@example.org\n';
    expect(heard({ from, subject: 'Delivery Status Notification (Failure)', body })).toEqual({
      format: 'gmail',
      kind: 'bounce',
      recipients: ['ann@example.org failed | 550 5.1.1 no such user'],
    });
  });

  test('a delay', () => {
    const body =
      'THIS IS A WARNING MESSAGE ONLY.\n\nDelivery to the following recipient has been delayed:\n\n     ann@example.org\n\nMessage will be retried for 2 more day(s)\n\nTechnical details of temporary failure:\nThe recipient server did not accept our requests to connect.\n';
    expect(heard({ from, subject: 'Delivery Status Notification (Delay)', body })).toEqual({
      format: 'gmail',
      kind: 'delayed',
      recipients: ['ann@example.org delayed | The recipient server did not accept our requests to connect.'],
    });
  });

  test('a delay since 2016', () => {
    const body =
      "** Delivery incomplete **\n\nThere was a temporary problem delivering your message to ann@example.org. Gmail will retry for 46 more hours. You'll be notified if the delivery fails permanently.\n\nThe response was:\n\nThe recipient server did not accept our requests to connect.\n";
    expect(heard({ from, subject: 'Delivery Status Notification (Delay)', body })).toEqual({
      format: 'gmail',
      kind: 'delayed',
      recipients: ['ann@example.org delayed | The recipient server did not accept our requests to connect.'],
    });
  });

  test.each([
    [
      'German',
      '** Zustellung unvollständig **\n\nBeim Zustellen der Nachricht an ann@example.org ist ein vorübergehendes Problem aufgetreten. Gmail versucht noch 46 Stunden, die Nachricht zuzustellen. Sie werden benachrichtigt, wenn die Zustellung endgültig fehlgeschlagen ist.\n\nAntwort:',
    ],
    [
      'French',
      "** Livraison incomplète **\n\nUn problème temporaire est survenu lors de l'envoi de votre message à ann@example.org. Gmail va réessayer pendant encore 46 heures. Vous serez averti si l'envoi échoue définitivement.\n\nRéponse :",
    ],
  ])('a delay in %s: its title goes before what may still come', (_, words) => {
    const body = `${words}\n\nThe recipient server did not accept our requests to connect.\n`;
    expect(heard({ from, subject: 'Delivery Status Notification (Delay)', body })).toEqual({
      format: 'gmail',
      kind: 'delayed',
      recipients: ['ann@example.org delayed | The recipient server did not accept our requests to connect.'],
    });
  });

  test('since 2016, in text that another server passed on', () => {
    const body =
      "** Address not found **\n\nYour message wasn't delivered to ann@example.org because the address couldn't be found, or is unable to receive mail.\n\nThe response from the remote server was:\n550 5.1.1 no such user\n";
    expect(heard({ subject: 'Delivery Status Notification (Failure)', body })).toMatchObject({
      format: 'gmail',
      recipients: ['ann@example.org failed | 550 5.1.1 no such user'],
    });
  });

  test('Google Groups, in any language', () => {
    const group = (sentence: string, link = 'https://groups.google.com/support/'): string =>
      `Hello news@sender.example,\n\n${sentence}\n\n * You might have spelled the name wrong.\n\nVisit the Help Center at ${link}.\n`;
    const header = 'X-Failed-Recipients: cats@googlegroups.com';
    const english = "We're writing to let you know that the group you tried to contact (cats) may not exist.";
    const german = 'Die Gruppe, die Sie kontaktieren möchten (cats), ist möglicherweise nicht vorhanden.';
    for (const sentence of [english, german]) {
      expect(heard({ from, subject: 'Delivery Status Notification (Failure)', header, body: group(sentence) })).toEqual(
        {
          format: 'google-groups',
          kind: 'bounce',
          recipients: [`cats@googlegroups.com failed | ${sentence}`],
        },
      );
    }
    // A gateway that rewrites links
    const rewritten = group(german, 'https://links.example/?url=https%3A%2F%2Fgroups.google.com%2Fsupport%2F');
    expect(heard({ from, header, body: rewritten }).format).toBe('google-groups');
  });
});

describe('Yahoo and AOL', () => {
  test('the stage stands in brackets', () => {
    const body =
      'Sorry, we were unable to deliver your message to the following address.\n\n<ann@example.org>:\nRemote host said:\n550 5.1.1 no such user\n[RCPT_TO]\n\n<bob@example.org>:\nUnable to deliver message after multiple retries, giving up.\n\n--- Below this line is a copy of the message.\n\nMessage-ID: <m1@sender.example>\nTo: ann@example.org\n';
    const mail = { from: 'MAILER-DAEMON@yahoo.com', subject: 'Failure Notice', body };
    expect(heard(mail)).toMatchObject({
      format: 'yahoo',
      recipients: [
        'ann@example.org failed | 550 5.1.1 no such user',
        'bob@example.org failed | Unable to deliver message after multiple retries, giving up.',
      ],
    });
    expect(parse(notice(mail)).recipients[1]?.verdict.reason).toBe('message_expired');
  });

  test('the older form, which many hosts copied', () => {
    const body =
      "Message from example.org.\nUnable to deliver message to the following address(es).\n\n<ann@example.org>:\nThis user doesn't have a example.org account (ann@example.org) [0]\n\n--- Original message follows.\n";
    expect(heard({ subject: 'Delivery failure', body })).toMatchObject({
      format: 'yahoo',
      recipients: ["ann@example.org failed | This user doesn't have a example.org account (ann@example.org) [0]"],
    });
  });

  test('AOL names its members without the domain', () => {
    const body =
      'Your mail to the following recipients could not be delivered because they are not accepting mail from news@sender.example:\n\tann\n\tbob\n\n';
    expect(heard({ from: 'MAILER-DAEMON@aol.com', subject: 'Mail Delivery Problem', body })).toEqual({
      format: 'aol',
      kind: 'bounce',
      recipients: [
        'ann@aol.com failed | because they are not accepting mail from news@sender.example',
        'bob@aol.com failed | because they are not accepting mail from news@sender.example',
      ],
    });
  });

  test('Yale’s directory too', () => {
    const body =
      ' --------Message not delivered to the following:\n\n ann    No matches to nameserver query\n\n --------Error Detail (phquery V4.1):\n\n Try the directory.\n';
    expect(
      heard({ from: 'MAILER-DAEMON@mx.yale.edu', subject: 'Returned mail - nameserver error report', body }),
    ).toMatchObject({
      format: 'yale',
      recipients: ['ann@yale.edu failed | No matches to nameserver query'],
    });
  });
});

describe('Amazon SNS', () => {
  const from = 'AWS Notifications <no-reply@sns.amazonaws.com>';
  const event = (value: object): string =>
    `${JSON.stringify(value)}\n\n--\nIf you wish to stop receiving notifications, please click below.\n`;

  test('a bounce and a delivery, as JSON', () => {
    const bounce = event({
      notificationType: 'Bounce',
      bounce: {
        bouncedRecipients: [
          { emailAddress: 'ann@example.org', status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 no such user' },
        ],
      },
    });
    const delivery = event({
      notificationType: 'Delivery',
      delivery: { recipients: ['bob@example.org'], smtpResponse: '250 ok' },
    });
    expect(heard({ from, subject: 'AWS Notification Message', body: bounce })).toEqual({
      format: 'amazon-sns',
      kind: 'bounce',
      recipients: ['ann@example.org failed | 550 5.1.1 no such user'],
    });
    expect(heard({ from, subject: 'AWS Notification Message', body: delivery })).toMatchObject({ kind: 'delivered' });
  });

  test.each(['{"notificationType":', '{"notificationType":"Bounce","bounce":{"bouncedRecipients":[null,7]}}', '{}'])(
    'broken JSON is no bounce of anybody: %s',
    (body) => {
      expect(heard({ from, subject: 'AWS Notification Message', body }).recipients.join()).not.toContain('@');
    },
  );
});

/** Formats that one fixture each tells apart: what the notice says, and what should be heard. */
const others: readonly (readonly [format: string, mail: Notice, ...recipients: readonly string[]])[] = [
  [
    'dma',
    {
      from: 'MAILER-DAEMON <>',
      subject: 'Mail delivery failed',
      body: 'This is the DragonFly Mail Agent v0.13 at mx.example.net.\n\nThere was an error delivering your mail to <ann@example.org>.\n\nmx.example.org [192.0.2.1] did not like our RCPT TO:\n550 5.1.1 no such user\n\nMessage headers follow.\n\nMessage-Id: <m1@sender.example>\n',
    },
    'ann@example.org failed | 550 5.1.1 no such user',
  ],
  [
    'nullmailer',
    {
      subject: 'failure notice',
      body: 'Hi. This is the nullmailer program at mx.example.net.\n\nThe message could not be delivered to:\n\n<ann@example.org>\n550 5.1.1 no such user\n',
    },
    'ann@example.org failed | 550 5.1.1 no such user',
  ],
  [
    'domino',
    {
      from: 'Postmaster@example.org',
      subject: 'DELIVERY FAILURE: User ann (ann@example.org) not listed in Domino Directory',
      body: 'Your message\n\n  Subject: News\n\nwas not delivered to:\n\n  ann@example.org\n\nbecause:\n\n  User ann (ann@example.org) not listed in Domino Directory\n',
    },
    'ann@example.org failed | User ann (ann@example.org) not listed in Domino Directory',
  ],
  [
    'domino',
    {
      subject: 'Undeliverable message',
      body: '------- Failure Reasons  --------\n\nUser not listed in public Name & Address Book\nann@example.org\n\n------- Returned Message --------\nReceived: from a by b (Lotus SMTP MTA v4.6)\nMessage-ID: <m1@sender.example>\nTo: ann@example.org\n',
    },
    'ann@example.org failed | User not listed in public Name & Address Book',
  ],
  [
    'domino',
    {
      from: 'Postmaster@example.org',
      subject: 'NONDELIVERY OF: News',
      body: '------- Failure Reasons  --------\n\nUser not listed in public Name & Address Book\nann@example.org\n',
    },
    'ann@example.org failed | User not listed in public Name & Address Book',
  ],
  [
    'groupwise',
    {
      subject: 'Message status - undeliverable',
      header: 'X-Mailer: Novell GroupWise Internet Agent 7.0.1',
      body: 'The message that you sent was undeliverable to the following:\n\n\tann@example.org (user not found)\n',
    },
    'ann@example.org failed | (user not found)',
  ],
  [
    'james',
    {
      from: 'post_master@example.org',
      subject: 'Re:News',
      header: 'X-Mailer: JAMES 2.3',
      body: 'Error message below:\n550 - Requested action not taken: no such user here\n\nMessage details:\n  Subject: News\n  MAIL FROM: news@sender.example\n  RCPT TO: ann@example.org\n  From: editor@sender.example\n',
    },
    'ann@example.org failed | 550 - Requested action not taken: no such user here',
  ],
  [
    'smartermail',
    {
      from: 'System Administrator <postmaster@mx.example.net>',
      subject: 'Delivery Failure',
      body: 'Could not deliver message to the following recipient(s):\n\nFailed Recipient: ann@example.org\nReason: Remote host said: 550 unknown user\n\n   -- The header and top 20 lines of the message follows --\n',
    },
    'ann@example.org failed | 550 unknown user',
  ],
  [
    'smartermail',
    {
      from: 'System Administrator <postmaster@mx.example.net>',
      subject: 'Delivery Failure',
      body: 'Could not deliver message to the following recipient(s):\n\nFailed Recipient: ann@example.org\nReason: User does not exist\n\nFailed Recipient: bob@example.org\nReason: Mailbox is full\n',
    },
    'ann@example.org failed | User does not exist',
    'bob@example.org failed | Mailbox is full',
  ],
  [
    'microsoft-smtp',
    {
      from: 'postmaster@example.org',
      subject: 'Delivery Status Notification (Failure)',
      body: 'This is an automatically generated Delivery Status Notification.\n\nDelivery to the following recipients failed.\n\n       ann@example.org\n       bob@example.org\n',
    },
    'ann@example.org failed | Delivery to the following recipients failed.',
    'bob@example.org failed | Delivery to the following recipients failed.',
  ],
  [
    'hmailserver',
    {
      subject: 'Undeliverable: News',
      body: 'Your message did not reach some or all of the intended recipients.\n\nThe following recipient(s) could not be reached:\n\nann@example.org\n   Error Type: SMTP\n   Remote server (192.0.2.1) issued an error.\n   hMailServer sent: RCPT TO:<ann@example.org>\n   Remote server replied: 550 5.1.1 no such user\n\nhMailServer\n',
    },
    'ann@example.org failed | 550 5.1.1 no such user',
  ],
  [
    'mailenable',
    {
      subject: 'Message Delivery Failure',
      body: 'MailEnable: Message could not be delivered to some recipients.\nThe following recipient(s) could not be reached:\n\n\tRecipient: [SMTP:ann@example.org]\n\tReason: Remote SMTP Server Returned: 550 no such user\n\nMessage headers follow:\n',
    },
    'ann@example.org failed | 550 no such user',
  ],
  [
    'communigate',
    {
      subject: 'Undeliverable mail',
      header: 'X-Mailer: CommuniGate Pro',
      body: "Failed to deliver to 'ann@example.org'\nSMTP module(domain example.org) reports:\n host mx.example.org says:\n 550 5.1.1 no such user\n",
    },
    'ann@example.org failed | 550 5.1.1 no such user',
  ],
  [
    'icewarp',
    {
      subject: 'Delivery report',
      header: 'X-Mailer: IceWarp 10',
      body: '<<< MAIL DELIVERY REPORT >>>\n\nYour message could not be delivered to:\n\n<ann@example.org> 550 5.1.1 no such user\n',
    },
    'ann@example.org failed | 550 5.1.1 no such user',
  ],
  [
    'mercury',
    {
      subject: 'Postmaster notify: delivery failure.',
      header: 'X-Mailer: Mercury MTS v1.44',
      body: 'The following addresses could not be delivered:\n\nann@example.org\n   550 no such user\n',
    },
    'ann@example.org failed | 550 no such user',
  ],
  [
    'kerio',
    {
      from: 'postmaster@mx.example.net',
      subject: 'Delivery status notification',
      header: 'X-Mailer: Kerio Connect 9',
      body: 'Your message could not be delivered to:\n\n<ann@example.org>\n550 5.1.1 no such user\n',
    },
    'ann@example.org failed | 550 5.1.1 no such user',
  ],
  [
    'netscape-messaging',
    {
      subject: 'Mail System Error - Returned Mail',
      body: 'This Message was undeliverable due to the following reason:\n\nThe user(s) account is disabled.\n\nThe following recipients did not receive your message:\n\n     <ann@example.org>\n\nThe following recipients did not receive your message:\n\n     <bob@example.org>\n\nPlease reply to postmaster@mx.example.net\nif you feel this message to be in error.\n',
    },
    'ann@example.org failed | The user(s) account is disabled.',
    'bob@example.org failed | The user(s) account is disabled.',
  ],
  [
    'netscape-messaging',
    {
      subject: 'Mail System Error - Returned Mail',
      body: 'This Message was undeliverable due to the following reason:\n\nEach of the following recipients was rejected by a remote mail server.\n\n    Recipient: <ann@example.org>\n    Reason:    User unknown\n\n    Recipient: <bob@example.org>\n    Reason:    Mailbox full\n\nPlease reply to postmaster@mx.example.net\n',
    },
    'ann@example.org failed | User unknown',
    'bob@example.org failed | Mailbox full',
  ],
  [
    'fml',
    {
      from: 'fml-admin@example.net',
      subject: 'You are not member (cats ML)',
      header: 'X-MLServer: fml [fml 4.0]\nReturn-Path: <>',
      body: 'Hi, I am the manager of the list. Your mail was rejected.\n\nYou are not a member of this mailing list <cats@example.net>.\n',
    },
    'cats@example.net failed | You are not a member of this mailing list <cats@example.net>.',
  ],
  [
    'interscan',
    {
      from: '"InterScan MSS" <postmaster@example.org>',
      subject: 'Mail could not be delivered',
      body: '****** Message from InterScan Messaging Security Suite ******\n\nSent <<< RCPT TO:<ann@example.org>\nReceived >>> 550 5.1.1 no such user\n\n***** End of message *****\n',
    },
    'ann@example.org failed | 550 5.1.1 no such user',
  ],
  [
    'm-filter',
    {
      from: 'postmaster@example.jp',
      header: 'X-Mailer: m-FILTER',
      body: '以下のメールアドレスへの送信に失敗しました。\nann@example.org\n\n-------server message\n550 5.1.1 no such user\n\n-------SMTP command\nDATA\n\n-------original message\nMessage-ID: <m1@sender.example>\n',
    },
    'ann@example.org failed | 550 5.1.1 no such user',
  ],
  [
    'mailmarshal',
    {
      from: 'MailMarshal@example.org',
      subject: 'Undeliverable Mail: "News"',
      body: 'Your message:\n   From:    news@sender.example\n   Subject: News\n\nCould not be delivered because of\n\n550 5.1.1 no such user\n\nThe following recipients were affected:\n    ann@example.org\n',
    },
    'ann@example.org failed | 550 5.1.1 no such user',
  ],
  [
    'mimecast',
    {
      from: 'postmaster@example.org',
      subject: '[Postmaster] Email Delivery Failure',
      body: 'An email that you attempted to send to the following address could not be delivered:\n-- ann@example.org\n\nThe problem appears to be :\n-- Recipient email address is possibly incorrect\n\nAdditional information follows :\n-- 5.4.1 Recipient address rejected: Access denied.\n\nThis condition occurred after 1 attempt(s).\n',
    },
    'ann@example.org failed | 5.4.1 Recipient address rejected: Access denied.',
  ],
  [
    'messagelabs',
    {
      from: '"MessageLabs postmaster" <postmaster@messagelabs.example>',
      subject: 'Undeliverable: News',
      body: 'This is the mail delivery agent at messagelabs.com.\nI was unable to deliver your message to the following addresses:\n\nann@example.org\n\nReason: 550 5.1.1 no such user\n',
    },
    'ann@example.org failed | 550 5.1.1 no such user',
  ],
  [
    'symantec',
    {
      from: 'Symantec_AntiVirus_for_SMTP_Gateways@example.org',
      subject: 'Delivery failure notification',
      body: 'Your message with Subject: News\ncould not be delivered to the following recipients:\n\nann@example.org\n550 5.1.1 no such user\n',
    },
    'ann@example.org failed | 550 5.1.1 no such user',
  ],
  [
    'mcafee',
    {
      subject: 'Delivery Status',
      header: 'X-NAI-Header: Modified by McAfee',
      body: '    --- The following addresses had delivery problems ---\n\n<ann@example.org>   (Unknown user ann@example.org)\n',
    },
    'ann@example.org failed | Unknown user ann@example.org',
  ],
  [
    'webshield',
    {
      from: 'E500_SMTP_Mail_Service@example.org',
      subject: 'Returned Mail - Error During Delivery',
      body: '------ Failed Recipients ------\n\n<ann@example.org>: Requested action not taken: mailbox unavailable. [SMTP Error Code 550]\n-------- Returned Mail --------\n',
    },
    'ann@example.org failed | Requested action not taken: mailbox unavailable. [SMTP Error Code 550]',
  ],
  [
    'mxlogic',
    {
      header: 'X-MX-Bounce: mta/src/queue/bounce',
      subject: 'Mail delivery failed',
      body: 'A message that you have sent could not be delivered to one or more\nrecipients.  This is a permanent error.  The following address failed:\n\n  <ann@example.org>: 550 5.1.1 no such user\n\n\nIncluded is a copy of the message header:\n',
    },
    'ann@example.org failed | 550 5.1.1 no such user',
  ],
  [
    'surfcontrol',
    {
      subject: 'News',
      header: 'X-Mailer: SurfControl E-mail Filter',
      body: 'Your message could not be sent.\nA transcript of the attempts to send the message follows.\nAddressed To: ann@example.org\n\nSun, 1 Nov 2026 08:00:00 +0000\nFailed to send to identified host,\nann@example.org: [192.0.2.1], 550 no such user\n--- Message non-deliverable.\n',
    },
    'ann@example.org failed | 550 no such user',
  ],
  [
    'xmail',
    {
      from: 'root@mx.example.net',
      subject: 'Error sending message [1700.mx] from [mx.example.net].',
      body: '[<00>] XMail bounce: Rcpt=[ann@example.org];Error=[550 Unknown user]\n\n[<01>] Error sending message [1700.mx] from [mx.example.net].\n',
    },
    'ann@example.org failed | 550 Unknown user',
  ],
  [
    'barracuda',
    {
      from: 'MAILER-DAEMON <>',
      subject: '**Message you sent blocked by our bulk email filter**',
      body: 'Your message to: ann@example.org\nwas blocked by our Spam Firewall. The email you sent with the following subject has NOT BEEN DELIVERED:\n\nSubject: News\n',
    },
    'ann@example.org failed | was blocked by our Spam Firewall. The email you sent with the following subject has NOT BEEN DELIVERED:',
  ],
  [
    'mail.ru',
    {
      from: 'mailer-daemon@corp.mail.ru',
      subject: 'Ваше сообщение не доставлено. Mail failure.',
      body: 'Это письмо создано автоматически сервером Mail.Ru.\n\nК сожалению, Ваше письмо не может быть доставлено одному или нескольким получателям:\n\n  ann@example.org\n    host mx.example.org [192.0.2.1]: 550 5.1.1 no such user\n\n**********************\n',
    },
    'ann@example.org failed | 550 5.1.1 no such user',
  ],
  [
    'yandex',
    {
      from: 'mailer-daemon@yandex.ru',
      subject: 'Недоставленное сообщение',
      body: 'Это письмо отправлено почтовым сервером yandex.ru.\n\n<ann@example.org>: host mx.example.org[192.0.2.1] said: 550 5.1.1 no such\n    user (in reply to RCPT TO command)\n',
    },
    'ann@example.org failed | 550 5.1.1 no such user (in reply to RCPT TO command)',
  ],
  [
    'qq',
    {
      from: 'PostMaster@qq.com',
      subject: '系统退信/Systems bounce',
      body: '您的邮件无法送达以下收件人：\n\nann@example.org\n550 5.1.1 no such user\n',
    },
    'ann@example.org failed | 550 5.1.1 no such user',
  ],
  [
    'netease',
    {
      from: 'Postmaster@163.com',
      subject: '系统退信',
      body: '您的邮件被退回，无法送达：\n\nann@example.org\n550 User not found\n',
    },
    'ann@example.org failed | 550 User not found',
  ],
  [
    'sina',
    {
      from: 'MAILER-DAEMON@sina.com',
      subject: '邮件传输失败！',
      header: 'X-Mailer: SinaMail 3.0',
      body: '邮件无法发送到您指定的地址中。\n\n<ann@example.org>:\n550 no such user\n\n--- 附件中的内容是原信件的一份拷贝\n',
    },
    'ann@example.org failed | 550 no such user',
  ],
  [
    'ezweb',
    {
      from: 'Postmaster@ezweb.ne.jp',
      subject: 'Mail System Error - Returned Mail',
      body: '次のあて先へのメッセージはエラーのため送信できませんでした。\n\nThe user(s) account is disabled.\n\n<ann@ezweb.ne.jp>\n',
    },
    'ann@ezweb.ne.jp failed | The user(s) account is disabled.',
  ],
  [
    'docomo',
    {
      from: 'mail-daemon@docomo.ne.jp',
      subject: 'Undelivered Mail',
      body: '次の宛先に配信できませんでした。\n\nann@docomo.ne.jp\n550 Unknown user ann@docomo.ne.jp\n',
    },
    'ann@docomo.ne.jp failed | 550 Unknown user ann@docomo.ne.jp',
  ],
  [
    'softbank',
    {
      from: 'MAILER-DAEMON@i.softbank.jp',
      subject: 'エラーメール',
      body: '次の宛先に配信できませんでした。\n\nann@i.softbank.jp\n550 Invalid recipient\n',
    },
    'ann@i.softbank.jp failed | 550 Invalid recipient',
  ],
  [
    'gmx',
    {
      from: 'MAILER-DAEMON@mail.gmx.com',
      subject: 'Mail delivery failed: returning message to sender',
      body: 'This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of\nits recipients. This is a permanent error. The following address\nfailed:\n\n"ann@example.org":\nSMTP error from remote server after RCPT command:\nhost: mx.example.org\n550 5.2.2 mailbox full\n\n--- The header of the original message is following. ---\n\nMessage-ID: <m1@sender.example>\n',
    },
    'ann@example.org failed | 550 5.2.2 mailbox full',
  ],
  [
    't-online',
    {
      from: 'mailer-daemon@t-online.de',
      subject: 'Unzustellbar: News',
      body: 'Ihre Nachricht konnte nicht zugestellt werden:\n\nann@example.org\n550 5.1.1 no such user\n',
    },
    'ann@example.org failed | 550 5.1.1 no such user',
  ],
  [
    'zoho',
    {
      from: 'mailer-daemon@mail.zoho.com',
      subject: 'Undelivered Mail Returned to Sender',
      header: 'X-ZohoMail: 1',
      body: 'This message was created automatically by mail delivery software.\n\nann@example.org Invalid Address, ERROR_CODE :550, ERROR_CODE :5.1.1 <ann@example.org>... User Unknown\nbob@example.org Invalid Address, ERROR_CODE :550, ERROR_CODE :5.2.2 <bob@example.org>... Mailbox Full\n',
    },
    'ann@example.org failed | 550, 5.1.1 <ann@example.org>... User Unknown',
    'bob@example.org failed | 550, 5.2.2 <bob@example.org>... Mailbox Full',
  ],
  [
    'verizon',
    {
      from: 'MMSC NDR Administrator <sysadmin@m01.vzwpix.com>',
      subject: 'Undeliverable Message',
      header: 'Return-Path: <>',
      body: 'Message could not be delivered to mobile.\nError: No valid recipients for this MM\n\nOriginal Message:\nFrom: Ed <news@sender.example>\nTo: 5550100@vzwpix.com\nSubject: News\n',
    },
    '5550100@vzwpix.com failed | No valid recipients for this MM',
  ],
  [
    'hotpop',
    {
      from: 'MAILER-DAEMON@HotPOP.com',
      subject: 'Undelivered Mail Returned to Sender',
      body: 'Undeliverable Address: ann@hotpop.com\n\nReason: The recipient is over disk quota.\n\nSystem Contact: postmaster@HotPOP.com\n',
    },
    'ann@hotpop.com failed | The recipient is over disk quota.',
  ],
  [
    'pec',
    {
      from: 'posta-certificata@pec.example.net',
      subject: 'AVVISO DI MANCATA CONSEGNA: Offerta',
      header: 'X-Ricevuta: errore-consegna',
      body: 'Avviso di mancata consegna\n\nIl giorno 30/11/2026 alle ore 09:12:44 (+0100) nel messaggio "Offerta" proveniente da "news@sender.example" e destinato all\'utente "ann@pec.example"\nè stato rilevato un errore 5.1.1 - Pec S.p.A. - indirizzo non valido\n\nIl messaggio è stato rifiutato dal sistema.\n',
    },
    'ann@pec.example failed | è stato rilevato un errore 5.1.1 - Pec S.p.A. - indirizzo non valido',
  ],
  [
    'pec',
    {
      from: 'posta-certificata@pec.example.net',
      subject: 'AVVISO DI MANCATA CONSEGNA PER SUP. TEMPO MASSIMO: Offerta',
      header: 'X-Ricevuta: preavviso-errore-consegna',
      body: 'Avviso di mancata consegna per superamento dei tempi massimi\n\nIl giorno 30/11/2026 alle ore 21:12:44 (+0100) il messaggio "Offerta" proveniente da "news@sender.example" ed indirizzato a "ann@pec.example"\nnon è stato consegnato nelle prime dodici ore dal suo invio.\n',
    },
    'ann@pec.example delayed | non è stato consegnato nelle prime dodici ore dal suo invio.',
  ],
  [
    'pec',
    {
      from: 'posta-certificata@pec.example.net',
      subject: 'AVVISO DI MANCATA CONSEGNA PER VIRUS: Offerta',
      body: 'Avviso di mancata consegna per virus\n\nIl giorno 30/11/2026 alle ore 09:12:44 (+0100) nel messaggio "Offerta" proveniente da "news@sender.example" ed indirizzato a "ann@pec.example"\nè stato rilevato un problema di sicurezza: Eicar.\n\nIl messaggio non è stato consegnato.\n',
    },
    'ann@pec.example failed | è stato rilevato un problema di sicurezza: Eicar.',
  ],
  [
    'llnl',
    {
      from: 'postmaster@llnl.gov',
      subject: 'FAILED MAIL to "ann"',
      body: 'The standard form of email address at LLNL is lastnameNumber@llnl.gov. The address to\nwhich your message was addressed, ann@llnl.gov, did not exactly match an\nLLNL email address.\n\nOther people:\n\n  Bob User     bob@llnl.gov\n',
    },
    'ann@llnl.gov failed | ann@llnl.gov, did not exactly match an LLNL email address.',
  ],
  [
    'amazon-ses',
    {
      from: 'MAILER-DAEMON@eu-west-1.amazonses.com',
      subject: 'Delivery Status Notification (Failure)',
      body: 'The following message to <ann@example.org> was undeliverable.\nThe reason for the problem:\n550 5.1.1 no such user\n',
    },
    'ann@example.org failed | 550 5.1.1 no such user',
  ],
  [
    'amazon-workmail',
    {
      from: 'MAILER-DAEMON@us-west-2.amazonses.com',
      subject: 'Delivery Status Notification (Failure)',
      header: 'X-Mailer: Amazon WorkMail',
      body: 'An error occurred while trying to deliver the mail to the following recipients:\nann@example.org\nbob@example.org\n',
    },
    'ann@example.org failed | null',
    'bob@example.org failed | null',
  ],
  [
    'active-hunter',
    {
      subject: 'Returned mail',
      header: 'X-AHMAILID: 1',
      body: '  ----- The following addresses had permanent fatal errors -----\n\n>>> ann@example.org <ann@example.org>\n\n  ----- Transcript of session follows -----\n550 sorry, no mailbox here by that name (#5.1.1)\n',
    },
    'ann@example.org failed | 550 sorry, no mailbox here by that name (#5.1.1)',
  ],
  [
    'mailfoundry',
    {
      subject: 'Message delivery has failed',
      body: 'Unable to deliver message to: <ann@example.org>\nDelivery failed for the following reason:\nServer mx.example.org[192.0.2.1] failed with: 550 no such user\n\nThis has been a permanent failure.\n',
    },
    'ann@example.org failed | 550 no such user',
  ],
  [
    'kddi',
    {
      from: 'no-reply@mta1.dion.ne.jp',
      subject: 'Mail delivery failed',
      header: 'Return-Path: <>',
      body: 'Your mail sent on: Sun, 1 Nov 2026 08:00:00 +0900\n     Could not be delivered to: <ann@example.org>\n     As their mailbox is full.\n',
    },
    'ann@example.org failed | As their mailbox is full.',
  ],
  [
    'biglobe',
    {
      from: 'postmaster@biglobe.ne.jp',
      subject: 'Returned mail: User mailbox exceeded',
      body: '   ----- The following addresses had delivery problems -----\nann@biglobe.ne.jp\n\n   ----- Non-delivered information -----\nThe number of messages in the mailbox exceeded the limit.\n',
    },
    'ann@biglobe.ne.jp failed | The number of messages in the mailbox exceeded the limit.',
  ],
  [
    'caiwireless',
    {
      from: 'postmaster@mx.caiwireless.example',
      subject: 'Undeliverable mail',
      body: 'The following recipients did not receive this message:\n\n     <ann@example.org>\n\n550 no such user\n',
    },
    'ann@example.org failed | 550 no such user',
  ],
  [
    'bigfoot',
    {
      from: 'Mail Delivery Subsystem <MAILER-DAEMON@bigfoot.com>',
      subject: 'Returned mail: mailbox name not allowed',
      body: '   ----- The following addresses had permanent fatal errors -----\n<ann@example.org>\n\n   ----- Transcript of session follows -----\n>>> RCPT TO:<ann@example.org>\n<<< 553 Invalid recipient ann@example.org (Mode: normal)\n',
    },
    'ann@example.org failed | 553 Invalid recipient ann@example.org (Mode: normal)',
  ],
  [
    'outlook.com',
    {
      from: 'postmaster@hotmail.com',
      subject: 'Delivery Status Notification (Failure)',
      body: 'This is an automatically generated Delivery Status Notification.\n\nDelivery to the following recipients failed.\n\n       ann@hotmail.com\n',
    },
    'ann@hotmail.com failed | Delivery to the following recipients failed.',
  ],
  [
    'sendgrid',
    {
      from: 'MAILER-DAEMON <apps@sendgrid.net>',
      subject: 'Undelivered Mail Returned to Sender',
      body: 'Hello, this is the mail server on sendgrid.net.\n\nI am sending you this message to inform you on the delivery status of a\nmessage you previously sent.  Immediately below you will find a list of\nthe affected recipients:\n\nann@example.org\n550 5.1.1 no such user\n',
    },
    'ann@example.org failed | 550 5.1.1 no such user',
  ],
  [
    'facebook',
    {
      from: 'Facebook <mailer-daemon@mx.facebook.com>',
      subject: 'Sorry, your message could not be delivered',
      body: 'This message was created automatically by Facebook.\n\nSorry, your message could not be delivered to:\n\n<ann@facebook.com>: 550 5.1.1 RCP-P1 recipient unknown\n',
    },
    'ann@facebook.com failed | 550 5.1.1 RCP-P1 recipient unknown',
  ],
  [
    'x1',
    {
      subject: 'Returned Mail: User unknown',
      body: 'The original message was received at Sun, 1 Nov 1998 08:00:00 GMT\nfrom news@sender.example\n\n---The following addresses had delivery errors---\n\nann@example.org [User unknown]\n',
    },
    'ann@example.org failed | User unknown',
  ],
  [
    'x3',
    {
      subject: 'Delivery status notification',
      body: '====================\n      This is an automatically generated Delivery Status Notification.      \n\nDelivery to the following recipients failed permanently:\n\n   * ann@example.org\n\n====================\n          Technical details:          \n\nSMTP:RCPT host 192.0.2.1: 550 5.1.1 no such user\n\n====================\n',
    },
    'ann@example.org failed | 550 5.1.1 no such user',
  ],
  [
    'x6',
    {
      subject: 'There was an error sending your mail',
      body: "We had trouble delivering your message. Full details follow:\n\nSubject: 'News'\n\n1 error(s):\n\nSMTP Server <mx.example.org> rejected recipient <ann@example.org> (Error following RCPT command). It responded as follows: [550 5.1.1 no such user]\n",
    },
    'ann@example.org failed | 550 5.1.1 no such user',
  ],
  [
    'smail',
    {
      subject: 'mail failed, returning to sender',
      body: '|------------------------- Message log follows: -------------------------|\n no valid recipients were found for this message\n|------------------------- Failed addresses follow: ---------------------|\n ann@example.org ... unknown host\n|------------------------- Message text follows: ------------------------|\nMessage-Id: <m1@sender.example>\n',
    },
    'ann@example.org failed | unknown host',
  ],
  [
    'prodigy',
    {
      subject: 'Returned mail: News',
      body: "User's mailbox is full: <ann@example.org>\nUnable to deliver mail.\n",
    },
    "ann@example.org failed | User's mailbox is full: Unable to deliver mail.",
  ],
  [
    'x-failed-recipients',
    {
      subject: 'Mail failure',
      header: 'X-Failed-Recipients: ann@example.org',
      body: 'Your message could not be delivered:\n\n550 5.1.1 no such user\n',
    },
    'ann@example.org failed | 550 5.1.1 no such user',
  ],
];

test.each(others.map(([format, mail, ...recipients]) => ({ format, mail, recipients })))('$format', (notice) => {
  const { format, mail, recipients } = notice;
  expect(heard(mail)).toMatchObject({ format, recipients });
});

describe('what is no notice of these servers', () => {
  test('a person who quotes one', () => {
    const body =
      'What does this mean?\n\n> Hi. This is the qmail-send program at mx.example.net.\n> <ann@example.org>:\n> 550 no such user\n';
    expect(
      heard({ from: 'bob@example.org', subject: 'Re: failure notice', header: 'In-Reply-To: <m1@example.org>', body }),
    ).toMatchObject({
      kind: 'other',
      format: null,
    });
  });

  test('a person who writes from a provider', () => {
    const body = 'Hello,\n\nmy last mail could not be delivered, did you get it? Write to ann@example.org instead.\n';
    for (const from of ['hans@gmx.de', 'yuki@docomo.ne.jp', 'ivan@mail.ru', 'lisa@t-online.de']) {
      expect(heard({ from, subject: 'Lunch', body }).kind).toBe('other');
      expect(heard({ from, subject: 'Undelivered mail?', body }).kind).toBe('other');
    }
  });

  test('a newsletter that uses a server’s phrase', () => {
    const body = 'Tip of the week: when Gmail says "Address not found", check the address.\n\nann@example.org\n';
    expect(
      heard({
        from: 'news@shop.example',
        subject: 'Our tips',
        header: 'List-Unsubscribe: <https://shop.example/u>',
        body,
      }).kind,
    ).toBe('other');
  });
});
