/** Hearback delivers to Postfix, Exim and OpenSMTPD, and reads what they say and what they send back. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, returnPath } from '@hearback/bounce';
import { createCertificate } from '@hearback/smtp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startExim } from './exim.ts';
import { FarEnd, type FarMail } from './far-end.ts';
import { handIn, letter } from './hand-in.ts';
import { startOpenSmtpd } from './opensmtpd.ts';
import { largest, type Peer, type PeerOptions } from './peer.ts';
import { openPostOffice, type PostOffice, secret, signed, towards } from './post-office.ts';
import { startPostfix } from './postfix.ts';

interface Known {
  readonly name: string;
  readonly start: (options: PeerOptions) => Promise<Peer>;
  /** Replies, where each has its own words. */
  readonly unknown: RegExp;
  readonly denied: RegExp;
  readonly notices: {
    /** Of a recipient that answered 550 5.1.1. */
    readonly status: string;
    /** Action when it handed the message to a server without DSN. */
    readonly relayed: 'relayed' | 'delivered';
    /** How QQ+2B314159 and Bob+2Bx@orig.example are read when they come back, if at all. */
    readonly envid: string | null;
    readonly orcpt: string | null;
    /** RET=HDRS is obeyed in failure notices too. */
    readonly headersOnly: boolean;
  };
  /** Filters that look at header fields; greylisting that ends. */
  readonly readsHeaders: boolean;
  readonly forgives: boolean;
}

const peers: readonly Known[] = [
  {
    name: 'Postfix',
    start: startPostfix,
    unknown: /^550 5\.1\.1 <nobody@.*User unknown/,
    denied: /^554 5\.7\.1 <.*Relay access denied/,
    notices: {
      ...{ status: '5.1.1', relayed: 'relayed', headersOnly: true },
      ...{ envid: 'QQ+314159', orcpt: 'Bob+x@orig.example' },
    },
    readsHeaders: true,
    forgives: true,
  },
  {
    name: 'Exim',
    start: startExim,
    unknown: /^550 Unknown user/,
    denied: /^550 Relay not permitted/,
    // It leaves both in xtext, which our reader takes away.
    notices: {
      ...{ status: '5.0.0', relayed: 'delivered', headersOnly: true },
      ...{ envid: 'QQ+314159', orcpt: 'Bob+x@orig.example' },
    },
    readsHeaders: true,
    forgives: true,
  },
  {
    name: 'OpenSMTPD',
    start: startOpenSmtpd,
    unknown: /^550 Invalid recipient/,
    denied: /^550 Invalid recipient/,
    notices: { status: '5.0.0', relayed: 'relayed', headersOnly: false, envid: null, orcpt: null },
    readsHeaders: false,
    forgives: false,
  },
];

const patience = { timeout: 30_000, interval: 100 };

describe.each(peers)('$name', (known) => {
  let far: FarEnd;
  let peer: Peer;
  let office: PostOffice;
  const folder = mkdtempSync(join(tmpdir(), 'hearback-peer-'));

  beforeAll(async () => {
    far = await FarEnd.open();
    const tls = createCertificate({ names: [`${known.name.toLowerCase()}.example`] });
    peer = await known.start({ folder, farPort: far.port, tls });
    office = await openPostOffice(peer.port, towards(far) + signed);
  }, 60_000);
  afterAll(async () => {
    await office?.close();
    await peer?.stop();
    await far?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const fate = async (id: string) => (await office.fates(id))[0];
  /** Resolves when it is so. */
  const becomes = (id: string, state: string) =>
    expect
      .poll(async () => (await fate(id))?.state, patience)
      .toBe(state)
      .then(() => fate(id));
  const subject = (text: string) => letter.replace('Ours', text);
  /** A mail about that message that came back to its signed return path, or to its sender. */
  const returned = (text: string) =>
    far.mail(({ sender, content }) => sender === '' && content.includes(`Subject: ${text}`));
  const read = ({ content }: FarMail) => parse(Buffer.from(content, 'latin1'));

  it('takes a message as it was handed in', async () => {
    const id = await handIn(office.smtp, { to: [`ann@${peer.domain}`], content: `${subject('Whole')}8 bit: ä\n` });
    expect(await becomes(id, 'delivered')).toMatchObject({ attempts: 1, reply: expect.stringMatching(/^250 /) });
    await expect.poll(() => peer.mailbox().find((mail) => mail.includes('Subject: Whole')), patience).toBeDefined();
    const mail = peer.mailbox().find((text) => text.includes('Subject: Whole')) ?? '';
    expect(mail.replaceAll('\r\n', '\n')).toMatch(/\n\nHello\n\.a line with a dot\n\.\.\n8 bit: \xe4\n$/);
    expect(mail).toMatch(/^Received: from client\.ours\.example/m);
  });

  it('refuses an unknown user: bounced, and the sender is told', async () => {
    const id = await handIn(office.smtp, { to: [`nobody@${peer.domain}`], content: subject('Nobody') });
    expect(await becomes(id, 'bounced')).toMatchObject({
      attempts: 1,
      reply: expect.stringMatching(known.unknown),
      reason: 'user_unknown',
    });
    const notice = await returned('Nobody');
    expect(notice.recipients).toEqual(['ann@ours.example']);
    expect(read(notice)).toMatchObject({
      kind: 'bounce',
      recipients: [{ recipient: `nobody@${peer.domain}`, action: 'failed', verdict: { reason: 'user_unknown' } }],
    });
  });

  it('does not relay for us', async () => {
    const id = await handIn(office.smtp, { to: ['x@elsewhere.example'], content: subject('Relay') });
    const refused = await becomes(id, 'bounced');
    expect(refused?.reply).toMatch(known.denied);
    // OpenSMTPD has one reply for both.
    expect(refused?.reason).toBe(known.denied.source === known.unknown.source ? 'user_unknown' : 'relay_denied');
  });

  it('announces a size that is not even tried', async () => {
    const content = subject('Large') + 'a line of thirty octets or so.\n'.repeat(largest / 30);
    const id = await handIn(office.smtp, { to: [`ann@${peer.domain}`], content });
    expect(await becomes(id, 'bounced')).toMatchObject({ reason: 'message_too_large' });
    expect(await office.dialogue(id)).not.toContain('C: DATA');
  });

  it.runIf(known.readsHeaders)('refuses the message for its content', async () => {
    const content = `X-Forbidden: yes\n${subject('Forbidden')}`;
    const id = await handIn(office.smtp, { to: [`ann@${peer.domain}`], content });
    const refused = await becomes(id, 'bounced');
    expect(refused?.reply).toMatch(/^550 .*This header is forbidden here/);
    expect(await office.dialogue(id)).toMatch(/message of \d+ octets sent\nS: 550/);
  });

  it('greylists: tried again when the wait is over', async () => {
    const id = await handIn(office.smtp, { to: [`grey@${peer.domain}`], content: subject('Grey') });
    if (known.forgives) {
      expect(await becomes(id, 'delivered')).toMatchObject({ attempts: 2 });
    } else {
      await expect.poll(async () => (await fate(id))?.attempts, patience).toBeGreaterThan(1);
      expect(await fate(id)).toMatchObject({ state: 'deferred', reason: 'greylisted' });
    }
    expect(await office.dialogue(id)).toMatch(/S: 451 .*Greylisted/);
  });

  it('accepts and bounces later: to the signed return path, in its own words', async () => {
    const id = await handIn(office.smtp, { to: ['unknown@next.example'], content: subject('Later') });
    await becomes(id, 'delivered');
    const bounce = await returned('Later');
    const [back = ''] = bounce.recipients;
    expect(back).toMatch(/@bounces\.ours\.example$/);
    const token = returnPath.verify(back, [{ id: 0, secret }], Date.now());
    expect(token).toMatchObject({ ok: true, message: id });
    expect(token.ok && token.isFor('unknown@next.example')).toBe(true);
    expect(/^Status: *(\S+)/m.exec(bounce.content)?.[1]).toBe(known.notices.status);
    expect(read(bounce)).toMatchObject({
      kind: 'bounce',
      recipients: [
        { recipient: 'unknown@next.example', action: 'failed', code: 550, verdict: { reason: 'user_unknown' } },
      ],
    });
  });

  it('is given the parameters of RFC 3461 as they came', async () => {
    const mail = 'RET=HDRS ENVID=QQ+2B314159';
    const never = await handIn(office.smtp, {
      to: ['unknown-never@next.example NOTIFY=NEVER'],
      content: subject('Never'),
    });
    const success = 'NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;Bob+2Bx@orig.example';
    const good = await handIn(office.smtp, { mail, to: [`ann@next.example ${success}`], content: subject('Good') });
    const local = await handIn(office.smtp, { mail, to: [`ann@${peer.domain} ${success}`], content: subject('Local') });
    const bad = await handIn(office.smtp, { mail, to: [`unknown@next.example ${success}`], content: subject('Bad') });
    for (const id of [never, good, local, bad]) {
      await becomes(id, 'delivered');
      expect(await office.dialogue(id)).toMatch(id === never ? /NOTIFY=NEVER/ : /RET=HDRS ENVID=QQ\+2B314159/);
    }
    for (const [text, kind, action] of [
      ['Good', 'delivered', known.notices.relayed],
      ['Local', 'delivered', 'delivered'],
      ['Bad', 'bounce', 'failed'],
    ]) {
      const notice = await returned(text ?? '');
      expect(read(notice)).toMatchObject({
        kind,
        recipients: [{ action, original_recipient: known.notices.orcpt }],
        message: { envelope_id: known.notices.envid },
      });
      const whole = kind === 'bounce' && !known.notices.headersOnly;
      expect(notice.content.includes('a line with a dot')).toBe(whole);
    }
    await far.until(() => far.refused.includes('unknown-never@next.example'));
    expect(far.mails.filter(({ content }) => content.includes('Subject: Never'))).toEqual([]);
  });
});
