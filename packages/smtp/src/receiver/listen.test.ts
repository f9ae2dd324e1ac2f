import { Socket } from 'node:net';
import { connect as connectTls, createSecureContext, type PeerCertificate } from 'node:tls';
import { describe, expect, it, vi } from 'vitest';
import { createCertificate } from '../fixture/certificate.ts';
import { certificate, openHouse } from './house.fixture.ts';
import { listen } from './listen.ts';
import { Talker } from './script.fixture.ts';

function peerCertificate(port: number, servername: string): Promise<PeerCertificate> {
  return new Promise((resolve, reject) => {
    const socket = connectTls({ port, host: '127.0.0.1', servername, rejectUnauthorized: false }, () => {
      resolve(socket.getPeerCertificate());
      socket.destroy();
    });
    socket.on('error', reject);
  });
}

describe('a receiver', () => {
  it('answers all commands of one read with one write', async () => {
    const house = await openHouse();
    const talker = await Talker.connect(house);
    await talker.reply();
    talker.send('EHLO client.example\r\n');
    await talker.reply();
    const write = vi.spyOn(Socket.prototype, 'write');
    talker.send('MAIL FROM:<a@b.example>\r\nRCPT TO:<bob@house.example>\r\nRCPT TO:<v@x.example>\r\nDATA\r\n');
    for (let replies = 0; replies < 4; replies++) await talker.reply();
    talker.send('message\r\n.\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<bob@house.example>\r\nDATA\r\n');
    for (let replies = 0; replies < 4; replies++) await talker.reply();
    const written = write.mock.calls.map(([data]) => String(data)).filter((data) => /^\d/.test(data));
    write.mockRestore();
    expect(written.map((data) => data.match(/^\d{3}/gm))).toEqual([
      ['250', '250', '550', '354'],
      ['250', '250', '250', '354'],
    ]);
    talker.destroy();
  });

  it('has the certificate that was asked for by name, and a new one when it is renewed', async () => {
    const other = createCertificate({ names: ['other.example'] });
    const house = await openHouse({
      implicitTls: true,
      tls: {
        ...certificate,
        sni: (name, done) => done(null, name === 'other.example' ? createSecureContext(other) : undefined),
      },
    });
    expect((await peerCertificate(house.port, 'mx.house.example')).subject.CN).toBe('mx.house.example');
    expect((await peerCertificate(house.port, 'other.example')).subject.CN).toBe('other.example');
    house.receiver.renew(createCertificate({ names: ['renewed.example'] }));
    expect((await peerCertificate(house.port, 'mx.house.example')).subject.CN).toBe('renewed.example');
    expect(() => house.receiver.renew({ key: certificate.key, cert: other.cert })).toThrow('key values mismatch');
  });

  it('with implicit TLS needs a certificate', async () => {
    await expect(openHouse({ implicitTls: true, tls: null })).rejects.toThrow('Implicit TLS needs a certificate');
  });

  it('offers neither STARTTLS nor AUTH without a certificate', async () => {
    const receiver = await listen(
      { hostname: 'mx.house.example', address: '127.0.0.1', port: 0, tls: null },
      { authenticate: () => 'ann', rcpt: () => null, message: () => ({ code: 250, text: 'OK' }) },
    );
    const talker = await Talker.connect(receiver);
    await talker.reply();
    talker.send('EHLO client.example\r\n');
    expect(await talker.reply()).not.toMatch(/STARTTLS|AUTH/);
    talker.send('STARTTLS\r\n');
    expect(await talker.reply()).toBe('502 5.5.1 STARTTLS is not offered');
    talker.destroy();
    await receiver.close();
  });
});
