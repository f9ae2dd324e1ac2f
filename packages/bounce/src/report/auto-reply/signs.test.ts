import { describe, expect, test } from 'vitest';
import { parse } from '../parse.ts';

const kind = (subject: string, fields: string, text: string): string => {
  const mail = `From: desk@reader.example\nTo: news@sender.example\nSubject: ${subject}\nContent-Type: text/plain; charset=utf-8\n${fields}\n\n${text}\n`;
  const { kind, auto_reply } = parse(new TextEncoder().encode(mail));
  return auto_reply === null ? kind : auto_reply.verdict.reason;
};

const bulk = 'Auto-Submitted: auto-generated\nPrecedence: bulk';
const rule = 'Auto-Submitted: auto-generated\nX-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent';

describe('a desk acknowledges a message', () => {
  test.each([
    ['by its thread', 'Offers', `${bulk}\nIn-Reply-To: <m1@sender.example>`, 'A support ticket has been opened.'],
    ['by its title', 'Re: Offers', bulk, 'We have received your message.'],
    ['behind its tag', '[desk #4711] Re: Offers', bulk, 'Thank you for contacting us.'],
    ['by its number', 'Ticket 4711: Offers', bulk, 'Vielen Dank für Ihre Anfrage.'],
    ['by a number in brackets', '[Ticket#2026120710000017] Offers', bulk, 'Nous avons bien reçu votre demande.'],
  ])('%s', (_, subject, fields, text) => {
    expect(kind(subject, fields, text)).toBe('auto_acknowledgement');
  });

  test.each([
    ['a shop’s confirmation', 'Your order', bulk, 'Thank you for your order.'],
    ['a list’s member', 'Re: Offers', 'Precedence: bulk', 'Thank you for your message.'],
    ['a person', 'Re: Offers', 'In-Reply-To: <m1@sender.example>', 'Thank you for your message.'],
    ['a tracker', 'Re: [desk #4711] Offers', `${bulk}\nList-Id: <desk.reader.example>`, 'Ticket 4711 was closed.'],
  ])('%s does not', (_, subject, fields, text) => {
    expect(kind(subject, fields, text)).toBe('other');
  });
});

describe("Exchange's rules", () => {
  test('that answer', () => {
    expect(kind('Building inspection', rule, 'We have received your documents.')).toBe('auto_acknowledgement');
  });

  test.each(['FW: Offers', 'WG: Angebote', 'TR : Offres'])('that pass a mail on do not answer: %s', (subject) => {
    expect(kind(subject, rule, 'Please have a look.')).toBe('other');
  });

  test('that redirect a mail do not answer', () => {
    expect(kind('Offers', `${rule}\nResent-From: <old@reader.example>`, 'Please have a look.')).toBe('other');
  });
});

test('a null return path that a host has filled in', () => {
  const fields = 'Return-Path: <MAILER-DAEMON@mx.sender.example>\nIn-Reply-To: <m1@sender.example>';
  expect(kind('Offers', fields, 'I am out of the office until Monday.')).toBe('out_of_office');
});
