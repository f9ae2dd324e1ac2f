/** Verdicts corrected after the fact, from the command line: an unknown reply, a rule for it, the past read anew, and back. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type House, makeHouse, openSink, type Serving, type Sink, serve, submit } from './service.ts';

const text = 'Zwergnase 17';
const recipient = 'zwerg@b.example';
let sink: Sink;
let house: House;
let serving: Serving;
beforeAll(async () => {
  sink = await openSink();
  sink.answer = { code: 554, status: null, text };
  house = makeHouse(sink.port);
  serving = await serve(house);
});
afterAll(async () => {
  serving.child.kill('SIGKILL');
  await serving.ended;
  await sink.close();
  house.remove();
});

interface Bounce {
  readonly id: string;
  readonly reason: string;
}
interface Run {
  readonly id: string;
  readonly state: string;
  readonly detail: { readonly read: number; readonly changed: number };
}
const lines = <T>(args: readonly string[]): readonly T[] =>
  house
    .run([...args, '--json'])
    .out.split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
const reasonNow = (): string => {
  const [bounce] = lines<Bounce>(['bounces', 'ls', '--recipient', recipient]);
  return bounce?.reason ?? 'not yet';
};
const stateOf = (id: string): string | undefined => lines<Run>(['rules', 'runs']).find((run) => run.id === id)?.state;
const soon = { timeout: 20_000, interval: 250 };

it('a reply nobody knew gets a rule, the bounce is read anew by it, and all of it is taken back', async () => {
  await submit(serving.smtp, recipient, 'Hello');
  await expect.poll(reasonNow, soon).not.toBe('not yet');
  const before = reasonNow();
  expect(before).not.toBe('user_unknown');

  const file = join(house.folder, 'rules.json');
  const rule = {
    ...{ id: 'own/dwarf', reason: 'user_unknown', pattern: 'zwergnase \\d+' },
    examples: [`554 ${text}`],
  };
  writeFileSync(file, JSON.stringify([rule]));
  const diff = house.run(['rules', 'diff', '--rules', file]);
  expect([diff.code, diff.out, diff.err]).toEqual([0, expect.stringContaining(`${before} → user_unknown`), '']);
  expect(reasonNow()).toBe(before);
  expect(house.run(['rules', 'add', file])).toMatchObject({ code: 0, out: 'own/dwarf  saved\n' });
  expect(house.run(['rules', 'own']).out).toMatch(/^own\/dwarf {2}user_unknown {2}/);

  const [run] = lines<Run>(['rules', 'apply', '--why', 'dwarfs move']);
  const id = run?.id ?? '';
  await expect.poll(() => stateOf(id), soon).toBe('done');
  expect(lines<Run>(['rules', 'runs'])[0]?.detail.changed).toBeGreaterThan(0);
  expect(reasonNow()).toBe('user_unknown');
  expect(house.run(['rules', 'diff']).code).toBe(1);

  expect(house.run(['rules', 'undo', id, '--why', 'they came back']).code).toBe(0);
  await expect.poll(() => stateOf(id), soon).toBe('undone');
  expect(reasonNow()).toBe(before);
  expect(house.run(['rules', 'undo', id]).code).not.toBe(0);
  expect(house.run(['rules', 'rm', 'own/dwarf']).code).toBe(0);
  expect(house.run(['rules', 'own']).out).toBe('');
}, 120_000);

it('one bounce is corrected by hand and put back', () => {
  const [bounce] = lines<Bounce>(['bounces', 'ls', '--recipient', recipient]);
  const id = bounce?.id ?? '';
  const before = reasonNow();
  expect(house.run(['bounces', 'reclassify', id, '--reason', 'mailbox_full']).code).toBe(64);
  const corrected = house.run(['bounces', 'reclassify', id, '--reason', 'mailbox_full', '--why', 'asked them']);
  expect([corrected.code, reasonNow()]).toEqual([0, 'mailbox_full']);
  expect([house.run(['bounces', 'undo', id]).code, reasonNow()]).toEqual([0, before]);
  expect(house.run(['bounces', 'undo', id]).code).not.toBe(0);
}, 60_000);

it('lists are imported and exported whole', () => {
  const many = Array.from({ length: 20_000 }, (_, index) => `n${index}@many.example`);
  const file = join(house.folder, 'old.csv');
  writeFileSync(file, ['Address', ...many, 'nobody'].join('\n'));
  const dry = house.run(['suppress', 'import', file, '--dry-run']);
  expect([dry.code, dry.out]).toEqual([65, '20000 would be added, 0 suppressed already, 1 wrong\n']);
  expect(dry.err).toBe('hearback: line 20002 is no address\n');
  expect(house.run(['suppress', 'check', 'n7@many.example']).code).toBe(0);
  const done = house.run(['suppress', 'import', '-', '--why', 'moved'], many.join('\n'));
  expect([done.code, done.out]).toEqual([0, '20000 added, 0 suppressed already, 0 wrong\n']);
  expect(house.run(['suppress', 'check', 'n7@many.example']).code).toBe(1);
  const exported = house.run(['suppress', 'export', '--format', 'jsonl']).out.trimEnd().split('\n');
  expect(exported.filter((line) => line.includes('@many.example'))).toHaveLength(20_000);
  expect(house.run(['suppress', 'export', '--hashed']).out).not.toContain('@many.example');
  expect(house.run(['suppress', 'import', join(house.folder, 'none.csv')]).code).toBe(66);
}, 120_000);

it('an address is forgotten, and who did what is told without it', () => {
  const erased = house.run(['address', 'erase', recipient]);
  expect([erased.code, erased.out]).toEqual([0, expect.stringMatching(/^Erased: [1-9]\d* events, /)]);
  expect(lines<Bounce>(['bounces', 'ls', '--recipient', recipient])).toEqual([]);
  const audit = house.run(['audit', 'ls']).out;
  for (const what of ['rule.saved', 'rules.applied', 'rules.undone', 'suppression.imported', 'address.erased'])
    expect(audit).toContain(what);
  expect(audit).not.toContain(recipient);
}, 60_000);
