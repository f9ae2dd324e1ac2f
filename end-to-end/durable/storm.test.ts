/**
 * A storm of bounce mails, nine in ten of them forged: what is forged has no effect, what is true is heard once and soon, mail goes on,
 * nobody suffers for an address that somebody else named, and memory stays what it is.
 */
import { readFileSync } from 'node:fs';
import { returnPath } from '@hearback/bounce';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { notice } from '../peers/notice.ts';
import { alertsOf, checkedOf, eventsOf } from './api.ts';
import { SmtpSession } from './submit.ts';
import { Trial } from './trial.ts';

const domain = 'bounces.ours.example';
const secret = new Uint8Array(32).fill(7);
/** Kilobytes; far from what 14,000 forged reports would take if some of each were kept. */
const mostMemory = 400 * 1024;
const reports = 150;

let trial: Trial;
beforeEach(async () => {
  trial = await Trial.open({
    ...{ name: 'storm', per100: {}, size: 1500 },
    settings: [
      `return_path.domain=${domain}`,
      `return_path.keys.0.secret=${Buffer.from(secret).toString('base64')}`,
      'alerts.every=1s',
    ],
  });
});
afterEach(() => trial.close());

interface Sent {
  readonly id: string;
  readonly recipient: string;
}
interface Report {
  readonly to: string;
  readonly about: string;
}
const pathOf = ({ id, recipient }: Sent): string =>
  returnPath.sign({ message: id, recipient, domain, now: Date.now() }, [{ id: 0, secret }]);
const report = (to: string, about: string): Report => ({ to, about });

/** One after the other until there are no more, in sessions that are opened anew where the server ends them. Gives the reply to each. */
async function pour(port: number, next: () => Report | null, answered: (reply: string) => void): Promise<void> {
  for (let one = next(); one !== null; ) {
    const session = await SmtpSession.open(port);
    if (session === null) throw new Error('nobody takes the connection');
    for (let goesOn = true; goesOn && one !== null; ) {
      session.write(`MAIL FROM:<>\r\nRCPT TO:<${one.to}>\r\n`);
      const replies = [await session.reply()];
      goesOn = !replies[0]?.startsWith('421');
      if (goesOn) replies.push(await session.reply());
      const [, taken = ''] = replies;
      goesOn &&= !taken.startsWith('421');
      if (taken.startsWith('250')) {
        session.write('DATA\r\n');
        await session.reply();
        session.write(`${notice(one.about, one.to).replaceAll('\n', '\r\n')}.\r\n`);
        answered(await session.reply());
      } else if (goesOn) {
        answered(taken);
        session.write('RSET\r\n');
        goesOn = (await session.reply()).startsWith('250');
      }
      if (goesOn) one = next();
    }
    await session.close();
  }
}

it('a storm of bounce mails, nine in ten of them forged, has no effect but that of the others', {
  timeout: 180_000,
}, async () => {
  const { life, smtpPort } = await trial.started();
  await trial.load(life, smtpPort, { most: reports + 2, http: 0, perSession: 50 });
  await trial.settled(life);
  const [own, told, ...others] = trial.acknowledged.map(
    ({ id, mail }): Sent => ({ id, recipient: mail.recipients[0] ?? '' }),
  );
  if (own === undefined || told === undefined) throw new Error('nothing was sent');
  let isOver = false;
  let count = 0;
  const replies = { forged: [] as string[], others: [] as string[], heard: [] as string[] };
  const victim = (): string =>
    (++count % 2 > 0 ? others[count % others.length]?.recipient : undefined) ?? `v${count % 5000}@victim.example`;
  const until = (made: () => Report) => (): Report | null => (isOver ? null : made());
  const altered = (path: string): string => path.replace(/.@/, (end) => (end === 'a@' ? 'b@' : 'a@'));
  const forged = until(() => report(altered(pathOf({ ...own, recipient: victim() })), victim()));
  // With the return path of a mail that the forger has had.
  const stolen = until(() => report(pathOf(own), victim()));
  const again = until(() => report(pathOf(told), told.recipient));
  const left = [...others];
  const waits: number[] = [];
  let asked = 0;
  const genuine = (): Report | null => {
    if (asked > 0) waits.push(performance.now() - asked);
    asked = performance.now();
    const one = left.pop();
    isOver = one === undefined;
    return one === undefined ? null : report(pathOf(one), one.recipient);
  };
  const hearing = pour(smtpPort, genuine, (reply) => replies.heard.push(reply));
  await Promise.all([
    hearing,
    ...Array.from({ length: 6 }, () => pour(smtpPort, forged, (reply) => replies.forged.push(reply))),
    ...[stolen, stolen, again].map((next) => pour(smtpPort, next, (reply) => replies.others.push(reply))),
    trial.load(life, smtpPort, { most: 10_000, smtp: 1, until: hearing }),
  ]);
  await trial.settled(life);

  expect(replies.forged.filter((reply) => !reply.startsWith('550 5.7.1'))).toEqual([]);
  expect([...replies.others, ...replies.heard].filter((reply) => !reply.startsWith('250'))).toEqual([]);
  const heard = (await eventsOf(life.socket)).filter(({ type }) => type === 'bounce_received');
  const trusted = heard.filter(({ trusted }) => trusted).map(({ recipient }) => recipient);
  expect(trusted.toSorted()).toEqual([told, ...others].map(({ recipient }) => recipient).toSorted());
  const victims = Array.from({ length: 5000 }, (_, index) => `v${index}@victim.example`);
  expect((await checkedOf(life.socket, [own.recipient, ...victims])).filter((isHeld) => isHeld)).toEqual([]);
  const alerts = (await alertsOf(life.socket)).map(({ rule, key }) => `${rule} ${key}`);
  expect(alerts).toEqual([...new Set(alerts)]);
  const { lost, wrong, acknowledged } = await trial.findings(life);
  expect({ lost, wrong }).toEqual({ lost: [], wrong: [] });
  const memory = Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${life.pid}/status`, 'utf8'))?.[1]);
  const p99 = waits.toSorted((a, b) => a - b)[Math.floor(waits.length * 0.99)] ?? 0;
  console.log(
    `${replies.forged.length} forged, ${replies.others.length} stolen or told again, ${others.length} true ones ` +
      `(p99 ${Math.round(p99)} ms), ${acknowledged} mails, ${memory >> 10} MB at most`,
  );
  expect(memory).toBeLessThan(mostMemory);
});
