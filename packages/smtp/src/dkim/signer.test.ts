import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { describe, expect, it } from 'vitest';
import { createSigner, type SigningKey } from './signer.ts';

interface Pair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ed25519 = generateKeyPairSync('ed25519');
const pem = ({ privateKey }: Pair): string => privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const key = (domain: string, selector: string, pair: Pair, headers?: readonly string[]): SigningKey => ({
  domain,
  selector,
  privateKey: pem(pair),
  ...(headers === undefined ? {} : { headers }),
});

/** The key records that a receiver would find. */
const records: Readonly<Record<string, string>> = {
  'r._domainkey.example.com': `v=DKIM1; k=rsa; p=${rsa.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`,
  'e._domainkey.example.com': `v=DKIM1; k=ed25519; p=${ed25519.publicKey.export({ type: 'spki', format: 'der' }).subarray(12).toString('base64')}`,
  'n._domainkey.news.example.com': `v=DKIM1; k=rsa; p=${rsa.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`,
};

const message = [
  'Received: from a.example by b.example; Sat, 28 Nov 2026 21:37:06 +0000',
  'From: Ann <ann@example.com>',
  'To: bob@example.org',
  'Subject: two',
  '  lines',
  'Date: Sat, 28 Nov 2026 21:37:06 +0000',
  'Message-ID: <1@example.com>',
  'List-Unsubscribe: <https://example.com/u>',
  'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
  '',
  'Hello \t world ',
  '',
  '.dots and Gr\u00fc\u00dfe',
  '',
  '',
].join('\r\n');

/** "pass example.com r" for each signature, as an independent reading of the message finds it. */
async function verified(signed: Uint8Array): Promise<string[]> {
  const { results } = await dkimVerify(Buffer.from(signed), {
    resolver: async (name: string, type: string) => {
      const record = type === 'TXT' ? records[name] : undefined;
      if (record === undefined) throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' });
      return [[record]];
    },
  });
  return results
    .map(({ status, signingDomain, selector }) => `${status.result} ${signingDomain} ${selector}`)
    .toSorted();
}

async function sign(keys: readonly SigningKey[], from: string, text = message): Promise<Buffer | null> {
  const fields = await createSigner({ keys, now: () => Date.UTC(2026, 10, 28) }).sign(Buffer.from(text), from);
  return fields === null ? null : Buffer.concat([fields, Buffer.from(text)]);
}

describe('signatures that verify', () => {
  const all = [key('example.com', 'r', rsa), key('example.com', 'e', ed25519), key('news.example.com', 'n', rsa)];
  const rows: readonly [from: string, keys: readonly SigningKey[], expected: readonly string[] | null][] = [
    ['example.com', [key('example.com', 'r', rsa)], ['pass example.com r']],
    ['example.com', [key('example.com', 'e', ed25519)], ['pass example.com e']],
    ['Example.COM', all, ['pass example.com e', 'pass example.com r']],
    ['shop.example.com', all, ['pass example.com e', 'pass example.com r']],
    ['news.example.com', all, ['pass news.example.com n']],
    ['a.news.example.com', all, ['pass news.example.com n']],
    ['notexample.com', all, null],
    ['com', all, null],
    ['example.com.evil.example', all, null],
    ['', all, null],
    ['[192.0.2.1]', all, null],
    [
      'example.com',
      [key('example.com', 'r', rsa, ['Subject']), key('example.com', 'e', ed25519)],
      ['pass example.com e', 'pass example.com r'],
    ],
  ];
  it.each(rows)('From %s', async (from, keys, expected) => {
    const signed = await sign(keys, from);
    expect(signed === null ? null : await verified(signed)).toEqual(expected);
  });

  it.each([
    ['an empty body', 'From: a@example.com\r\n\r\n'],
    ['no line end at the end', 'From: a@example.com\r\nSubject: x\r\n\r\nhello'],
    ['a long body', `From: a@example.com\r\n\r\n${'0123456789\r\n'.repeat(50_000)}`],
    ['8-bit octets', 'From: a@example.com\r\nSubject: Gr\u00fc\u00dfe\r\n\r\n\u00e4\r\n'],
  ])('%s', async (_, text) => {
    const signed = await sign([key('example.com', 'r', rsa)], 'example.com', text);
    expect(signed === null ? null : await verified(signed)).toEqual(['pass example.com r']);
  });

  it('a changed message does not verify', async () => {
    const signed = await sign([key('example.com', 'r', rsa)], 'example.com');
    const changed = Buffer.from(signed?.toString('latin1').replace('Hello', 'Hallo') ?? '', 'latin1');
    expect(await verified(changed)).toEqual(['neutral example.com r']);
    const other = Buffer.from(signed?.toString('latin1').replace('One-Click', 'Two-Click') ?? '', 'latin1');
    expect(await verified(other)).toEqual(['fail example.com r']);
  });
});

describe('the field', () => {
  it('stands in front, ends with CRLF, has lines of 78 and no length tag', async () => {
    const fields = await createSigner({ keys: [key('example.com', 'r', rsa)], now: () => 1_795_824_000_000 }).sign(
      Buffer.from(message),
      'example.com',
    );
    const text = Buffer.from(fields ?? []).toString();
    expect(text).toMatch(/^DKIM-Signature: .*\r\n$/s);
    expect(text.replace(/\r\n[ \t]+/g, ' ')).toMatch(/ t=1795824000;/);
    expect(text).not.toMatch(/\bl=/);
    for (const line of text.split('\r\n')) expect(line.length).toBeLessThanOrEqual(78);
  });

  it('covers the one-click fields and not Received', async () => {
    const text =
      (await sign([key('example.com', 'r', rsa)], 'example.com'))?.toString().replace(/\r\n[ \t]+/g, ' ') ?? '';
    const covered = /\bh=([^;]+);/.exec(text)?.[1]?.split(/\s*:\s*/) ?? [];
    expect(covered).toEqual(expect.arrayContaining(['From', 'List-Unsubscribe-Post', 'Message-ID']));
    expect(covered).not.toContain('Received');
  });

  it('is none for a text without header section', async () => {
    expect(await sign([key('example.com', 'r', rsa)], 'example.com', '')).toBeNull();
  });
});

describe('keys that cannot sign are told at once', () => {
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  it.each([
    ['elliptic curve', key('example.com', 's', ec), 'ec keys cannot sign'],
    ['no PEM', { domain: 'example.com', selector: 's', privateKey: 'x' }, 'not a private key in PEM'],
    ['no domain', key('exa mple', 's', rsa), 'not a domain name'],
    ['no selector', key('example.com', 's; d=evil', rsa), 'not a domain name'],
  ])('%s', (_, bad, why) => {
    expect(() => createSigner({ keys: [bad] })).toThrow(why);
  });
});
