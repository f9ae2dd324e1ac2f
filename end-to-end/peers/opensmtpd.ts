/**
 * OpenSMTPD, with a Maildir and TLS. Its folders are compiled in, so that it runs with its own /var/spool, /var/lib, /run
 * and /usr/libexec (a mount namespace). Its filters know no headers, and it cannot greylist once: grey@ is always deferred.
 */

import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureUser, unpack } from '../../scripts/debian-peers.mjs';
import { mailsIn } from './maildir.ts';
import { freePort, largest, type Peer, type PeerOptions, relayed, requireRoot, start } from './peer.ts';

const domain = 'opensmtpd.example';

export async function startOpenSmtpd({ folder, farPort, tls }: PeerOptions): Promise<Peer> {
  requireRoot('OpenSMTPD');
  for (const user of ['opensmtpd', 'opensmtpq']) ensureUser(user);
  const { root, env } = unpack(['opensmtpd']);
  const program = join(root, 'usr/sbin/smtpd');
  const port = await freePort();
  chmodSync(folder, 0o755);
  const mail = join(folder, 'mail');
  mkdirSync(mail, { mode: 0o777 });
  chmodSync(mail, 0o777);
  writeFileSync(join(folder, 'cert.pem'), tls.cert);
  writeFileSync(join(folder, 'key.pem'), tls.key, { mode: 0o600 });
  const config = join(folder, 'smtpd.conf');
  writeFileSync(config, configuration(folder, port, farPort));
  const script = join(folder, 'run.sh');
  writeFileSync(script, inOwnFolders(root, program, config));
  const running = await start(['unshare', '--mount', 'sh', script], env, port);
  return {
    name: 'OpenSMTPD',
    version: versionOf(program, env),
    ...{ domain, port },
    mailbox: () => mailsIn(join(mail, 'box')),
    stop: running.stop,
  };
}

function versionOf(program: string, env: Record<string, string>): string {
  const said = execFileSync('sh', ['-c', '"$0" -h 2>&1 || true', program], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  return /version: OpenSMTPD (\S+)/.exec(said)?.[1] ?? 'unknown';
}

const inOwnFolders = (root: string, program: string, config: string): string => `set -e
for place in /var/spool /var/lib /run /usr/libexec; do mount -t tmpfs -o mode=755 tmpfs $place; done
mkdir -p /var/lib/opensmtpd/empty
mkdir -m 711 /var/spool/smtpd
ln -s '${join(root, 'usr/libexec/opensmtpd')}' /usr/libexec/opensmtpd
exec '${program}' -d -f '${config}'
`;

const configuration = (folder: string, port: number, farPort: number): string => `
pki here cert "${join(folder, 'cert.pem')}"
pki here key "${join(folder, 'key.pem')}"
smtp max-message-size "${largest}"
bounce warn-interval 1h
table users { ann = "65534:65534:${join(folder, 'mail')}", grey = "65534:65534:${join(folder, 'mail')}" }
table grey { "grey@${domain}" }
filter grey phase rcpt-to match rcpt-to <grey> reject "451 4.7.1 Greylisted, please try again in 1 seconds"
listen on 127.0.0.1 port ${port} tls pki here hostname ${domain} filter grey
action mailbox maildir "${join(folder, 'mail/box')}" userbase <users>
action onward relay host smtp://127.0.0.1:${farPort} helo ${domain}
match from any for domain "${domain}" action mailbox
match from any for domain { ${relayed.map((name) => `"${name}"`).join(', ')} } action onward
`;
