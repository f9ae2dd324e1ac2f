/**
 * TLS to Postfix and Exim: what DANE and MTA-STS ask is obeyed against their real handshakes. OpenSMTPD 6.8 on OpenSSL 3
 * ends every handshake with an internal error of its own; that mail then goes in plain text is seen in delivery.test.ts.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Certificate,
  connect,
  createCertificate,
  createResolver,
  createRouter,
  createTlsPolicies,
  type DnsServer,
  defaultTimeouts,
  type StsMode,
  startDnsServer,
  type Zone,
} from '@hearback/smtp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startExim } from './exim.ts';
import { FarEnd } from './far-end.ts';
import { handIn, letter } from './hand-in.ts';
import type { Peer } from './peer.ts';
import { openPostOffice, type PostOffice } from './post-office.ts';
import { startPostfix } from './postfix.ts';

const patience = { timeout: 30_000, interval: 100 };

describe.each([
  ['Postfix', startPostfix],
  ['Exim', startExim],
])('%s', (name, start) => {
  const folder = mkdtempSync(join(tmpdir(), 'hearback-tls-'));
  const authority = createCertificate({ names: ['authority.example'], authority: true });
  let far: FarEnd;
  let peer: Peer;
  let dns: DnsServer;
  let office: PostOffice;

  beforeAll(async () => {
    far = await FarEnd.open();
    const host = `mx.${name.toLowerCase()}.example`;
    const certificate = createCertificate({ names: [host], issuer: authority });
    peer = await start({ folder, farPort: far.port, tls: certificate });
    dns = await startDnsServer({ zone: zoneOf(peer, host, certificate) });
    office = await openPostOffice(null, '[retry]\nschedule = ["0", "1h"]\n', {
      HEARBACK_DNS__SERVERS: `${dns.address}:${dns.port}`,
      HEARBACK_DELIVERY__PORT: `${peer.port}`,
      HEARBACK_DELIVERY__ALLOW_NETWORKS: '127.0.0.0/8',
    });
  }, 60_000);
  afterAll(async () => {
    await office?.close();
    await dns?.close();
    await peer?.stop();
    await far?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const settled = async (id: string) => {
    const fate = async () => (await office.fates(id))[0];
    await expect.poll(async () => (await fate())?.attempts, patience).toBe(1);
    return fate();
  };

  it('DANE: the key that is published is the one, the authority does not matter', async () => {
    const content = letter.replace('Ours', 'By DANE');
    const id = await handIn(office.smtp, { to: [`ann@${peer.domain}`], content });
    expect(await settled(id)).toMatchObject({ state: 'delivered' });
    expect(await office.dialogue(id)).toMatch(/^-: TLSv1\.[23] \S+, certificate verified by DANE$/m);
    await expect.poll(() => peer.mailbox().some((mail) => mail.includes('By DANE')), patience).toBe(true);
  });

  it('DANE: another key is no way to go, not even without TLS', async () => {
    const id = await handIn(office.smtp, { to: ['bob@next.example'], content: letter.replace('Ours', 'Never there') });
    const fate = await settled(id);
    expect(fate).toMatchObject({
      state: 'deferred',
      reply: expect.stringMatching(/^421 4\.7\.5 TLS certificate not trusted/),
    });
    expect(await office.dialogue(id)).not.toMatch(/C: (MAIL|RCPT)/);
    expect(far.mails.some(({ content }) => content.includes('Never there'))).toBe(false);
  });

  it('DANE: records that DNSSEC does not vouch for are none', async () => {
    const id = await handIn(office.smtp, {
      to: ['b@bounces.ours.example'],
      content: letter.replace('Ours', 'Insecure'),
    });
    expect(await settled(id)).toMatchObject({ state: 'delivered' });
    expect(await office.dialogue(id)).toMatch(/^-: TLSv1\.[23] \S+, certificate not verified$/m);
  });

  describe('MTA-STS', () => {
    /** Connects as a delivery does, with that policy and those authorities. */
    async function reach(mode: StsMode, mx: string, ca: readonly string[]) {
      const resolver = createResolver({ servers: [{ address: dns.address, port: dns.port }] });
      const policy = { mode, mx: [mx], maxAge: 86_400_000 };
      const kept = { id: '1', policy, fetchedAt: Date.now(), expiresAt: Date.now() + 86_400_000 };
      const policies = createTlsPolicies({ resolver, dane: false, ca, mtaSts: { policyOf: async () => kept } });
      const router = createRouter({ resolver, policies, allow: ['127.0.0.0/8'], port: peer.port });
      const route = await router.route(peer.domain);
      if (route.kind !== 'hosts') return route.text;
      const [host] = route.hosts;
      const [endpoint] = host?.endpoints ?? [];
      if (host === undefined || endpoint === undefined) throw new Error('the route has no host');
      const connected = await connect({
        ...{ endpoint, ehlo: 'mail.ours.example', source: null, tls: host.tls, auth: null, timeouts: defaultTimeouts },
      });
      if (connected.kind !== 'ready') return connected.text;
      await connected.connection.quit();
      return connected.connection.tls?.verified;
    }
    const trusted = [authority.cert];

    it('enforced: the host that is named, with a certificate of an authority that is trusted', async () => {
      expect(await reach('enforce', `mx.${peer.domain}`, trusted)).toBe('webpki');
      expect(await reach('enforce', `*.${peer.domain}`, trusted)).toBe('webpki');
    });

    it('enforced: nowhere else, and with no other certificate', async () => {
      expect(await reach('enforce', 'mx.elsewhere.example', trusted)).toMatch(/does not list/);
      expect(
        await reach('enforce', `mx.${peer.domain}`, [createCertificate({ names: ['other.example'] }).cert]),
      ).toMatch(/^421 4\.7\.5 TLS certificate not trusted/);
    });

    it('in testing: mail goes all the same', async () => {
      expect(await reach('testing', 'mx.elsewhere.example', trusted)).toBe('none');
    });
  });
});

/** The peer's own domain has the right key, next.example a wrong one, bounces.ours.example a wrong one without DNSSEC. */
function zoneOf({ domain, port }: Peer, host: string, certificate: Certificate): Zone {
  const key = (octets: Buffer) => createHash('sha256').update(octets).digest();
  const wrong = key(Buffer.from('another key'));
  const mail = (name: string, data: Buffer, mx: string, secure: boolean): Zone => ({
    [name]: { mx: [[10, mx]], secure },
    [mx]: { a: ['127.0.0.1'], secure },
    [`_${port}._tcp.${mx}`]: { tlsa: [[3, 1, 1, data]], secure },
  });
  return {
    ...mail(domain, key(certificate.publicKey), host, true),
    ...mail('next.example', wrong, 'mx.next.example', true),
    ...mail('bounces.ours.example', wrong, 'mx.bounces.ours.example', false),
  };
}
