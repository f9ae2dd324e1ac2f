/**
 * A message that kills the process whenever it is tried: held after the third death, with a reason, an event and an alert;
 * released, held again at the next. All other mail is delivered meanwhile.
 */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { until } from '../peers/until.ts';
import { type House, makeHouse, openSink, type Serving, type Sink, serve, submit } from '../service.ts';

const poison = { HEARBACK_FAILPOINT: 'attempt:kill@poison.example' };
const others = 12;

let sink: Sink;
let house: House;
let serving: Serving;

beforeEach(async () => {
  sink = await openSink();
  house = makeHouse(sink.port, '[alerts]\nevery = "1s"\n');
});
afterEach(async () => {
  serving.child.kill('SIGKILL');
  await serving.ended;
  await sink.close();
  house.remove();
});

const json = <T>(args: readonly string[]): T => JSON.parse(house.run([...args, '--json']).out) as T;

/** Resolves when a life with the fault has ended; it may never have been ready: the message is due at its start. */
async function dies(env = poison): Promise<void> {
  const started = await serve(house, env).catch(() => null);
  if (started === null) return;
  serving = started;
  expect((await started.ended).signal).toBe('SIGKILL');
}

it('is held after three deaths, and everything else is delivered', { timeout: 300_000 }, async () => {
  serving = await serve(house, poison);
  const replies = await Promise.all(
    Array.from({ length: others }, (_, index) => submit(serving.smtp, `a${index}@sound${index}.example`, 'Sound')),
  );
  expect(
    replies.every((lines) => lines.some((line) => line.startsWith('250 2.6.0') || line.startsWith('250 2.0.0'))),
  ).toBe(true);
  await submit(serving.smtp, 'bob@poison.example', 'Poison');
  expect((await serving.ended).signal).toBe('SIGKILL');
  await dies();
  await dies();

  serving = await serve(house, poison);
  await until(() => sink.messages.length >= others);
  const [held] = [json<{ message_id: string; state: string; held_why: string }>(['queue', 'ls'])].flat();
  const why = 'The service died 3 times while it tried this message';
  expect(held).toMatchObject({ recipient: 'bob@poison.example', state: 'held', held_why: why });
  const id = held?.message_id ?? '';
  expect(house.run(['message', 'get', id]).out).toContain(why);
  expect(json<{ recipients: unknown[] }>(['message', 'get', id]).recipients).toMatchObject([
    { state: 'held', held_why: why, next_attempt_at: null },
  ]);
  expect(house.run(['message', 'trace', id]).out).toContain('quarantined');
  await until(() => house.run(['alert', 'ls']).out.includes(id));
  expect(sink.messages.length).toBe(others);

  // Mail that comes now is delivered at once.
  await submit(serving.smtp, 'late@sound.example', 'Late');
  await sink.arrived(others + 1);

  expect(house.run(['message', 'release', id]).code).toBe(0);
  expect((await serving.ended).signal).toBe('SIGKILL');
  serving = await serve(house, poison);
  await until(() => house.run(['queue', 'ls']).out.includes(why));
  serving.child.kill('SIGTERM');
  await serving.ended;

  // The fault is mended: it is let go once more, and arrives.
  serving = await serve(house);
  expect(house.run(['message', 'release', id]).code).toBe(0);
  await sink.arrived(others + 2);
  await until(() => house.run(['alert', 'ls']).code === 0);
  expect(sink.messages.flatMap(({ envelope }) => envelope.recipients.map(({ address }) => address))).toContain(
    'bob@poison.example',
  );
});

it('whose notice kills it: the sender is told without the message that he sent', { timeout: 300_000 }, async () => {
  const fatal = { HEARBACK_FAILPOINT: 'mid-DSN-build:kill@whole' };
  sink.answer = (address) =>
    address === 'gone@there.example' ? { code: 550, status: '5.1.1', text: 'User unknown' } : null;
  serving = await serve(house, fatal);
  await submit(serving.smtp, 'gone@there.example', 'Fatal');
  expect((await serving.ended).signal).toBe('SIGKILL');
  await dies(fatal);
  await dies(fatal);
  serving = await serve(house, fatal);
  await sink.arrived(1);
  const [notice] = sink.messages;
  expect(notice?.envelope).toMatchObject({ sender: '', recipients: [{ address: 'ann@a.example' }] });
  const text = Buffer.from(notice?.body ?? []).toString();
  expect(text).toContain('Final-Recipient: rfc822; gone@there.example');
  expect(text).not.toContain('Hello');
});

it('that kills a list of notices is told alone in the end, and all others are told', { timeout: 300_000 }, async () => {
  const usual = (minutes: number) => ({ HEARBACK_NOTICES__PER_SENDER: '1', HEARBACK_CLOCK__AHEAD: `${minutes}m` });
  const fatal = { HEARBACK_FAILPOINT: 'mid-list-build:kill@poison.example' };
  sink.answer = (address) =>
    address === 'ann@a.example' ? null : { code: 550, status: '5.1.1', text: 'User unknown' };
  serving = await serve(house, usual(0));
  await submit(serving.smtp, 'first@there.example', 'Offer');
  // The hour has one: the others are put off.
  await sink.arrived(1);
  for (const recipient of ['a@there.example', 'b@there.example', 'c@poison.example', 'd@there.example'])
    await submit(serving.smtp, recipient, 'Offer');
  const bounced = () => house.run(['message', 'ls', '--outcome', 'bounced', '--json']).out;
  await until(() => bounced().trim().split('\n').length === 5);
  const dueNow = async (minutes: number, deaths: number, arrived: number): Promise<void> => {
    serving.child.kill('SIGTERM');
    await serving.ended;
    for (let death = 0; death < deaths; death++) await dies({ ...usual(minutes), ...fatal });
    serving = await serve(house, { ...usual(minutes), ...fatal });
    await sink.arrived(arrived);
  };
  await dueNow(70, 3, 2);
  await dueNow(140, 3, 3);
  await dueNow(210, 0, 4);
  const told = sink.messages.map(({ body }) => {
    const text = Buffer.from(body).toString();
    return [...new Set(text.match(/\b\w+@(?:there|poison)\.example/g))];
  });
  expect(told).toEqual([
    ['first@there.example'],
    ['a@there.example', 'b@there.example'],
    ['c@poison.example'],
    ['d@there.example'],
  ]);
});
