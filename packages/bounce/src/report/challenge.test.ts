import { describe, expect, test } from 'vitest';
import { parse } from './parse.ts';

const mail = (fields: string, text: string): string =>
  `From: Ann <ann@reader.example>\nTo: news@sender.example\nDate: Mon, 7 Dec 2026 10:00:00 +0000\n${fields}\n\n${text}\n`;

describe('a program asks the sender to prove to be a person', () => {
  test.each([
    [
      'Subject: Re: Spring offers\nAuto-Submitted: auto-replied',
      'I now accept messages only from senders on my approved senders list. To be added, please click the link below:\nhttps://filter.example/1',
    ],
    [
      'Subject: Please confirm your message\nIn-Reply-To: <1@sender.example>',
      'Your message to ann@reader.example is being held because your address was not recognized.\nTo release your message, simply reply to this message.',
    ],
    [
      'Subject: Verification required\nReturn-Path: <>',
      'Your e-mail about "Offers" has been quarantined. Please prove that you are a real person.',
    ],
    [
      'Subject: Re: Offres\nAuto-Submitted: auto-replied',
      'Votre message est en attente. Merci de cliquer sur le lien pour vous authentifier. Service anti-spam',
    ],
    [
      'Subject: Re: Offers (verification required)\nAuto-Submitted: auto-replied',
      'Just this once, verify your e-mail address by the link below so that I can receive your mail: https://filter.example/3',
    ],
    [
      'Subject: Re: Offers\nIn-Reply-To: <1@sender.example>',
      'This is the first time you have written here. I protect my own mailbox against spam: please confirm yourself, just click the link below.',
    ],
    [
      'Subject: Re: Offers\nIn-Reply-To: <1@sender.example>',
      'The message you sent to us requires a check. Please verify that you are no machine: reply to this message.',
    ],
    [
      'Subject: Vos offres\nAuto-Submitted: auto-replied',
      'Ma boîte est protégée contre les spams. Pour que votre message me soit remis, merci de cliquer sur ce lien.',
    ],
    [
      'Subject: Re: Ofertas\nPrecedence: bulk',
      'Sua mensagem está retida pelo serviço AntiSpam. Para liberar, clique aqui: https://filter.example/2',
    ],
  ])('%s', (fields, text) => {
    const { kind, auto_reply } = parse(mail(fields, text));
    expect(kind).toBe('challenge');
    expect(auto_reply?.verdict).toMatchObject({
      reason: 'challenge_response',
      bounce: 'none',
      action: 'ignore',
      rule: 'auto-reply/challenge-response',
    });
  });

  test('a service that does nothing else, though it calls its mail a failure report', () => {
    const boxbe = `From: noreply@boxbe.com
Subject: Re: Offers
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b

Your message has been waitlisted.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; boxbe.com

Final-Recipient: rfc822; ann@reader.example
Action: failed
Status: 4.7.0
--b--
`;
    expect(parse(boxbe).kind).toBe('challenge');
  });
});

describe('no challenge', () => {
  test.each([
    [
      'a new account',
      'Subject: Confirm your email',
      'Please verify your e-mail address: click the link below. We protect you against spam.',
    ],
    [
      'a newsletter',
      'Subject: Re: your account\nPrecedence: bulk\nList-Unsubscribe: <https://example.org/u>',
      'Add us to your whitelist. Click the link below.',
    ],
    [
      'a person who quotes one',
      'Subject: Re: Please confirm\nIn-Reply-To: <1@sender.example>',
      'What is this?\n\n> Your message is being held.\n> Please click the link below to be added to the approved senders list.',
    ],
    [
      'a refusal that names a page',
      'Subject: Re: x\nIn-Reply-To: <1@sender.example>',
      'See you at lunch, the menu: click on the link below.',
    ],
  ])('%s', (_, fields, text) => {
    expect(parse(mail(fields, text)).kind).toBe('other');
  });

  test('a server that wants a confirmation: a bounce', () => {
    const bounce = `From: MAILER-DAEMON@mx.example.org (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b

<ann@reader.example>: host mx.reader.example said: 550 confirm your message: click the link, whitelist
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; ann@reader.example
Action: failed
Status: 5.0.0
Diagnostic-Code: smtp; 550 confirm your message: click the link, whitelist
--b--
`;
    expect(parse(bounce).kind).toBe('bounce');
  });
});
