import { expect, test } from 'vitest';
import { csvLine } from '../compose/csv.ts';
import { readEntry } from './entry.ts';
import { type Form, recordsOf } from './records.ts';

async function read(text: string, form: Form, size = 7) {
  const octets = Buffer.from(text);
  const chunks = (async function* () {
    for (let at = 0; at < octets.length; at += size) yield octets.subarray(at, at + size);
  })();
  const found = [];
  for await (const record of recordsOf(chunks, form)) found.push(record);
  return found;
}
const addresses = async (text: string, form: Form = 'csv') =>
  (await read(text, form)).map(({ line, fields }) => [line, fields?.['address']]);

test('addresses stand one a line, with or without a heading of any name', async () => {
  expect(await addresses('a@x.example\r\n\r\nb@x.example')).toEqual([
    [1, 'a@x.example'],
    [3, 'b@x.example'],
  ]);
  expect(await addresses('\uFEFFEmail,Name\n"ü@x.example","Ann, the first"\n')).toEqual([[2, 'ü@x.example']]);
  expect(await addresses('Kontakt,Ort\na@x.example,Ulm\n')).toEqual([[2, 'a@x.example']]);
});

test('columns are found by their heading; quoted cells may hold line ends, and formulas are undone', async () => {
  const text = 'address,scope,value,why\r\n"\'+a@x.example",list,weekly,"said ""no""\r\ntwice"\r\nb@x.example,,,\r\n';
  const [first, second] = await read(text, 'csv');
  expect(first).toEqual({
    ...{ line: 2, wrong: null },
    fields: { address: '+a@x.example', scope: 'list', value: 'weekly', why: 'said "no"\ntwice' },
  });
  expect(second).toMatchObject({ line: 4, fields: { address: 'b@x.example' } });
  expect(await addresses("address\n'＝b@x.example\n'quoted'@x.example\n")).toEqual([
    [2, '＝b@x.example'],
    [3, "'quoted'@x.example"],
  ]);
});

test('cells are parted by what parts the first line: a comma, a semicolon or a tab', async () => {
  expect(await addresses('E-Mail;Name\r\na@x.example;"Ann; the first, and only"\r\n')).toEqual([[2, 'a@x.example']]);
  expect(await addresses('a@x.example;Meier, Hans\nb@x.example;Ott, Ida\n')).toEqual([
    [1, 'a@x.example'],
    [2, 'b@x.example'],
  ]);
  const [first] = await read('why\temail\nsaid; so, twice\ta@x.example\n', 'csv');
  expect(first?.fields).toEqual({ address: 'a@x.example', why: 'said; so, twice' });
  expect(await addresses('"a;b"@x.example\nc@x.example\n')).toEqual([
    [1, '"a;b"@x.example'],
    [2, 'c@x.example'],
  ]);
});

test('UTF-16 is read, as spreadsheets write it', async () => {
  for (const swap of [false, true]) {
    const octets = Buffer.from('\uFEFFemail\tname\r\nü@x.example\tÄnn\r\n', 'utf16le');
    const chunks = (async function* () {
      for (const octet of swap ? octets.swap16() : octets) yield Uint8Array.of(octet);
    })();
    const found = [];
    for await (const { fields } of recordsOf(chunks, 'csv')) found.push(fields);
    expect(found).toEqual([{ address: 'ü@x.example', name: 'Änn' }]);
  }
});

test('a heading that names what is read twice is told, for either may be meant', async () => {
  const found = await read('email,name,name,address\na@x.example,Ann,Ann,High Street\n', 'csv');
  expect(found).toEqual([{ line: 2, fields: null, wrong: 'has two columns for address' }]);
});

test('whatever an export writes comes back as it was', async () => {
  const odd = ['=1', "'=1", "''+x", '\n=1', "'quoted'", '＝x', 'a;b', 'a\tb', '"', "'"];
  const text = `address,why\r\n${odd.map((why) => csvLine(['a@x.example', `${why}.`])).join('')}`;
  expect((await read(text, 'csv')).map(({ fields }) => fields?.['why'])).toEqual(odd.map((why) => `${why}.`.trim()));
});

test('a line that is no JSON costs itself alone', async () => {
  const text = '{"address":"a@x.example"}\n{"address":\n[1]\n"b@x.example"\n';
  expect((await read(text, 'jsonl')).map(({ fields, wrong }) => fields?.['address'] ?? wrong)).toEqual([
    ...['a@x.example', 'is no JSON', 'is no JSON object', 'b@x.example'],
  ]);
});

test('a line without an end is told and not kept', async () => {
  const endless = 'x'.repeat(1_000_000);
  for (const form of ['csv', 'jsonl'] as const) {
    const found = await read(`${endless}\n{"address":"a@x.example"}\n`, form, 10_000);
    expect(found[0]).toEqual({ line: 1, fields: null, wrong: 'is longer than 65536 octets' });
    expect(found).toHaveLength(2);
  }
  const open = await read(`address\n"a@x.example\n${'y\n'.repeat(50_000)}`, 'csv', 10_000);
  expect(open.every(({ line, wrong }) => (line === 2 ? wrong !== null : true))).toBe(true);
});

test('what a line does not say is as it was said of the whole, and what it says wrongly is named', () => {
  const otherwise = { scope: 'list', value: 'weekly', reason: 'mailbox_full' } as const;
  const entry = (fields: Record<string, unknown>) => readEntry(fields, otherwise, 'ann');
  expect(entry({ address: ' A@x.example ' })).toEqual({
    kind: 'entry',
    entry: {
      ...{ subject: { address: 'A@x.example' }, scope: 'list', value: 'weekly', reason: 'mailbox_full' },
      ...{ who: 'ann', why: '', expiresAt: null },
    },
  });
  expect(entry({ address: 'a@x.example', scope: 'global', value: '' })).toMatchObject({
    entry: { scope: 'global', value: '' },
  });
  expect(entry({ address: 'AB'.repeat(32) })).toMatchObject({ entry: { subject: { sha256: 'ab'.repeat(32) } } });
  expect(entry({ address: 'a@x.example', state: 'released' })).toEqual({ kind: 'released' });
  const wrong: readonly [Record<string, unknown>, string][] = [
    [{}, 'needs address'],
    [{ address: 'nobody' }, 'is no address'],
    [{ address: 'a@x.example;user_unknown' }, 'is no address'],
    [{ address: 'm\uFFFDller@x.example' }, 'is not in UTF-8'],
    [{ address: `${'a'.repeat(400)}@x.example` }, 'is no address'],
    [{ address_sha256: 'ab' }, 'no SHA-256'],
    [{ address: 'a@x.example', scope: 'all' }, 'scope is none of'],
    [{ address: 'a@x.example', scope: 'stream' }, 'must name the stream'],
    [{ address: 'a@x.example', reason: 'dislike' }, 'reason'],
    [{ address: 'a@x.example', expires_at: 'soon' }, 'expires_at'],
  ];
  for (const [fields, why] of wrong)
    expect(entry(fields)).toEqual({ kind: 'wrong', why: expect.stringContaining(why) });
});
