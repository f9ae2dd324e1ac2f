/** swaks, smtp-source and Postfix hand mail in; what arrives at the far end is what they sent. */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from '@hearback/bounce';
import { createCertificate } from '@hearback/smtp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unpack } from '../../scripts/debian-peers.mjs';
import { hearback } from '../hearback.ts';
import { FarEnd } from './far-end.ts';
import { handIn, letter } from './hand-in.ts';
import type { Peer } from './peer.ts';
import { openPostOffice, type PostOffice, towards } from './post-office.ts';
import { postfixProgram, startPostfix } from './postfix.ts';

const run = promisify(execFile);
const password = 'correct horse';

describe('submission', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hearback-submission-'));
  let far: FarEnd;
  let office: PostOffice;

  beforeAll(async () => {
    far = await FarEnd.open();
    const { cert, key } = createCertificate({ names: ['mail.ours.example'] });
    writeFileSync(join(folder, 'cert.pem'), cert);
    writeFileSync(join(folder, 'key.pem'), key);
    const hashed = hearback(['config', 'password'], `${password}\n`).out.trim();
    office = await openPostOffice(far.port, `${towards(far)}[users.ann]\npassword = ${JSON.stringify(hashed)}\n`, {
      HEARBACK_SMTP__LISTENERS__SUBMISSION__TLS: 'starttls',
      HEARBACK_SMTP__LISTENERS__SUBMISSION__CERT_FILE: join(folder, 'cert.pem'),
      HEARBACK_SMTP__LISTENERS__SUBMISSION__KEY_FILE: join(folder, 'key.pem'),
    });
  }, 60_000);
  afterAll(async () => {
    await office?.close();
    await far?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const arrived = (subject: string) =>
    far.mail(({ content, sender }) => sender !== '' && content.includes(`Subject: ${subject}`));

  describe('swaks', () => {
    const { root } = unpack(['swaks', 'libnet-ssleay-perl', 'perl-openssl-defaults']);
    /** Its transcript; rejects when it fails. */
    const swaks = async (...options: string[]): Promise<string> => {
      const args = ['--server', '127.0.0.1', '--port', `${office.smtp}`, '--helo', 'client.ours.example', ...options];
      const addresses = ['--from', 'ann@ours.example', '--to', 'bob@next.example'];
      const env = { ...process.env, PERL5LIB: perlLibraries(root) };
      const { stdout } = await run('perl', [join(root, 'usr/bin/swaks'), ...addresses, ...args], {
        env,
        maxBuffer: 1 << 28,
      });
      return stdout;
    };
    const subject = (text: string): string[] => ['--header', `Subject: ${text}`];

    it('plainly', async () => {
      expect(await swaks(...subject('swaks plain'))).toMatch(/<- {2}250 2\.0\.0 Queued as msg_/);
      const mail = await arrived('swaks plain');
      expect(mail).toMatchObject({ sender: 'ann@ours.example', recipients: ['bob@next.example'] });
      expect(mail.content).toContain('This is a test mailing');
    });

    it('pipelined, to several', async () => {
      const to = ['--to', 'a@next.example,b@next.example,c@next.example'];
      expect(await swaks('--pipeline', ...to, ...subject('swaks pipelined'))).toMatch(/Queued as msg_/);
      const mail = await arrived('swaks pipelined');
      expect([...mail.recipients].sort()).toEqual(['a@next.example', 'b@next.example', 'c@next.example']);
    });

    it('lines that begin with dots, and one that is a dot', async () => {
      const body = join(folder, 'dots');
      writeFileSync(body, '.\r\n..\r\n.x\r\nlast\r\n');
      await swaks('--body', `@${body}`, ...subject('swaks dots'));
      expect((await arrived('swaks dots')).content).toMatch(/\r\n\r\n\.\r\n\.\.\r\n\.x\r\nlast\r\n/);
    });

    it('a big one', async () => {
      const attachment = join(folder, 'big');
      const octets = 'The same line over and over again, for some megabytes.\n'.repeat(50_000);
      writeFileSync(attachment, octets);
      await swaks('--attach', `@${attachment}`, ...subject('swaks big'));
      const { content } = await arrived('swaks big');
      const [, encoded = ''] = /base64\r\n\r\n([A-Z0-9+/=\r\n]{1000,})/i.exec(content) ?? [];
      expect(Buffer.from(encoded, 'base64').toString() === octets).toBe(true);
    });

    it('over TLS, logged in by PLAIN and by LOGIN, and not with a wrong password', async () => {
      for (const mechanism of ['PLAIN', 'LOGIN']) {
        const login = ['-tls', '--auth', mechanism, '--auth-user', 'ann', '--auth-password'];
        const said = await swaks(...login, password, ...subject(`swaks ${mechanism}`));
        expect(said).toMatch(/TLS started with cipher TLSv1\.3/);
        expect(said).toMatch(/<~ {2}235 2\.7\.0 /);
        expect((await arrived(`swaks ${mechanism}`)).content).toMatch(/^Received: .*[\s\S]* with ESMTPSA /);
        await expect(swaks(...login, 'wrong')).rejects.toMatchObject({ stdout: expect.stringMatching(/535 5\.7\.8 /) });
      }
    });

    it('is not offered AUTH without TLS', async () => {
      await expect(swaks('--auth', 'PLAIN', '--auth-user', 'ann', '--auth-password', password)).rejects.toThrow(
        /Host did not advertise authentication/,
      );
    });
  });

  describe('smtp-source', () => {
    it('many messages in several sessions, each with several recipients', async () => {
      const { program, env } = postfixProgram('smtp-source');
      const subject = `source ${randomUUID()}`;
      const [messages, recipients] = [60, 4];
      const load = ['-s', '5', '-m', `${messages}`, '-r', `${recipients}`, '-l', '4000', '-d', '-S', subject];
      const addresses = ['-f', 'ann@ours.example', '-t', 'bob@next.example', '-M', 'client.ours.example'];
      await run(program, [...load, ...addresses, `127.0.0.1:${office.smtp}`], { env: { ...process.env, ...env } });
      const theirs = () => far.mails.filter(({ content }) => content.includes(`Subject: ${subject}`));
      const delivered = () => theirs().reduce((sum, mail) => sum + mail.recipients.length, 0);
      await far.until(() => delivered() >= messages * recipients);
      expect(delivered()).toBe(messages * recipients);
      for (const { content } of theirs()) expect(content).toMatch(/(X{60,}\r\n)+/);
    });
  });

  describe('Postfix', () => {
    let peer: Peer;
    const place = mkdtempSync(join(tmpdir(), 'hearback-postfix-'));
    beforeAll(async () => {
      const tls = createCertificate({ names: ['postfix.example'] });
      peer = await startPostfix({ folder: place, farPort: office.smtp, tls, relayTls: 'encrypt' });
    }, 60_000);
    afterAll(async () => {
      await peer?.stop();
      rmSync(place, { recursive: true, force: true });
    });

    it('relays to us over TLS with the parameters of RFC 3461, and is told what became of it', async () => {
      const asked = 'NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;Bob+2Bx@orig.example';
      await handIn(peer.port, {
        mail: 'RET=HDRS ENVID=QQ+2B314159',
        to: [`bob@next.example ${asked}`, `unknown@next.example ${asked}`, 'quiet@next.example NOTIFY=NEVER'],
        content: letter.replace('Ours', 'Through Postfix'),
      });
      const mail = await arrived('Through Postfix');
      expect([...mail.recipients].sort()).toEqual(['bob@next.example', 'quiet@next.example']);
      expect(mail.content).toMatch(/^Received: from postfix\.example [\s\S]*? with ESMTPS /);
      const notice = async (action: string) => {
        const about = `Action: ${action}`;
        const { content } = await far.mail(({ sender, content: text }) => sender === '' && text.includes(about));
        expect(content).not.toContain('a line with a dot');
        return parse(Buffer.from(content, 'latin1'));
      };
      const original = { original_recipient: 'Bob+x@orig.example' };
      expect(await notice('relayed')).toMatchObject({
        ...{ kind: 'delivered', message: { envelope_id: 'QQ+314159' } },
        recipients: [{ recipient: 'bob@next.example', action: 'relayed', ...original }],
      });
      expect(await notice('failed')).toMatchObject({
        ...{ kind: 'bounce', message: { envelope_id: 'QQ+314159' } },
        recipients: [{ recipient: 'unknown@next.example', verdict: { reason: 'user_unknown' }, ...original }],
      });
    });

    it('relays what needs SMTPUTF8', async () => {
      const content = 'From: <änne@ours.example>\nSubject: Über uns\n\nHällo\n';
      await handIn(peer.port, {
        ...{ from: utf8('änne@ours.example'), mail: 'SMTPUTF8 BODY=8BITMIME', to: [utf8('jörg@next.example')] },
        content: utf8(content),
      });
      const mail = await far.mail(({ recipients }) => recipients[0] === utf8('jörg@next.example'));
      expect(mail.commands[0]).toMatch(/^MAIL FROM:<.*> .*SMTPUTF8/);
      expect(mail.sender).toBe(utf8('änne@ours.example'));
      expect(mail.content).toContain(utf8('\r\nSubject: Über uns\r\n'));
      expect(mail.content).toMatch(new RegExp(`${utf8('\r\n\r\nHällo\r\n')}$`));
    });
  });
});

/** The octets of the text, one a character, as the wire of these tests has them. */
const utf8 = (text: string): string => Buffer.from(text).toString('latin1');

const perlLibraries = (root: string): string =>
  ['usr/lib/x86_64-linux-gnu/perl5', 'usr/lib/aarch64-linux-gnu/perl5', 'usr/share/perl5']
    .flatMap((path) => [join(root, path), ...['5.36', '5.38', '5.40'].map((version) => join(root, path, version))])
    .join(':');
