import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { parse } from '../report/parse.ts';
import { compose, input, message, textOf } from './notice.fixture.ts';
import type { Notice, NoticeInput } from './notice.ts';

describe('a message that cannot come back as it is', () => {
  const withBody = (body: string | Uint8Array, ret: 'full' | 'headers' = 'full', more: Partial<NoticeInput> = {}) => {
    const content = Buffer.concat([Buffer.from(message), Buffer.from(body)]);
    return compose({ ret, original: { ...input.original, content }, ...more });
  };
  const types = async (notice: Notice) =>
    (await PostalMime.parse(notice.bytes, { forceRfc822Attachments: true })).attachments.map(
      ({ mimeType }) => mimeType,
    )[1];

  test.each([
    ['with 8-bit content on a 7-bit way', 'ä', {}, 'text/rfc822-headers'],
    ['with 8-bit content on an 8-bit way', 'ä', { eightBit: true }, 'message/rfc822'],
    ['with a NUL', '\0', { eightBit: true }, 'text/rfc822-headers'],
    ['with an endless line', 'a'.repeat(999), { eightBit: true }, 'text/rfc822-headers'],
    ['with the longest lawful line', 'a'.repeat(998), {}, 'message/rfc822'],
    ['larger than the limit', 'a line\r\n'.repeat(10_000), {}, 'text/rfc822-headers'],
  ])('%s', async (_, body, more, type) => {
    const notice = withBody(body, 'full', more);
    expect(await types(notice)).toBe(type);
    expect(parse(notice.bytes).message.message_id).toBe('<m1@example.com>');
  });

  test('8-bit headers are encoded, endless ones cut behind a line', () => {
    const subject = compose({ original: { ...input.original, content: 'Subject: Grüße\r\n\r\n' } });
    expect(textOf(subject)).toContain('Subject: Gr=C3=BC=C3=9Fe');
    const endless = compose({ original: { ...input.original, content: 'X-A: 1\r\n'.repeat(100_000) } });
    expect(endless.bytes.length).toBeLessThan(52_000);
    expect(textOf(endless)).toMatch(/X-A: 1\r\n\r\n--=_[0-9a-f]{40}--\r\n$/);
  });

  test('bare line ends become CRLF', () => {
    const text = textOf(
      compose({ ret: 'full', original: { ...input.original, content: 'A: 1\nB: 2\r\r\n\n.\nend\r' } }),
    );
    expect(text).toContain('A: 1\r\nB: 2\r\n\r\n\r\n.\r\nend\r\n');
    expect(text).not.toMatch(/[^\r]\n|\r[^\n]/);
  });

  test('no message at all leaves two parts', () => {
    expect(textOf(compose({ original: { content: '' } })).match(/Content-Type/g)).toHaveLength(3);
  });
});
