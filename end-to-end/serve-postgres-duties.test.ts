/** Two built services on one PostgreSQL database: what is done for all is done once, and by the other one when a process dies. */
import { expect, it } from 'vitest';
import { postgresHouses } from './postgres-houses.ts';
import { type House, type Serving, type Sink, submit } from './service.ts';

const { database, openSink, houseOn, start } = postgresHouses();

const reportAt = new Date(Date.now() - 5 * 60_000).toISOString().slice(11, 16);
/** A wave is 30 addresses, of which each process sees half. */
const settings = `
[incidents]
recipients = 30
delivered_share = 0
[alerts]
every = "1s"
[alerts.channels.ops]
kind = "email"
to = ["ops@there.example"]
[reports]
to = ["boss@there.example"]
at = "${reportAt}"
`;

const sentTo = ({ messages }: Sink, recipient: string): readonly string[] =>
  messages
    .filter(({ envelope }) => envelope.recipients.some(({ address }) => address === recipient))
    .map(({ body }) => /^Subject: (.*)\r$/m.exec(Buffer.from(body).toString())?.[1] ?? '');
const listed = (house: House, ...command: readonly string[]): readonly Record<string, unknown>[] =>
  house
    .run([...command, '--json'])
    .out.split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
const dutiesOf = ({ log }: Serving): readonly string[] =>
  log.filter(({ msg }) => msg === 'This process has the duty').map(({ duty }) => duty ?? '');
const wave = (ports: readonly number[], count: number, name: string) =>
  Promise.all(
    Array.from({ length: count }, (_, n) =>
      submit(ports[n % ports.length] ?? 0, `${name}${n}@wave.example`, `${name} ${n}`),
    ),
  );
const refuse = (sink: Sink, text: string): void => {
  sink.answer = (recipient) =>
    recipient.endsWith('@wave.example') ? { code: 550, status: '5.1.1', text: `${text}: no such user here` } : null;
};

it('opens one incident of what both see half of, tells of it once, reports once; the other goes on when one dies', async () => {
  const sink = await openSink();
  const url = await database();
  const houses = [1, 2].map(() => houseOn(url, sink, 'lease = "4s"', settings));
  const [one, two] = await Promise.all(houses.map((house) => start(house)));
  const [, second] = houses;
  if (one === undefined || two === undefined || second === undefined) throw new Error('both must run');
  const everyDuty = ['alerts', 'incidents', 'report', 'retention'];
  await expect.poll(() => [...dutiesOf(one), ...dutiesOf(two)].sort(), { timeout: 10_000 }).toEqual(everyDuty);

  refuse(sink, 'The first wave');
  await wave([one.smtp, two.smtp], 30, 'a');
  await expect.poll(() => sentTo(sink, 'ops@there.example').length, { timeout: 20_000 }).toBeGreaterThan(0);
  expect(listed(second, 'incidents', 'ls')).toHaveLength(1);
  expect(listed(second, 'alert', 'ls').filter(({ rule }) => rule === 'incident_opened')).toHaveLength(1);

  // Whoever has the detector dies; the other has everything soon, and finds the next wave although half of it was the dead one's.
  const [dies, lives, house] =
    dutiesOf(one).includes('incidents') && houses[0] !== undefined ? [one, two, second] : [two, one, houses[0]];
  if (house === undefined) throw new Error('both must run');
  refuse(sink, 'Another answer altogether');
  await wave([dies.smtp], 15, 'b');
  await expect
    .poll(() => listed(house, 'bounces', 'ls', '--limit', '100').length, { timeout: 20_000 })
    .toBeGreaterThanOrEqual(45);
  dies.child.kill('SIGKILL');
  await dies.ended;
  await expect.poll(() => new Set(dutiesOf(lives)).size, { timeout: 15_000 }).toBe(everyDuty.length);
  await wave([lives.smtp], 15, 'c');
  await expect.poll(() => listed(house, 'incidents', 'ls').length, { timeout: 20_000 }).toBe(2);
  await expect.poll(() => sentTo(sink, 'ops@there.example').length, { timeout: 20_000 }).toBe(2);
  expect(sentTo(sink, 'boss@there.example')).toHaveLength(1);
  expect(listed(house, 'incidents', 'ls')).toHaveLength(2);
}, 240_000);
