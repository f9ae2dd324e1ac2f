import { describe, expect, it } from 'vitest';
import type { Heard, Observation } from '../ledger/observation.ts';
import { type ArrivedMail, hearBounceMail, type MailSource, writtenAt } from './bounce-mail.ts';
import { autoReply, complaintMail, dsn, now, personal, proveAt, signedFor } from './mails.fixture.ts';

const source: MailSource = {
  source: 'bounce_mail',
  sourceName: 'smtp',
  prove: proveAt(() => now),
  header: 'X-Campaign-Key',
};

const hear = (octets: Uint8Array, recipient: string | null, more: Partial<ArrivedMail> = {}): Heard =>
  hearBounceMail({ octets, recipient, at: now, key: null, ...more }, source);

function observed(heard: Heard): readonly Observation[] {
  if (heard.kind !== 'heard') throw new Error(`not heard: ${heard.why}`);
  return heard.observations;
}

const jo = 'jo@there.example';

describe('a delivery status notification to its signed return path', () => {
  it('is a bounce of that recipient, with everything that names the message', () => {
    const path = signedFor(jo);
    const [one, ...others] = observed(hear(dsn(), path));
    expect(others).toEqual([]);
    expect(one).toMatchObject({
      source: 'bounce_mail',
      sourceName: 'smtp',
      at: now,
      type: 'bounce_received',
      recipient: jo,
      authentic: true,
      identifiers: {
        returnPath: path,
        headerMessageId: 'first@ours.example',
        envid: 'envelope-7',
        feedbackId: '1:2:3:ours',
        custom: 'abc-1',
      },
      labels: { list: 'weekly.ours.example' },
      reply: { code: 550, status: '5.1.1', text: '550 5.1.1 <jo@there.example>: user unknown' },
      verdict: { reason: 'user_unknown', bounce: 'hard', action: 'suppress' },
    });
  });

  it('about somebody else is kept and not believed', () => {
    const [one] = observed(hear(dsn(), signedFor('victim@there.example')));
    expect(one).toMatchObject({ recipient: jo, authentic: false });
  });

  it('about several is believed for the one it was signed for', () => {
    const octets = dsn({ recipients: ['ann@there.example', jo, 'zoe@there.example'] });
    const all = observed(hear(octets, signedFor(jo)));
    expect(all.map(({ recipient, authentic }) => [recipient, authentic])).toEqual([
      ['ann@there.example', false],
      [jo, true],
      ['zoe@there.example', false],
    ]);
    expect(new Set(all.map(({ key }) => key)).size).toBe(3);
    expect(all.map(({ raw }) => raw)).toEqual([undefined, octets, undefined]);
  });

  it('of a forwarder counts for the address that was mailed', () => {
    const octets = dsn({ recipients: ['jo@elsewhere.example'], original: jo });
    const [one] = observed(hear(octets, signedFor(jo)));
    expect(one).toMatchObject({ recipient: jo, originalRecipient: jo, authentic: true });
  });

  it.each([
    ['delayed', '4.4.1', '451 4.4.1 try later', 'deferred', { bounce: 'soft', final: false }],
    ['delivered', '2.1.5', '250 2.1.5 taken', 'delivered', null],
    ['failed', '4.4.7', '452 4.2.2 mailbox full', 'bounce_received', { reason: 'message_expired', final: true }],
  ])('of the action %s with %s', (action, status, diagnostic, type, verdict) => {
    const [one] = observed(hear(dsn({ action, status, diagnostic }), signedFor(jo)));
    expect(one?.type).toBe(type);
    if (verdict === null) expect(one?.verdict).toBeNull();
    else expect(one?.verdict).toMatchObject(verdict);
  });

  it('that only says where the message went is nothing', () => {
    expect(hear(dsn({ action: 'relayed', status: '2.0.0' }), signedFor(jo)).kind).toBe('nothing');
  });

  it('has the same key when it comes again, another one to another address or with other words', () => {
    const keyOf = (heard: Heard): string | undefined => observed(heard)[0]?.key;
    const first = keyOf(hear(dsn(), signedFor(jo)));
    expect(keyOf(hear(dsn(), signedFor(jo).toUpperCase()))).toBe(first);
    expect(keyOf(hear(dsn(), signedFor('x@there.example')))).not.toBe(first);
    expect(keyOf(hear(dsn({ diagnostic: '550 no' }), signedFor(jo)))).not.toBe(first);
    expect(keyOf(hear(dsn(), signedFor(jo), { key: '1764.M1P2.host' }))).toBe('1764.M1P2.host');
  });
});

describe('proof', () => {
  it('is the return path in the header fields when the envelope is not known', () => {
    const [one] = observed(hear(dsn({ to: `<${signedFor(jo)}>` }), null));
    expect(one).toMatchObject({ authentic: true, identifiers: { returnPath: signedFor(jo) } });
  });

  it('is none: a changed, old, future or foreign return path', () => {
    const path = signedFor(jo);
    const day = 86_400_000;
    const bent = path.replace(/.@/, (last) => (last === 'a@' ? 'b@' : 'a@'));
    const others = [bent, signedFor(jo, now - 40 * day), signedFor(jo, now + 40 * day), 'b@bounces.ours.example', ''];
    for (const address of [...others, path.replace('bounces.', 'mail.')]) {
      const [one] = observed(hear(dsn(), address));
      // Whether we sent that message to that recipient is for the ledger to say.
      expect(one, address).toMatchObject({ authentic: true, identifiers: { headerMessageId: 'first@ours.example' } });
      expect(proveAt(() => now)(address)).toBeNull();
    }
  });

  it('is none in the header fields of a mail that came to another address', () => {
    const [one] = observed(hear(dsn({ to: signedFor('victim@there.example') }), 'b@bounces.ours.example'));
    expect(one?.identifiers.returnPath).toBe('b@bounces.ours.example');
  });
});

describe('other mails', () => {
  it('a complaint counts for the recipient, also when the reporter hides who that is', () => {
    const [named] = observed(hear(complaintMail(), signedFor(jo)));
    const [hidden] = observed(hear(complaintMail('abuse', null), signedFor(jo)));
    for (const one of [named, hidden])
      expect(one).toMatchObject({
        type: 'feedback_received',
        recipient: jo,
        authentic: true,
        sourceIp: '192.0.2.7',
        verdict: { reason: 'complaint', action: 'suppress' },
      });
  });

  it.each([
    ['the report', { mailFrom: signedFor(jo) }],
    ['the returned message', { returnPath: signedFor(jo) }],
  ])('a redacted complaint at the address of a feedback loop is known by the return path in %s', (_, path) => {
    const octets = complaintMail('abuse', null, { to: 'redacted@there.example', ...path });
    const [one] = observed(hear(octets, 'fbl@ours.example'));
    // The ledger finds the recipient that the path was signed for.
    expect([one?.authentic, one?.recipient, one?.identifiers.returnPath]).toEqual([true, null, signedFor(jo)]);
  });

  it('a complaint that names its recipient is not laid on another by the return path that it quotes', () => {
    const quoted = { mailFrom: signedFor('victim@there.example') };
    const [one] = observed(hear(complaintMail('abuse', jo, quoted), 'fbl@ours.example'));
    expect([one?.recipient, one?.identifiers.returnPath]).toEqual([jo, 'fbl@ours.example']);
  });

  it('"not spam" is no complaint', () => {
    expect(hear(complaintMail('not-spam'), signedFor(jo)).kind).toBe('nothing');
  });

  it('an automatic reply belongs to who wrote it, when the return path says so too', () => {
    const [one] = observed(hear(autoReply(), signedFor(jo)));
    expect(one).toMatchObject({
      type: 'auto_reply_received',
      recipient: jo,
      authentic: true,
      verdict: { bounce: 'none' },
    });
    const [other] = observed(hear(autoReply('Assistant <desk@there.example>'), signedFor(jo)));
    expect(other).toMatchObject({ type: 'auto_reply_received', recipient: null });
  });

  it('what a person writes is not understood', () => {
    expect(hear(personal(), signedFor(jo)).kind).toBe('not_understood');
    expect(hear(Buffer.alloc(0), signedFor(jo)).kind).toBe('not_understood');
    expect(hear(Buffer.from([0, 255, 13, 10, 0]), null).kind).toBe('not_understood');
  });
});

it('a mail from a folder is as old as it says, and never of the future', () => {
  expect(writtenAt(dsn(), now)).toBe(now - 60_000);
  for (const date of ['Sat, 28 Nov 2027 08:59:00 +0000', 'yesterday', 'Sat, 28 Nov 1970 08:59:00 +0000'])
    expect(writtenAt(dsn({ date }), now)).toBe(now);
});
