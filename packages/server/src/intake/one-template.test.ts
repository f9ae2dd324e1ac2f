/** One reply has one template and is of one incident, whichever source quotes it and whatever it writes around it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explain, returnPath } from '@hearback/bounce';
import { expect, test } from 'vitest';
import { IncidentDetector } from '../ledger/incident-detector.ts';
import { defaultIncidentSettings } from '../ledger/incident-settings.ts';
import type { Observation } from '../ledger/observation.ts';
import { createRecord } from '../ledger/observe.ts';
import { openRecorded } from '../ledger/record.fixture.ts';
import { createVerifyPath } from '../ledger/signed-path.ts';
import { accepting, day, eventOf, messageOf, minute, start } from '../store/store.fixture.ts';
import { hearBounceMail } from './bounce-mail.ts';
import { hearToldEvents } from './json-events.ts';
import { createLogHearing } from './logs/hear.ts';
import { dsn, keys, proveAt, settings } from './mails.fixture.ts';
import { mailgun } from './providers/mailgun.ts';
import { postmark } from './providers/postmark.ts';

const mx = 'aspmx.l.google.com';
const relay = `${mx}[192.0.2.9]`;
const host = `H=${mx} [192.0.2.9]`;
const now = start + minute;

interface Told {
  readonly recipient: string;
  readonly number: number;
  readonly messageId: string;
}

const replyTo = (recipient: string): string => `550 5.1.1 <${recipient}>: no such user here`;
const two = (recipient: string, between: string): string => `550-5.1.1 <${recipient}>: no such${between}user here`;

const stamp = new Date(now).toISOString().replace('Z', '+00:00');
const exim = stamp.slice(0, 19).replace('T', ' ');
const lines = (format: string, of: (told: Told) => string) => {
  const log = createLogHearing(`log:${format}`, format);
  return (told: Told): readonly Observation[] => log.read('1:2', told.number * 1000, Buffer.from(of(told)), now);
};
const prove = proveAt(() => now);
const mail = (diagnostic: (recipient: string) => string) => {
  return ({ recipient, messageId: message, number }: Told): readonly Observation[] => {
    const to = returnPath.sign({ message, recipient, domain: settings.domain, now }, keys);
    const octets = Buffer.from(
      dsn({ recipients: [recipient], to, diagnostic: diagnostic(recipient) })
        .toString()
        .replace('dns; mx.there.example', `dns; ${mx}`),
    );
    const source = { source: 'bounce_mail', sourceName: 'smtp', prove, header: null } as const;
    return heardOf(hearBounceMail({ octets, recipient: to, at: now, key: `${number}` }, source));
  };
};
function heardOf(heard: ReturnType<typeof hearToldEvents>): readonly Observation[] {
  if (heard.kind !== 'heard') throw new Error(heard.why);
  return heard.observations;
}

const sources: Readonly<Record<string, (told: Told) => readonly Observation[]>> = {
  'a notice that quotes the reply alone': mail(replyTo),
  'a notice that says who said it': mail(
    (recipient) => `host ${relay} said: ${replyTo(recipient)} (in reply to RCPT TO command)`,
  ),
  'a notice of several lines': mail((recipient) => two(recipient, '\n    550 5.1.1 ')),
  Postfix: lines('postfix', ({ recipient, number }) => {
    const id = `4A${String(number).padStart(8, '0')}`;
    const said = `host ${relay} said: ${two(recipient, ' 550 5.1.1 ')} (in reply to RCPT TO command)`;
    return `${stamp} mail postfix/smtp[2]: ${id}: to=<${recipient}>, relay=${relay}:25, delay=1, dsn=5.1.1, status=bounced (${said})\n`;
  }),
  Exim: lines('exim', ({ recipient, number }) => {
    const id = `1tEAbc-${String(number).padStart(9, '0')}Xy-2Zab`;
    const said = `SMTP error from remote mail server after RCPT TO:<${recipient}>: ${two(recipient, '\\n550 5.1.1 ')}`;
    return `${exim} ${id} ** ${recipient} R=dnslookup T=remote_smtp ${host}: ${said}\n`;
  }),
  Mailgun: ({ recipient, number }) => {
    const body = {
      signature: { timestamp: String(now / 1000), token: `${number}`, signature: '' },
      'event-data': {
        ...{ event: 'failed', recipient, timestamp: now / 1000, severity: 'permanent' },
        'delivery-status': { message: replyTo(recipient).slice(4), code: 550, 'mx-host': mx },
      },
    };
    return heardOf(mailgun.read(Buffer.from(JSON.stringify(body)), { sourceName: 'mailgun', now }));
  },
  Postmark: ({ recipient, number }) => {
    const body = {
      ...{
        RecordType: 'Bounce',
        ID: number,
        Type: 'HardBounce',
        TypeCode: 1,
        Email: recipient,
        MessageID: `p${number}`,
      },
      ...{ Details: `smtp;${replyTo(recipient)}`, BouncedAt: new Date(now).toISOString() },
    };
    // Postmark does not say whose server it was: those before it did, for other addresses of the domain.
    return heardOf(postmark.read(Buffer.from(JSON.stringify(body)), { sourceName: 'postmark', now }));
  },
  'a program': ({ recipient, number }) =>
    heardOf(
      hearToldEvents([{ key: `${number}`, type: 'bounced', recipient, reply: replyTo(recipient), mx: { host: mx } }], {
        sourceName: 'shop',
        now,
      }),
    ),
  'a program that names no server': ({ recipient, number }) =>
    heardOf(
      hearToldEvents([{ key: `${number}`, type: 'bounced', recipient, reply: replyTo(recipient) }], {
        sourceName: 'till',
        now,
      }),
    ),
};

test('a wave that many sources tell of, each too little of it for an incident, is one: one template, one incident', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hearback-template-'));
  const { store, recorder } = await openRecorded(join(folder, 'hearback.db'));
  try {
    const detector = new IncidentDetector(defaultIncidentSettings);
    recorder.watch((events) => {
      for (const event of events) detector.heard(event, now);
    });
    const record = createRecord({ store, recorder, verify: createVerifyPath(keys, () => now), now: () => now });
    let number = 0;
    for (const [name, tell] of Object.entries(sources)) {
      for (let each = 0; each < 6; each++) {
        const message = messageOf({ acceptedAt: start });
        const recipient = `jo${++number}@there.example`;
        await store.commit(accepting({ message, to: [recipient] }));
        const observations = tell({ recipient, number, messageId: message.id });
        expect(await record(observations), name).toEqual(['recorded']);
      }
    }
    const recipient = 'jo@there.example';
    const verdict = explain(replyTo(recipient), { mx });
    for (let each = 0; each < 6; each++)
      await recorder.record({
        events: [
          eventOf('bounced', {
            at: now,
            recipient: `own${each}@there.example`,
            verdict,
            mx: { host: mx, address: '' },
          }),
        ],
      });

    const suspects = detector.suspects(now);
    expect(suspects.map(({ wave }) => wave)).toEqual([
      { kind: 'receiver', provider: 'google', reason: 'user_unknown', template: verdict.template, sourceIp: null },
    ]);
    expect(suspects[0]?.recipients.size).toBe(6 * (Object.keys(sources).length + 1));
    const asked = { grain: 'daily', dimension: 'template', key: null, from: 0, to: now + day } as const;
    expect((await store.rollUps(asked)).map(({ key }) => key)).toEqual([verdict.template]);
  } finally {
    await store.close();
    await rm(folder, { recursive: true });
  }
});
