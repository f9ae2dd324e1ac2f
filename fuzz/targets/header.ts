/** Broken header blocks, addresses, parameters, encoded words, charsets and transfer encodings. */
import { cleanAddress, parseAddressList } from '../../packages/bounce/src/mime/address.ts';
import { decodeCharset } from '../../packages/bounce/src/mime/charset.ts';
import { decodeTransfer, transferEncoding } from '../../packages/bounce/src/mime/decode.ts';
import { type Part, scan } from '../../packages/bounce/src/mime/scan.ts';
import { mailWords } from '../dictionary.ts';
import { mutate } from '../mutate.ts';
import { mails } from '../seeds.ts';
import { bytesOf, type Target } from '../target.ts';

const heads = mails.map((mail) => mail.slice(0, mail.search(/\r?\n\r?\n/) + 1)).filter((head) => head !== '');

export const header: Target = {
  name: 'header',
  share: 6,
  make: (random) => `${mutate(heads, mailWords, random)}\n\nbody`,
  check(input, timed) {
    const bytes = bytesOf(input);
    return timed(() => badPart(scan(bytes).root, bytes.length));
  },
};

function badPart(part: Part, length: number): string | null {
  const { start, bodyStart, end, headers } = part;
  if (!(start >= 0 && bodyStart >= start && end >= bodyStart && end <= length))
    return `offsets out of order: ${start}, ${bodyStart}, ${end} of ${length}`;
  for (const name of new Set(headers.block.match(/^[!-9;-~]+(?=[ \t]*:)/gm))) {
    const raw = headers.raw(name);
    if ((raw === null) !== (headers.get(name) === null)) return `a field that is there by half: ${name}`;
    headers.all(name);
    for (const address of parseAddressList(raw ?? '')) if (cleanAddress(address) === '') return 'an empty address';
  }
  part.parameter('boundary');
  part.text();
  return null;
}

const charsets = [
  'utf-8',
  'iso-2022-jp',
  'gb18030',
  'big5',
  'euc-kr',
  'shift_jis',
  'utf-16le',
  'utf-16be',
  'utf-7',
  'koi8-r',
  'x-unknown',
  '',
] as const;

export const charset: Target = {
  name: 'charset',
  share: 3,
  make: (random) => mutate(mails, mailWords, random).slice(0, 4000),
  check(input, timed) {
    const bytes = bytesOf(input);
    for (const name of charsets) timed(() => decodeCharset(bytes, name));
    for (const encoding of ['base64', 'quoted-printable', 'x-uuencode', 'junk']) {
      const kind = transferEncoding(encoding);
      const most = 2000;
      if (timed(() => decodeTransfer(bytes, kind, most)).length > most)
        return `decodes more than the limit: ${encoding}`;
    }
    const back = Buffer.from(decodeTransfer(Buffer.from(bytes.toString('base64')), 'base64', 1 << 20));
    return back.equals(bytes) ? null : 'base64 read back is another text';
  },
};
