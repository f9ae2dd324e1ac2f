import { generateKeyPairSync } from 'node:crypto';
import { dkimSign } from 'mailauth/lib/dkim/sign.js';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import PostalMime from 'postal-mime';
import { afterEach, describe, expect, test } from 'vitest';
import { createSigner, type SigningKey } from '../dkim/signer.ts';
import type { FaultyServer } from '../faults/server.ts';
import { startFaultyServer } from '../faults/server.ts';
import { connect } from './connect.ts';
import type { DialogueLine } from './connection.ts';
import { messageTo, optionsFor } from './message.fixture.ts';
import type { RecipientOutcome } from './transaction.ts';

const pairs = { ours: generateKeyPairSync('ed25519'), theirs: generateKeyPairSync('ed25519') };
const keyOf = (domain: string, selector: string, pair: keyof typeof pairs): SigningKey => ({
  ...{ domain, selector },
  privateKey: pairs[pair].privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
});
const recordOf = (pair: keyof typeof pairs): string =>
  `v=DKIM1; k=ed25519; p=${pairs[pair].publicKey.export({ type: 'spki', format: 'der' }).subarray(12).toString('base64')}`;
const records: Readonly<Record<string, string>> = {
  'hb._domainkey.sender.example': recordOf('ours'),
  'crm._domainkey.sender.example': recordOf('theirs'),
  's1._domainkey.other.example': recordOf('theirs'),
};
const ours = createSigner({ keys: [keyOf('sender.example', 'hb', 'ours')] });

const letter = Buffer.from(
  [
    'From: Ann <ann@sender.example>',
    'Subject: Hello',
    'Date: Sat, 28 Nov 2026 21:37:06 +0000',
    'Message-ID: <1@sender.example>',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    'Viele Grüße aus Köln, und dahinter noch ein Satz.',
    '.',
    '',
  ].join('\r\n'),
);
const trace = Buffer.from('Received: from a.example by b.example; Sat, 28 Nov 2026 21:37:06 +0000\r\n');

async function signed(by: readonly SigningKey[], text: Buffer = letter): Promise<Buffer> {
  const fields = await createSigner({ keys: by }).sign(text);
  return Buffer.concat([fields ?? Buffer.alloc(0), text]);
}

/** "pass sender.example hb" for each signature, as another program verifies them. */
async function verified(message: Uint8Array): Promise<readonly string[]> {
  const { results } = await dkimVerify(Buffer.from(message), {
    resolver: async (name: string) => [[records[name] ?? '']],
  });
  return results.map(({ status, signingDomain, selector }) => `${status.result} ${signingDomain} ${selector}`);
}

interface Delivered {
  readonly outcome: RecipientOutcome | undefined;
  /** What the server took, dots unstuffed. */
  readonly taken: Buffer;
  readonly notes: readonly string[];
}

const servers: FaultyServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function deliver(body: Uint8Array, extensions: readonly string[]): Promise<Delivered> {
  const server = await startFaultyServer({ extensions });
  servers.push(server);
  const opened = await connect(optionsFor(server.port));
  if (opened.kind !== 'ready') throw new Error(opened.text);
  const lines: DialogueLine[] = [];
  const message = { ...messageTo('bob@r.example'), body, resign: ours.resign };
  const { outcomes } = await opened.connection.send(message, (line) => lines.push(line));
  await opened.connection.quit();
  const data = server.taken[0]?.data ?? '';
  const notes = lines.filter(({ who }) => who === '-').map(({ text }) => text);
  return { outcome: outcomes[0], taken: Buffer.from(data.replace(/^\./gm, ''), 'latin1'), notes };
}

describe('a server without 8BITMIME', () => {
  test('gets 7 bits that say the same, with our signature over them', async () => {
    const before = Buffer.concat([trace, await signed([keyOf('sender.example', 'hb', 'ours')])]);
    expect(await verified(before)).toEqual(['pass sender.example hb']);
    const { outcome, taken, notes } = await deliver(before, ['PIPELINING', 'SIZE']);
    expect(outcome?.kind).toBe('delivered');
    expect(taken.toString('latin1')).not.toMatch(/[^\t\r\n -~]/);
    expect(await verified(taken)).toEqual(['pass sender.example hb']);
    const [was, is] = await Promise.all([PostalMime.parse(letter), PostalMime.parse(taken)]);
    expect(is.text).toBe(was.text);
    expect(taken.subarray(0, trace.length).equals(trace)).toBe(true);
    expect(notes.slice(0, 2)).toEqual(['8-bit message converted to 7-bit', 'our DKIM signature made anew for it']);
  });

  test("leaves another's signature where it is, and says that it does not hold", async () => {
    const { domain: signingDomain, ...key } = keyOf('other.example', 's1', 'theirs');
    const by = { signingDomain, ...key };
    const { signatures } = await dkimSign(letter, { ...by, signatureData: [by] });
    const theirs = Buffer.concat([Buffer.from(signatures), letter]);
    const before = Buffer.concat([trace, await signed([keyOf('sender.example', 'hb', 'ours')], theirs)]);
    expect(await verified(before)).toEqual(['pass sender.example hb', 'pass other.example s1']);
    const { taken, notes } = await deliver(before, []);
    expect(await verified(taken)).toEqual(['pass sender.example hb', 'neutral other.example s1']);
    expect(notes).toContain('the DKIM signature of other.example (selector s1) does not hold for it');
  });

  test('a signature of the same domain by a key that is not ours is not ours', async () => {
    const { taken, notes } = await deliver(await signed([keyOf('sender.example', 'crm', 'theirs')]), []);
    expect(await verified(taken)).toEqual(['neutral sender.example crm']);
    expect(notes).toContain('the DKIM signature of sender.example (selector crm) does not hold for it');
    expect(notes).not.toContain('our DKIM signature made anew for it');
  });

  test('gets what is of 7 bits as it is', async () => {
    const plain = await signed(
      [keyOf('sender.example', 'hb', 'ours')],
      Buffer.from(letter.toString().replace('ü', 'ue').replace('ß', 'ss').replace('ö', 'oe')),
    );
    const { taken } = await deliver(plain, []);
    expect(taken.equals(plain)).toBe(true);
  });

  test('does not get what cannot be converted', async () => {
    const body = Buffer.from('Subject: caf\xe9\r\n\r\nx\r\n', 'latin1');
    const { outcome, taken } = await deliver(body, ['SIZE']);
    expect(outcome).toMatchObject({ breakdown: 'unsupported', text: expect.stringMatching(/^554 5\.6\.3 /) });
    expect(taken).toHaveLength(0);
  });
});

test('a server with 8BITMIME gets every octet as it was signed', async () => {
  const before = Buffer.concat([trace, await signed([keyOf('sender.example', 'hb', 'ours')])]);
  const { taken } = await deliver(before, ['8BITMIME']);
  expect(taken.equals(before)).toBe(true);
});
