/** Our notices, whatever strangers wrote into them, as others read them: RFC 3464 and nothing beside it. */
import { parse } from '@hearback/bounce';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FarEnd } from './far-end.ts';
import { handIn } from './hand-in.ts';
import { hostileReplies, openHostileFarEnd } from './hostile-far-end.ts';
import { openPostOffice, type PostOffice, towards } from './post-office.ts';
import { groupsOf, knowsGlobal, readers } from './readers.ts';

let far: FarEnd;
let hostile: { readonly port: number; readonly close: () => void };
let office: PostOffice;

beforeAll(async () => {
  far = await FarEnd.open();
  hostile = await openHostileFarEnd();
  const route = `[delivery.domains."hostile.example"]\nhost = "127.0.0.1"\nport = ${hostile.port}\n`;
  // A minute passes in a second: delays are told by the minute.
  const clock = '[clock]\nspeed = 60\n';
  const text = `${towards(far)}${route}${clock}`
    .replace('schedule = ["0", "1s"]', 'schedule = ["0", "1h"]')
    .replace('[notices]', '[notices]\ndelay_after = "1m"');
  office = await openPostOffice(far.port, text);
}, 60_000);
afterAll(async () => {
  await office?.close();
  hostile?.close();
  await far?.close();
});

const headerNames = [
  ...['auto-submitted', 'content-type', 'date', 'from', 'in-reply-to', 'message-id', 'mime-version', 'received'],
  ...['references', 'subject', 'to', 'content-transfer-encoding', 'x-auto-response-suppress'],
];
const perMessage = /^(Reporting-MTA|Original-Envelope-Id|Arrival-Date)$/;
const perRecipient =
  /^(Original-Recipient|Final-Recipient|Action|Status|Remote-MTA|Diagnostic-Code|Last-Attempt-Date|Will-Retry-Until|Final-Log-Id)$/;

/** Valid, by all readers, with so many recipients of that action. */
async function isValid(mail: Buffer, action: string, recipients: number): Promise<void> {
  const international = mail.includes('message/global-delivery-status');
  for (const [name, read] of readers.filter(([reader]) => !international || knowsGlobal(reader))) {
    const { header, parts, status } = await read(mail);
    expect([name, header.filter((field) => !headerNames.includes(field))]).toEqual([name, []]);
    expect([name, new Set(header).size]).toEqual([name, header.length]);
    expect([name, parts.length]).toEqual([name, 2]);
    expect(parts[0]).toMatch(/^message\/(global-)?delivery-status$/);
    expect(parts[1]).toMatch(/^(message\/(rfc822|global)|text\/rfc822-headers|message\/global-headers)$/);
    const [first, ...rest] = groupsOf(status);
    expect([name, rest.length]).toEqual([name, recipients]);
    expect(first?.filter(([field]) => !perMessage.test(field))).toEqual([]);
    for (const group of rest) {
      expect(group.filter(([field]) => !perRecipient.test(field))).toEqual([]);
      expect(new Set(group.map(([field]) => field)).size).toBe(group.length);
      const fields = new Map(group);
      expect(fields.get('Action')).toBe(action);
      expect(fields.get('Status')).toMatch(/^[245]\.\d{1,3}\.\d{1,3}$/);
      expect(fields.get('Final-Recipient')).toMatch(/^(rfc822|utf-8); \S+$/);
      expect(fields.get('Diagnostic-Code') ?? 'smtp; 250 x').toMatch(/^smtp; \d{3}/);
    }
  }
}

/** Octets, as they were on the wire. */
const noticeAbout = async (token: string): Promise<Buffer> => {
  const { content } = await far.mail((mail) => mail.sender === '' && mail.content.includes(token));
  for (const line of content.split('\r\n')) {
    expect(line).not.toMatch(/[\r\n\0]/);
    expect(line.length).toBeLessThanOrEqual(998);
  }
  expect(content.slice(0, content.indexOf('\r\n\r\n'))).not.toMatch(/^(Bcc|X-Evil)/im);
  return Buffer.from(content, 'latin1');
};

const message = (subject: string, more = ''): string =>
  `From: Ann <ann@ours.example>\nSubject: ${subject}\n${more}\nHello\n`;

it('is read by at least two readers that are not ours', () => {
  expect(readers.length).toBeGreaterThanOrEqual(2);
});

it('failed: every hostile reply, in one notice', async () => {
  const to = hostileReplies.map(
    (_, index) => `r${index}@hostile.example ORCPT=rfc822;Bcc:+20x+2B${index}@hostile.example`,
  );
  await handIn(office.smtp, { mail: 'ENVID=a+3Db+2BBcc:+20x', to, content: message('all at once') });
  const mail = await noticeAbout('all at once');
  await isValid(mail, 'failed', hostileReplies.length);
  const read = parse(mail);
  expect(read).toMatchObject({ kind: 'bounce', message: { envelope_id: 'a=b+Bcc: x' } });
  expect(read.recipients.map(({ recipient }) => recipient).sort()).toEqual(
    hostileReplies.map((_, index) => `r${index}@hostile.example`).sort(),
  );
  for (const { verdict, code } of read.recipients) expect([code, verdict.final]).toEqual([550, true]);
});

describe('what stands in the message', () => {
  it.each([
    ['a subject of ten kilobytes', 'x'.repeat(900) + '\n y'.repeat(3000)],
    ['a subject with encoded line breaks', '=?utf-8?Q?a=0D=0ABcc:_victim=40x.example=0D=0AX-Evil:_1?='],
    ['a subject with controls', 'a\x1b[2Jb\x07c\x7fd\x0be'],
    ['a subject in another script, right to left', Buffer.from('שלום \u202e\u2066 evil\u2028 עולם').toString('latin1')],
    ['a subject of half octets', '\xff\xfe\xc3'],
    ['a subject like a boundary', '--=_ "; boundary="x'],
  ])('%s', async (_, subject) => {
    const token = `token-${Math.trunc(performance.now() * 1000)}`;
    const fields = `X-Token: ${token}\nMessage-ID: <${token}@ours.example>\n`;
    await handIn(office.smtp, { to: [`unknown-${token}@next.example`], content: message(subject, fields) });
    await isValid(await noticeAbout(token), 'failed', 1);
  });

  it.each([
    ['broken Message-ID', 'Message-ID: <a b\n c>, <d@e>, Bcc: x\n'],
    ['Message-ID of ten kilobytes', `Message-ID: <${'m'.repeat(900)}\n ${'m'.repeat(900)}@x>\n`],
    ['Message-ID and References in octets', 'Message-ID: <\xff\0\xfe@x>\n'.replace('\0', '\x01')],
  ])('%s', async (text, fields) => {
    await handIn(office.smtp, {
      to: [`unknown-${text.length}@next.example`],
      content: message(`about a ${text}`, fields),
    });
    await isValid(await noticeAbout(`about a ${text}`), 'failed', 1);
  });
});

it('relayed: for a success that the next server will not tell', async () => {
  const to = ['bob@next.example NOTIFY=SUCCESS ORCPT=rfc822;Bob+2Bx@orig.example'];
  await handIn(office.smtp, { mail: 'RET=HDRS ENVID=relayed+2B1', to, content: message('relayed on') });
  const mail = await noticeAbout('Original-Envelope-Id: relayed+1');
  await isValid(mail, 'relayed', 1);
  expect(parse(mail)).toMatchObject({
    ...{ kind: 'delivered', message: { envelope_id: 'relayed+1' } },
    recipients: [{ recipient: 'bob@next.example', original_recipient: 'Bob+x@orig.example', action: 'relayed' }],
  });
});

it('delayed: while it is tried again', async () => {
  await handIn(office.smtp, { to: ['busy@next.example NOTIFY=DELAY'], content: message('held up') });
  const mail = await noticeAbout('held up');
  await isValid(mail, 'delayed', 1);
  expect(parse(mail)).toMatchObject({ kind: 'delayed', recipients: [{ recipient: 'busy@next.example', code: 451 }] });
});

it('an international recipient', async () => {
  const utf8 = (text: string): string => Buffer.from(text).toString('latin1');
  const to = [utf8('unknown-jörg@next.example ORCPT=utf-8;j\\x{F6}rg@orig.example')];
  await handIn(office.smtp, { mail: 'SMTPUTF8', to, content: message('to abroad') });
  const mail = await noticeAbout('to abroad');
  await isValid(mail, 'failed', 1);
  expect(parse(mail).recipients).toMatchObject([
    { recipient: 'unknown-jörg@next.example', original_recipient: 'jörg@orig.example' },
  ]);
});
