import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { expect, it } from 'vitest';
import { textPart } from './part.ts';

const read = async (text: string): Promise<string | undefined> => {
  const { fields, body } = textPart('plain', text);
  return (await PostalMime.parse(`${fields.join('\r\n')}\r\n\r\n${body}`)).text;
};

it('a text that is plain goes as it is', () => {
  expect(textPart('plain', 'Hello\nBob')).toMatchObject({ body: 'Hello\r\nBob' });
  expect(textPart('html', '<p>Hello</p>').fields).toContain('Content-Transfer-Encoding: 7bit');
});

it.each([
  ['letters beyond ASCII', 'Grüße', 'Gr=C3=BC=C3=9Fe'],
  ['what looks encoded', 'ä a=3Db', '=C3=A4 a=3D3Db'],
  ['white space at the end of a line', 'a \nb\t', 'a=20\r\nb=09'],
  ['a long line', 'x'.repeat(160), `${'x'.repeat(75)}=\r\n${'x'.repeat(75)}=\r\n${'x'.repeat(10)}`],
  ['an octet at the end of a line', `${'x'.repeat(73)}ä`, `${'x'.repeat(73)}=\r\n=C3=A4`],
  ['any line end', 'ä\rb\nc\r\nd', '=C3=A4\r\nb\r\nc\r\nd'],
  ['half a pair', 'ä\ud800', '=C3=A4=EF=BF=BD'],
  ['a control', 'ä\0\x1b[1m', '=C3=A4=00=1B[1m'],
])('%s is quoted-printable', (_, text, body) => {
  expect(textPart('plain', text).body).toBe(body);
});

it('any text comes back as it was, in lines of 76 characters', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 400 }), async (given) => {
      const text = given.replace(/[\r\n\0]|\p{Zl}|\p{Zp}/gu, ' ');
      const { body } = textPart('plain', `ä${text}`);
      expect(body.split('\r\n').every((line) => line.length <= 76 && /^[\t -~]*$/.test(line))).toBe(true);
      expect((await read(`ä${text}`))?.trimEnd()).toBe(`ä${text}`.trimEnd());
    }),
    { numRuns: 200 },
  );
});
