import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { describe, expect, it } from 'vitest';
import { withCrlf } from '../message/lines.ts';
import { createSigner, type SigningKey } from './signer.ts';

interface Pair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ed25519 = generateKeyPairSync('ed25519');
const pem = ({ privateKey }: Pair): string => privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const key = (domain: string, selector: string, pair: Pair): SigningKey => ({ domain, selector, privateKey: pem(pair) });

/** The key records that a receiver would find. */
const records: Readonly<Record<string, string>> = {
  'r._domainkey.example.com': `v=DKIM1; k=rsa; p=${rsa.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`,
  'e._domainkey.example.com': `v=DKIM1; k=ed25519; p=${ed25519.publicKey.export({ type: 'spki', format: 'der' }).subarray(12).toString('base64')}`,
  'n._domainkey.news.example.com': `v=DKIM1; k=rsa; p=${rsa.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`,
  'o._domainkey.example.net': `v=DKIM1; k=rsa; p=${rsa.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`,
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

async function sign(keys: readonly SigningKey[], text: string | Buffer = message): Promise<Buffer | null> {
  const octets = Buffer.from(text);
  const fields = await createSigner({ keys, now: () => Date.UTC(2026, 10, 28) }).sign(octets);
  return fields === null ? null : Buffer.concat([fields, octets]);
}

const rsaKey = key('example.com', 'r', rsa);

describe('signatures that verify', () => {
  const all = [
    rsaKey,
    key('example.com', 'e', ed25519),
    key('news.example.com', 'n', rsa),
    key('example.net', 'o', rsa),
  ];
  const both = ['pass example.com e', 'pass example.com r'];
  const rows: readonly [from: string, keys: readonly SigningKey[], expected: readonly string[] | null][] = [
    ['ann@example.com', [rsaKey], ['pass example.com r']],
    ['ann@example.com', [key('example.com', 'e', ed25519)], ['pass example.com e']],
    ['Ann <ann@Example.COM>', all, both],
    ['ann@shop.example.com', all, both],
    ['ann@news.example.com', all, ['pass news.example.com n']],
    ['ann@a.news.example.com', all, ['pass news.example.com n']],
    ['ann@notexample.com', all, null],
    ['ann@com', all, null],
    ['ann@example.com.evil.example', all, null],
    ['ann', all, null],
    ['ann@[192.0.2.1]', all, null],
    // RFC 5322 §3.6.2 and RFC 6854: several authors, a group of them, nobody but a sender.
    ['ann@example.com, bob@example.net, cy@example.com', all, [...both, 'pass example.net o']],
    ['dan@elsewhere.example, bob@example.net', all, ['pass example.net o']],
    ['Team: ann@example.com;', all, both],
    ['Nobody:;\r\nSender: bob@example.net', all, ['pass example.net o']],
  ];
  it.each(rows)('From %s', async (from, keys, expected) => {
    const signed = await sign(keys, message.replace('Ann <ann@example.com>', from));
    expect(signed === null ? null : await verified(signed)).toEqual(expected);
  });

  it.each([
    ['an empty body', 'From: a@example.com\r\n\r\n'],
    ['no line end at the end', 'From: a@example.com\r\nSubject: x\r\n\r\nhello'],
    ['a long body', `From: a@example.com\r\n\r\n${'0123456789\r\n'.repeat(50_000)}`],
    ['8-bit octets', 'From: a@example.com\r\nSubject: Gr\u00fc\u00dfe\r\n\r\n\u00e4\r\n'],
    [
      'blanks and empty lines',
      `From :  a@example.com \r\nSubject:\r\n \t\r\n\r\n \r\n\r\na \t b\t\r\n\r\n${' \r\n'.repeat(9)}`,
    ],
    ['empty lines alone', `From: a@example.com\r\n\r\n${'\r\n'.repeat(100_000)}`],
    ['empty lines between', `From: a@example.com\r\n\r\na${'\r\n'.repeat(100_000)}b`],
    ['a line of blanks', `From: a@example.com\r\n\r\na${' '.repeat(300_000)}b${'\t'.repeat(300_000)}`],
    ['two of a field', 'To: b@example.org\r\nFrom: a@example.com\r\nTo: c@example.org\r\n\r\nhello\r\n'],
  ])('%s', async (_, text) => {
    const signed = await sign([rsaKey], text);
    expect(signed === null ? null : await verified(signed)).toEqual(['pass example.com r']);
  });

  it('a changed message does not verify', async () => {
    const signed = await sign([rsaKey]);
    const changed = Buffer.from(signed?.toString('latin1').replace('Hello', 'Hallo') ?? '', 'latin1');
    expect(await verified(changed)).toEqual(['neutral example.com r']);
    const other = Buffer.from(signed?.toString('latin1').replace('One-Click', 'Two-Click') ?? '', 'latin1');
    expect(await verified(other)).toEqual(['fail example.com r']);
  });

  it('bare CR and LF are signed as they will leave', async () => {
    const text = 'From: a@example.com\nSubject: x\r\n\r\none\rtwo\nthree';
    const fields = await createSigner({ keys: [rsaKey] }).sign(Buffer.from(text));
    const sent = Buffer.concat([fields ?? Buffer.alloc(0), withCrlf(Buffer.from(text))]);
    expect(await verified(sent)).toEqual(['pass example.com r']);
  });

  it('fields without end are no message to vouch for', async () => {
    expect(await sign([rsaKey], `From: a@example.com\r\n${'X: y\r\n'.repeat(100_000)}\r\n`)).toBeNull();
    expect(await sign([rsaKey], `From: a@example.com\r\n${'To: b@example.org\r\n'.repeat(1000)}\r\n`)).toBeNull();
  });
});

describe('who sends a signed message on cannot add to it', () => {
  const plain = ['From: ann@example.com', 'To: bob@example.org', 'Subject: Hello', '', 'Hello', ''].join('\r\n');
  const names = ['From', 'To', 'Cc', 'Reply-To', 'Subject', 'Date', 'Message-ID', 'Content-Type', 'MIME-Version'];
  it.each([...names, 'Content-Transfer-Encoding'])('%s', async (name) => {
    const signed = (await sign([rsaKey], plain))?.toString('latin1') ?? '';
    expect(await verified(Buffer.from(signed))).toEqual(['pass example.com r']);
    const added = `${name}: eve@example.org\r\n`;
    for (const replayed of [
      added + signed,
      signed.replace('From: ', `${added}From: `),
      signed.replace('\r\n\r\n', `\r\n${added}\r\n`),
    ])
      expect(await verified(Buffer.from(replayed))).toEqual(['fail example.com r']);
  });

  it('another List-Unsubscribe, but a list may add its first', async () => {
    const added = 'List-Unsubscribe: <https://example.org/u>\r\n';
    expect(await verified(Buffer.concat([Buffer.from(added), (await sign([rsaKey])) ?? Buffer.alloc(0)]))).toEqual([
      'fail example.com r',
    ]);
    expect(
      await verified(Buffer.concat([Buffer.from(added), (await sign([rsaKey], plain)) ?? Buffer.alloc(0)])),
    ).toEqual(['pass example.com r']);
  });
});

describe('the field', () => {
  it('stands in front, ends with CRLF, has lines of 78 and no length tag', async () => {
    const fields = await createSigner({ keys: [rsaKey], now: () => 1_795_824_000_000 }).sign(Buffer.from(message));
    const text = Buffer.from(fields ?? []).toString();
    expect(text).toMatch(/^DKIM-Signature: .*\r\n$/s);
    expect(text.replace(/\r\n[ \t]+/g, ' ')).toMatch(/ t=1795824000;/);
    expect(text).not.toMatch(/\bl=/);
    for (const line of text.split('\r\n')) expect(line.length).toBeLessThanOrEqual(78);
  });

  it('covers the one-click fields and not Received', async () => {
    const text = (await sign([rsaKey]))?.toString().replace(/\r\n[ \t]+/g, ' ') ?? '';
    const covered = /\bh=([^;]+);/.exec(text)?.[1]?.split(/\s*:\s*/) ?? [];
    expect(covered).toEqual(expect.arrayContaining(['From', 'List-Unsubscribe-Post', 'Message-ID']));
    expect(covered).not.toContain('Received');
  });

  it('is none for a text without header section', async () => {
    expect(await sign([rsaKey], '')).toBeNull();
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
