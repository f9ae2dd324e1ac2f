/**
 * The whole way: we send to Postfix and Exim, which accept and bounce later; their notices come back by SMTP and through
 * a mailbox of Dovecot, and nobody else's word changes anything.
 */
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCertificate } from '@hearback/smtp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../durable/api.ts';
import { type Dovecot, startDovecot } from './dovecot.ts';
import { startExim } from './exim.ts';
import { FarEnd } from './far-end.ts';
import { handIn } from './hand-in.ts';
import { notice } from './notice.ts';
import { freePort, type Peer } from './peer.ts';
import { openPostOffice, type PostOffice, signed } from './post-office.ts';
import { startPostfix } from './postfix.ts';
import { until } from './until.ts';

const known = [
  { name: 'Exim', start: startExim, way: 'smtp' },
  { name: 'Postfix', start: startPostfix, way: 'imap' },
] as const;

for (const { name, start, way } of known)
  describe(`${name} bounces later, heard by ${way}`, () => {
    let folder: string;
    let far: FarEnd;
    let peer: Peer;
    let dovecot: Dovecot | null = null;
    let office: PostOffice;
    let socket: string;
    let smtp: number;

    const json = async <T>(path: string): Promise<T> => JSON.parse((await ask(socket, path)).body) as T;
    const isSuppressed = (address: string): boolean => office.house.run(['suppress', 'check', address]).code === 1;
    const bounces = async () =>
      (
        await json<{
          readonly data: readonly {
            readonly recipient: string;
            readonly trusted: boolean;
            readonly source: string;
            readonly message_id: string | null;
            readonly correlated_by?: string;
            readonly verdict: { readonly reason: string };
          }[];
        }>('/v1/events?type=bounce_received&limit=1000')
      ).data;
    const mails = (): readonly string[] =>
      ['new', 'cur'].flatMap((part) =>
        readdirSync(join(folder, 'mail/bounces', part)).map((file) =>
          readFileSync(join(folder, 'mail/bounces', part, file), 'latin1'),
        ),
      );

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'hearback-listening-'));
      chmodSync(folder, 0o755);
      const tls = createCertificate({ names: ['127.0.0.1'] });
      far = await FarEnd.open();
      smtp = await freePort();
      const bounces =
        way === 'smtp' ? ({ kind: 'smtp', port: smtp } as const) : ({ kind: 'maildir', name: 'bounces' } as const);
      peer = await start({ folder, farPort: far.port, tls, bounces });
      if (way === 'imap') {
        mkdirSync(join(folder, 'dovecot'));
        dovecot = await startDovecot({ folder: join(folder, 'dovecot'), maildir: join(folder, 'mail/bounces'), tls });
        writeFileSync(join(folder, 'password'), dovecot.password);
      }
      const mailbox =
        dovecot === null
          ? ''
          : `
[intake.imap.bounces]
host = "127.0.0.1"
port = ${dovecot.port}
ca_file = ${JSON.stringify(join(folder, 'dovecot/cert.pem'))}
user = "${dovecot.user}"
password_file = ${JSON.stringify(join(folder, 'password'))}
`;
      const env = { HEARBACK_SMTP__LISTENERS__SUBMISSION__PORT: String(smtp) };
      office = await openPostOffice(peer.port, `${signed}${mailbox}`, env);
      socket = join(office.house.folder, 'data/hearback.sock');
      console.log(`${peer.name} ${peer.version}`);
    }, 120_000);
    afterAll(async () => {
      await office.close();
      await dovecot?.stop();
      await peer.stop();
      await far.close();
      rmSync(folder, { recursive: true, force: true });
    }, 30_000);

    it('what was accepted and bounced ends as suppressed, with its evidence', async () => {
      const id = await handIn(office.smtp, { to: ['unknown-jo@next.example'] });
      await until(async () => (await bounces()).length === 1);
      expect(await bounces()).toMatchObject([
        {
          ...{ recipient: 'unknown-jo@next.example', trusted: true, message_id: id, correlated_by: 'return_path' },
          ...{ source: way === 'imap' ? 'imap' : 'bounce_mail', verdict: { reason: 'user_unknown' } },
        },
      ]);
      await until(() => isSuppressed('unknown-jo@next.example'));
      const why = office.house.run(['suppress', 'why', 'unknown-jo@next.example']);
      expect(why.out).toContain('user_unknown');
      expect(why.out).toContain('550 5.1.1 <unknown-jo@next.example>');
    });

    it('a notice that comes again changes nothing', async () => {
      const before = office.house.run(['address', 'get', 'unknown-jo@next.example', '--json']).out;
      if (dovecot !== null) {
        const [mail = ''] = mails();
        dovecot.deliver('1.again', mail);
        await until(() => dovecot?.flags().get('1.again')?.includes('S') === true);
      } else {
        // Octet by octet what Exim has sent.
        const [event] = await json<{ data: readonly { id: string }[] }>('/v1/events?type=bounce_received').then(
          ({ data }) => data,
        );
        const { raw } = await json<{ raw: string }>(`/v1/bounces/${event?.id}`);
        const octets = Buffer.from(raw, 'base64').toString('latin1');
        const [signedPath = ''] = /b\+[^@\s>]+@bounces\.ours\.example/i.exec(octets) ?? [];
        await handIn(office.smtp, { from: '', to: [signedPath], content: octets.replaceAll('\r\n', '\n') });
      }
      const after = office.house.run(['address', 'get', 'unknown-jo@next.example', '--json']).out;
      const counted = (text: string) => ({ ...JSON.parse(text), timeline: undefined });
      expect(counted(after)).toEqual(counted(before));
    });

    it('a forged notice, and one for another recipient, suppress nobody', async () => {
      await handIn(office.smtp, { to: ['victim@next.example'] });
      await far.mail(({ recipients }) => recipients.includes('victim@next.example'));
      const sent = far.mails.find(({ recipients }) => recipients.includes('victim@next.example'));
      const ours = sent?.sender ?? '';
      const forged = notice(
        'victim@next.example',
        'b+aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@bounces.ours.example',
      );
      const others = notice('other@next.example', ours);
      const count = (await bounces()).length;
      if (dovecot !== null) {
        dovecot.deliver('2.forged', forged);
        dovecot.deliver('3.others', others);
        await until(async () => (await bounces()).length === count + 2);
        expect((await bounces()).slice(count).map(({ trusted }) => trusted)).toEqual([false, false]);
      } else {
        const content = (mail: string) => mail.replace(/^Delivered-To: .*\n/, '');
        const bad = 'b+aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@bounces.ours.example';
        await expect(handIn(office.smtp, { from: '', to: [bad], content: content(forged) })).rejects.toThrow(
          '550 5.7.1',
        );
        await handIn(office.smtp, { from: '', to: [ours], content: content(others) });
        await until(async () => (await bounces()).length === count + 1);
        expect((await bounces()).at(-1)).toMatchObject({ trusted: false, recipient: 'other@next.example' });
      }
      expect(['victim@next.example', 'other@next.example'].map(isSuppressed)).toEqual([false, false]);
    });
  });
