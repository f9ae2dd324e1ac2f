import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { reencoded } from './reencode.ts';
import { base64, quotedPrintable } from './transfer-encoding.ts';

const octets = (...lines: readonly string[]): Buffer =>
  Buffer.from(lines.map((line) => `${line}\r\n`).join(''), 'utf8');

function converted(message: Uint8Array): string {
  const result = reencoded(message, 'eight_bit');
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
    // Base64 keeps the line ends, of which the one before a boundary is none.
    const lines = (text = ''): string =>
      text
        .replaceAll('\r\n', '\n')
        .replaceAll(/\n{2,}/g, '\n')
        .trim();
    expect(lines(after.text)).toBe(lines(before.text));
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
    expect(reencoded(message, 'eight_bit')).toEqual({ kind: 'impossible', why });
  });

  test('parts nested without end', () => {
    const depth = 30;
    const lines: string[] = [];
    for (let at = 0; at < depth; at++) lines.push(`Content-Type: multipart/mixed; boundary=b${at}`, '', `--b${at}`);
    expect(reencoded(octets(...lines, '', 'é'), 'eight_bit')).toEqual({
      kind: 'impossible',
      why: 'parts nested deeper than 20',
    });
  });
});

test('a multipart that is never closed is converted as far as it goes', () => {
  const text = converted(octets('Content-Type: multipart/mixed; boundary=b', '', '--b', '', 'é'));
  expect(text).toContain('=C3=A9');
});

describe('lines beyond 998 octets', () => {
  const long = 'word '.repeat(400).trim();
  const fit = (...lines: readonly string[]): string => {
    const result = reencoded(octets(...lines), 'long_line');
    if (result.kind === 'impossible') throw new Error(result.why);
    const text = Buffer.from(result.octets).toString('latin1');
    expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
    return text;
  };
  const html = ['MIME-Version: 1.0', 'Content-Type: text/html; charset=utf-8'];

  test('a newsletter in one line becomes quoted-printable and reads the same', async () => {
    const message = [...html, 'Content-Transfer-Encoding: 8bit', '', `<p>Grüße ${long}</p>`];
    const text = fit(...message);
    expect(text).toContain('Content-Transfer-Encoding: quoted-printable\r\n');
    expect((await PostalMime.parse(Buffer.from(text, 'latin1'))).html).toBe(
      (await PostalMime.parse(octets(...message))).html,
    );
  });

  test('text of few Latin letters becomes base64, which is half as long', async () => {
    const text = fit(...html, '', `<p>${'Привет '.repeat(300)}</p>`);
    expect(text).toContain('Content-Transfer-Encoding: base64\r\n');
    expect((await PostalMime.parse(Buffer.from(text, 'latin1'))).html).toContain(`<p>${'Привет '.repeat(300)}</p>`);
  });

  test('a mail without MIME says what it is', () => {
    expect(fit('Subject: x', '', long)).toMatch(
      /^Subject: x\r\nMIME-Version: 1\.0\r\nContent-Type: text\/plain; charset=us-ascii\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n/,
    );
  });

  test('base64 in one line is cut into lines, and is the same file', async () => {
    const file = Buffer.from(Array.from({ length: 5000 }, (_, at) => at % 251));
    const text = fit('Content-Type: application/pdf', 'Content-Transfer-Encoding: BASE64', '', file.toString('base64'));
    const [attachment] = (await PostalMime.parse(Buffer.from(text, 'latin1'))).attachments;
    expect(Buffer.from(attachment?.content as ArrayBuffer).equals(file)).toBe(true);
  });

  test('quoted-printable in one line gets soft breaks, none within a code', async () => {
    const coded = 'Gr=C3=BC=C3=9Fe =3D '.repeat(100).trim();
    const message = [...html, 'Content-Transfer-Encoding: quoted-printable', '', coded];
    const text = fit(...message);
    expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(76);
    expect((await PostalMime.parse(Buffer.from(text, 'latin1'))).html).toBe(
      (await PostalMime.parse(octets(...message))).html,
    );
  });

  test('only the part that needs it changes', () => {
    const parts = ['--b', 'Content-Type: text/plain; charset=utf-8', '', 'Grüße', '--b'];
    const text = fit('Content-Type: multipart/mixed; boundary=b', '', ...parts, ...html, '', long, '--b--');
    expect(text).toContain(Buffer.from(`${parts.join('\r\n')}\r\n`).toString('latin1'));
    expect(text.match(/quoted-printable/g)).toHaveLength(1);
  });

  test('header fields are folded, in parts and in reports as well', () => {
    const report = ['Content-Type: message/delivery-status', '', `Diagnostic-Code: smtp; 550 ${long}`];
    expect(
      fit(
        `References: ${long}`,
        'Content-Type: multipart/report; boundary=b',
        '',
        '--b',
        ...report,
        '--b',
        `Content-Description: ${long}`,
        '',
        'x',
        '--b--',
      ),
    ).not.toMatch(/encoding/i);
  });

  test.each<[string, readonly string[]]>([
    ['a long line in multipart/signed', ['Content-Type: multipart/signed; boundary=b', '', '--b', '', long, '--b--']],
    ['a long line in a header, with no blank to fold it at', [`X-Token: ${'x'.repeat(999)}`, '', 'x']],
    ['a long line in a part encoded as x-uuencode', ['Content-Transfer-Encoding: x-uuencode', '', long]],
    ['a long line between the parts', ['Content-Type: multipart/mixed; boundary=b', '', long, '--b', '', 'x', '--b--']],
    ['a long line in message/partial', ['Content-Type: message/partial; id=x; number=1', '', long]],
  ])('%s has to stay', (why, lines) => {
    expect(reencoded(octets(...lines), 'long_line')).toEqual({ kind: 'impossible', why });
  });
});

test('whatever the text, its octets come back from either encoding', async () => {
  const unit = fc.constantFrom('a', 'é', '=', '.', ' ', '\t', '\r\n', 'x'.repeat(70), '日本');
  await fc.assert(
    fc.asyncProperty(fc.string({ unit, maxLength: 60 }), async (value) => {
      const header = 'Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n';
      const given = Buffer.from(value);
      const quoted = Buffer.concat([Buffer.from(header), quotedPrintable(given)]);
      const [attachment] = (await PostalMime.parse(quoted)).attachments;
      // The reader adds the line end that the message lacks.
      const back = Buffer.from(attachment?.content as ArrayBuffer)
        .toString('latin1')
        .replaceAll(/\r?\n/g, '\n');
      expect(back.replace(/\n$/, '')).toBe(given.toString('latin1').replaceAll('\r\n', '\n').replace(/\n$/, ''));
      expect(Buffer.from(base64(given).toString(), 'base64').equals(given)).toBe(true);
      for (const line of quotedPrintable(given).toString('latin1').split('\r\n')) {
        expect(line.length).toBeLessThanOrEqual(76);
        expect(line).not.toMatch(/[ \t]$/);
      }
    }),
  );
});

test('a message of 50 MB in one line costs its result and its copies, not a hundred times its size', () => {
  const header = Buffer.from('Content-Type: text/plain; charset=utf-8\r\n\r\n');
  const message = Buffer.concat([header, Buffer.alloc(50 * 1024 * 1024, 'word and ünd '), Buffer.from('\r\n')]);
  const before = process.memoryUsage().rss;
  const result = reencoded(message, 'long_line');
  expect(result.kind).toBe('converted');
  expect(process.memoryUsage().rss - before).toBeLessThan(500 * 1024 * 1024);
});
