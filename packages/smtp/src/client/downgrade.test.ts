import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { toSevenBit } from './downgrade.ts';

const octets = (...lines: readonly string[]): Buffer =>
  Buffer.from(lines.map((line) => `${line}\r\n`).join(''), 'utf8');

function converted(message: Uint8Array): string {
  const result = toSevenBit(message);
  if (result.kind === 'impossible') throw new Error(result.why);
  return Buffer.from(result.octets).toString('latin1');
}

const multipart = octets(
  'From: a@b.example',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed;',
  ' boundary="=_outer"',
  'Content-Transfer-Encoding: 8bit',
  '',
  'preamble',
  '--=_outer',
  'Content-Type: multipart/alternative; boundary=inner',
  '',
  '--inner',
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: 8bit',
  '',
  'Grüße = viele ',
  `Ende ${'ü'.repeat(60)}`,
  '--inner',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p>plain</p>',
  '--inner--',
  '--=_outer',
  'Content-Type: application/x-notes; name=notes.bin',
  'Content-Transfer-Encoding: binary',
  'Content-Disposition: attachment; filename=notes.bin',
  '',
  `Ölfarbe ${'x'.repeat(300)}`,
  '--=_outer',
  'Content-Type: message/rfc822',
  '',
  'Subject: inner',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'Übrigens',
  '--=_outer--',
  'epilogue',
);

describe('what can be converted', () => {
  test('a single part', async () => {
    const message = octets(
      'Subject: x',
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      'Grüße',
      '.',
    );
    expect(converted(message)).toBe(
      [
        'Subject: x',
        'MIME-Version: 1.0',
        'Content-Type: text/plain; charset=utf-8',
        'Content-Transfer-Encoding: quoted-printable',
        '',
        'Gr=C3=BC=C3=9Fe',
        '.',
        '',
      ].join('\r\n'),
    );
  });

  test('a mail without MIME becomes one of unknown charset', () => {
    expect(converted(octets('Subject: x', '', 'é'))).toBe(
      'Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=unknown-8bit\r\n' +
        'Content-Transfer-Encoding: quoted-printable\r\n\r\n=C3=A9\r\n',
    );
  });

  test('a multipart says the same in 7 bits, in the eyes of another reader', async () => {
    const text = converted(multipart);
    expect(text).not.toMatch(/[^\t\r\n -~]/);
    expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(76);
    const [before, after] = await Promise.all([
      PostalMime.parse(multipart),
      PostalMime.parse(Buffer.from(text, 'latin1')),
    ]);
    expect(after.text).toBe(before.text);
    expect(after.html).toBe(before.html);
    expect(after.attachments.map(({ filename, mimeType }) => [filename, mimeType])).toEqual(
      before.attachments.map(({ filename, mimeType }) => [filename, mimeType]),
    );
    // A line end more at the end of base64 is not counted: the CRLF before a boundary is the boundary's.
    expect(
      Buffer.from(after.attachments[0]?.content as ArrayBuffer).equals(Buffer.from(`Ölfarbe ${'x'.repeat(300)}`)),
    ).toBe(true);
  });

  test('parts that are of 7 bits stay as they are', () => {
    expect(converted(multipart)).toContain('Content-Type: text/html; charset=utf-8\r\n\r\n<p>plain</p>\r\n--inner--');
  });

  test('nothing is left of the encodings that were', () => {
    expect(converted(multipart)).not.toMatch(/encoding: (8bit|binary)/i);
  });
});

describe('what cannot', () => {
  const typed = (type: string, ...body: readonly string[]): Buffer =>
    octets('MIME-Version: 1.0', `Content-Type: ${type}`, '', ...body);

  test.each<[string, Buffer]>([
    ['8-bit octets in a header', octets('Subject: é', '', 'x')],
    ['8-bit octets in multipart/signed', typed('multipart/signed; boundary=b', '--b', '', 'é', '--b--')],
    ['8-bit octets in message/partial', typed('message/partial; id=x; number=1', 'é')],
    ['8-bit octets in a multipart without parts', typed('multipart/mixed; boundary=b', 'é')],
    ['8-bit octets in a multipart without parts', typed('multipart/mixed', '--b', '', 'é', '--b--')],
    ['8-bit octets between the parts', typed('multipart/mixed; boundary=b', 'é', '--b', '', 'x', '--b--')],
    ['8-bit octets between the parts', typed('multipart/mixed; boundary=b', '--b', '', 'x', '--b--', 'é')],
    ['8-bit octets in a header', typed('multipart/mixed; boundary=b', '--b', 'Subject: é', '', 'x', '--b--')],
    [
      '8-bit octets in a part encoded as base64',
      octets('Content-Type: text/plain', 'Content-Transfer-Encoding: base64', '', 'é'),
    ],
  ])('%s', (why, message) => {
    expect(toSevenBit(message)).toEqual({ kind: 'impossible', why });
  });

  test('parts nested without end', () => {
    const depth = 30;
    const lines: string[] = [];
    for (let at = 0; at < depth; at++) lines.push(`Content-Type: multipart/mixed; boundary=b${at}`, '', `--b${at}`);
    expect(toSevenBit(octets(...lines, '', 'é'))).toEqual({ kind: 'impossible', why: 'parts nested deeper than 20' });
  });
});

test('a multipart that is never closed is converted as far as it goes', () => {
  const text = converted(octets('Content-Type: multipart/mixed; boundary=b', '', '--b', '', 'é'));
  expect(text).toContain('=C3=A9');
});
