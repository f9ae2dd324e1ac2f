/** An mbox in pieces: wherever the chunks are cut, the messages are the same, and nothing is left out. */
import { mboxMessages, startsLikeMbox } from '../../packages/cli/src/input/mbox.ts';
import { mailWords } from '../dictionary.ts';
import { mutate } from '../mutate.ts';
import { ownMails } from '../seeds.ts';
import { bytesOf, type Target } from '../target.ts';

const separators = [
  'From MAILER-DAEMON Mon Nov 23 09:00:00 2026\n',
  'From a@b.example Mon Nov 23 9:00 2026\r\n',
  'From \n',
  '\nFrom x\n',
];

export const mbox: Target = {
  name: 'mbox',
  share: 2,
  make: (random) =>
    random
      .times(1 + random.int(4), () => random.pick(separators) + mutate(ownMails, mailWords, random).slice(0, 1 << 16))
      .join(random.pick(['', '\n', '\n\n', '\r\n\r\n'])),
  async check(input, timed) {
    const bytes = bytesOf(input);
    timed(() => startsLikeMbox(bytes));
    const start = performance.now();
    const whole = await messages(bytes, bytes.length);
    if (performance.now() - start > 1000) return 'takes more than a second';
    if (whole.join('') !== input) return 'bytes are left out';
    const sizes = input.length < 4000 ? [1, 7, 4096] : [997, 4096];
    for (const size of sizes)
      if ((await messages(bytes, size)).join('\0') !== whole.join('\0'))
        return `chunks change the messages: of ${size} bytes`;
    return null;
  },
};

async function messages(bytes: Buffer, size: number): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const message of mboxMessages(chunks(bytes, size))) found.push(Buffer.from(message).toString('latin1'));
  return found;
}

function* chunks(bytes: Buffer, size: number): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
