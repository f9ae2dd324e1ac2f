import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  connect,
  defaultTimeouts,
  listen,
  noRecipientParameters,
  noSenderParameters,
  type Receiver,
} from '@hearback/smtp';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Observation } from '../ledger/observation.ts';
import { createReception } from '../service/reception.ts';
import { createIntake } from './intake.ts';
import { autoReply, dsn, now, personal, proveAt, settings, signedFor } from './mails.fixture.ts';
import { createReportDesk } from './smtp.ts';
import { createSourceBook } from './sources.ts';
import { openTray } from './tray.ts';

const jo = 'jo@there.example';
let folder: string;
let receiver: Receiver;
let recorded: Observation[];
let handedIn: string[];
let store: Error | null;
let time: number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearback-desk-'));
  [recorded, handedIn, store, time] = [[], [], null, now];
  const prove = proveAt(() => time);
  const intake = createIntake({
    tray: await openTray(folder, { items: 1, octets: 1_000_000 }),
    book: createSourceBook(() => time),
    now: () => time,
    record: async (observations) => {
      if (store !== null) throw store;
      recorded.push(...observations);
      return observations.map(() => 'recorded');
    },
  });
  const log = pino({ level: 'silent' });
  const desk = createReportDesk({
    ...{ domain: settings.domain, prove, intake, maxSize: 20_000, header: null, now: () => time, log },
    reading: { read: (_, hear) => hear() },
  });
  const submission = {
    rcpt: () => null,
    message: ({ envelope }: { envelope: { recipients: readonly { address: string }[] } }) => {
      handedIn.push(...envelope.recipients.map(({ address }) => address));
      return { code: 250, status: '2.0.0', text: 'Queued' };
    },
  };
  const options = { hostname: 'mail.ours.example', address: '127.0.0.1', port: 0, tls: null };
  receiver = await listen(options, createReception(submission, desk));
});
afterEach(async () => {
  await receiver.close();
  rmSync(folder, { recursive: true });
});

/** The reply for each recipient. */
async function post(sender: string, recipients: readonly string[], body: Uint8Array): Promise<readonly string[]> {
  const opened = await connect({
    endpoint: { host: 'mail.ours.example', address: '127.0.0.1', port: receiver.port },
    ...{ ehlo: 'relay.example', source: null, tls: { kind: 'none' }, auth: null, timeouts: defaultTimeouts },
  });
  if (opened.kind === 'failed') throw new Error(opened.text);
  const addressed = recipients.map((address) => ({ address, ...noRecipientParameters }));
  const { outcomes } = await opened.connection.send({ ...noSenderParameters, sender, recipients: addressed, body });
  await opened.connection.quit();
  return outcomes.map((outcome) => (outcome.kind === 'delivered' ? outcome.reply.text : outcome.text));
}

describe('a report', () => {
  it('to its signed return path is recorded before it is answered, in any case of letters', async () => {
    for (const path of [signedFor(jo), signedFor(jo).toUpperCase()])
      expect(await post('', [path], dsn())).toEqual([expect.stringMatching(/^250 2\.0\.0 Heard/)]);
    expect(recorded.map(({ recipient, type, authentic }) => [recipient, type, authentic])).toEqual(
      Array(2).fill([jo, 'bounce_received', true]),
    );
    expect(handedIn).toEqual([]);
  });

  it('to anything else at that domain is refused at RCPT', async () => {
    const path = signedFor(jo);
    const bent = path.replace(/.@/, (last) => (last === 'a@' ? 'b@' : 'a@'));
    for (const address of [bent, 'b@bounces.ours.example', 'ann@BOUNCES.ours.example', signedFor(jo, now - 4e9)])
      expect(await post('', [address], dsn())).toEqual([expect.stringMatching(/^550 5\.7\.1 /)]);
    time += 31 * 86_400_000;
    expect(await post('', [path], dsn())).toEqual([expect.stringMatching(/^550 5\.7\.1 /)]);
    expect(recorded).toEqual([]);
  });

  it('has one recipient; with another one, or with other mail, it is asked to come apart', async () => {
    const paths = [signedFor(jo), signedFor('x@there.example')];
    expect(await post('', paths, dsn())).toEqual([
      expect.stringMatching(/^250 /),
      expect.stringMatching(/^452 4\.5\.3/),
    ]);
    const mixed = await post('', [signedFor(jo), 'somebody@else.example'], dsn());
    expect(mixed).toEqual([expect.stringMatching(/^250 /), expect.stringMatching(/^452 4\.5\.3/)]);
    expect(handedIn).toEqual([]);
  });

  it('may be no larger than set, said or shown', async () => {
    const large = Buffer.concat([dsn(), Buffer.alloc(20_000, 'x')]);
    expect(await post('', [signedFor(jo)], large)).toEqual([expect.stringMatching(/^552 5\.3\.4/)]);
    expect(recorded).toEqual([]);
  });

  it('that cannot be stored is to come again', async () => {
    store = new Error('the disk is gone');
    expect(await post('', [signedFor(jo)], dsn())).toEqual([expect.stringMatching(/^451 4\.3\.0/)]);
  });
});

describe('other mail', () => {
  it('of a person is refused, of a program that answers by itself is heard', async () => {
    expect(await post(jo, [signedFor(jo)], personal())).toEqual([expect.stringMatching(/^550 5\.7\.1 Nobody reads/)]);
    expect(await post(jo, [signedFor(jo)], autoReply())).toEqual([expect.stringMatching(/^250 /)]);
    expect(recorded.map(({ type }) => type)).toEqual(['auto_reply_received']);
  });

  it('from the null reverse-path that nobody understands is kept, while there is room', async () => {
    expect(await post('', [signedFor(jo)], personal())).toEqual([expect.stringMatching(/^250 2\.0\.0 Kept/)]);
    const another = Buffer.from(personal().toString().replace('noon', 'one'));
    expect(await post('', [signedFor(jo)], another)).toEqual([expect.stringMatching(/^452 4\.3\.1/)]);
    // What is understood needs no room there.
    expect(await post('', [signedFor(jo)], dsn())).toEqual([expect.stringMatching(/^250 /)]);
  });

  it('for other domains, and for people at the domain of return paths, is handed in', async () => {
    const addresses = ['somebody@else.example', 'Postmaster@bounces.ours.example', 'abuse@bounces.ours.example'];
    expect(await post('ann@ours.example', addresses, personal())).toHaveLength(3);
    expect(handedIn).toEqual(addresses);
    expect(recorded).toEqual([]);
  });
});
