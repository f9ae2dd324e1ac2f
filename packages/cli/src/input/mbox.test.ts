import { describe, expect, test } from 'vitest';
import { mboxMessages, messageLimit, startsLikeMbox } from './mbox.ts';

const separator = 'From MAILER-DAEMON Mon Nov 23 09:00:00 2026\n';
const mail = (subject: string, body = 'At noon?') => `${separator}Subject: ${subject}\n\n${body}\n\n`;

async function messagesOf(text: string, size = text.length): Promise<string[]> {
  const bytes = Buffer.from(text);
  const found: string[] = [];
  const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
    bytes.subarray(n * size, (n + 1) * size),
  );
  for await (const message of mboxMessages(chunks)) found.push(Buffer.from(message).toString());
  return found;
}

test('messages are found wherever a chunk ends', async () => {
  const messages = [mail('one'), mail('two', 'x'.repeat(5000)), mail('three'), mail('four')];
  for (const size of [1, 7, 45, 999, 2048, 100_000])
    expect(await messagesOf(messages.join(''), size)).toEqual(messages);
});

test.each([
  ['a sentence', 'From here on all is well.\nSubject: no header'],
  ['a separator within a paragraph', `text\n${separator}Subject: quoted`],
  ['a separator without a header behind it', `text\n\n${separator}and so on`],
])('%s stays body', async (_, body) => {
  const one = mail('one', body);
  expect(await messagesOf(one + mail('two'))).toEqual([one, mail('two')]);
});

test('what is no mbox does not begin like one', () => {
  expect(startsLikeMbox(Buffer.from(mail('one')))).toBe(true);
  expect(startsLikeMbox(Buffer.from('From: ann@example.org\nDate: Mon, 23 Nov 2026 09:00:00 +0000\n'))).toBe(false);
});

test('a message without end is cut, and the one behind it is found', async () => {
  const chunk = Buffer.alloc(1 << 20, 'x');
  const sizes: number[] = [];
  function* chunks() {
    yield Buffer.from(`${separator}Subject: endless\n\n`);
    for (let n = 0; n < 70; n++) yield chunk;
    yield Buffer.from(`\n\n${mail('next')}`);
  }
  for await (const { length } of mboxMessages(chunks())) sizes.push(length);
  expect(sizes).toEqual([messageLimit, mail('next').length]);
});

describe('lines that are nearly separators cost no more than others', () => {
  // A pattern that tried every pair of places would need hours for these.
  test.each(['1:00:', '1:00 ', '00:00:00 202 ', 'a '])('%j', async (filling) => {
    const line = `From ${filling.repeat(200)}\n\n`;
    expect(await messagesOf(mail('one', `\n${line.repeat(5000)}`))).toHaveLength(1);
  });
});
