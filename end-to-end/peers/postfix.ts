/** Postfix, with virtual mailboxes, a policy server that greylists, a check of headers, TLS. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { unpack } from '../../scripts/debian-peers.mjs';
import { mailsIn } from './maildir.ts';
import { answers, bounceDomain, freePort, largest, type Peer, type PeerOptions, relayed, requireRoot } from './peer.ts';

const domain = 'postfix.example';
const queues = 'active bounce corrupt defer deferred flush hold incoming maildrop private public saved trace'.split(
  ' ',
);

export function postfixProgram(name: 'smtp-sink' | 'smtp-source'): { program: string; env: Record<string, string> } {
  const { root, env } = unpack(['postfix']);
  return { program: join(root, 'usr/sbin', name), env };
}

export async function startPostfix(options: PeerOptions): Promise<Peer> {
  requireRoot('Postfix');
  const { root, env: libraries } = unpack(['postfix']);
  const { folder, bounces } = options;
  const onward = bounces?.kind === 'maildir' ? relayed.filter((name) => name !== bounceDomain) : relayed;
  const portOf = (name: string): number =>
    bounces?.kind === 'smtp' && name === bounceDomain ? bounces.port : options.farPort;
  const at = (...path: string[]): string => join(root, 'usr', ...path);
  const etc = join(folder, 'etc');
  const port = await freePort();
  const policy = await openGreylist();
  const uid = makeFolders(folder, etc);
  writeFileSync(join(etc, 'cert.pem'), options.tls.cert);
  writeFileSync(join(etc, 'key.pem'), options.tls.key, { mode: 0o600 });
  writeFileSync(join(etc, 'headers'), '/^X-Forbidden:/ REJECT This header is forbidden here\n');
  writeFileSync(
    join(etc, 'mailboxes'),
    `/^(ann|grey)@${domain}$/ box/\n${bounces?.kind === 'maildir' ? `/@${bounceDomain}$/ ${bounces.name}/\n` : ''}`,
  );
  const main = {
    ...programs(folder, etc, at),
    ...{ myhostname: domain, mydestination: '', local_recipient_maps: '', alias_maps: '', alias_database: '' },
    ...{ mynetworks: '127.255.0.0/16', relay_domains: onward.join(' '), relayhost: '' },
    transport_maps: `inline:{ ${onward.map((name) => `{ ${name} = smtp:[127.0.0.1]:${portOf(name)} }`).join(' ')} }`,
    ...{ virtual_mailbox_domains: onward === relayed ? domain : `${domain} ${bounceDomain}` },
    ...{ virtual_mailbox_base: join(folder, 'mail') },
    virtual_mailbox_maps: `regexp:${join(etc, 'mailboxes')}`,
    ...{ virtual_uid_maps: `static:${uid}`, virtual_gid_maps: 'static:8', virtual_minimum_uid: '1' },
    smtpd_relay_restrictions: 'reject_unauth_destination',
    smtpd_recipient_restrictions: `reject_unlisted_recipient, check_policy_service inet:127.0.0.1:${policy.port}`,
    ...{ header_checks: `regexp:${join(etc, 'headers')}`, message_size_limit: `${largest}` },
    ...{ smtpd_tls_security_level: 'may', smtpd_tls_cert_file: join(etc, 'cert.pem') },
    ...{
      smtpd_tls_key_file: join(etc, 'key.pem'),
      smtp_tls_security_level: options.relayTls ?? 'none',
      smtpd_tls_loglevel: '1',
    },
    smtpd_tls_received_header: 'yes',
    ...{ smtpd_peername_lookup: 'no', smtp_dns_support_level: 'disabled', smtp_host_lookup: 'native' },
  };
  writeFileSync(
    join(etc, 'main.cf'),
    Object.entries(main)
      .map(([key, value]) => `${key} = ${value}\n`)
      .join(''),
  );
  writeFileSync(join(etc, 'master.cf'), masterOf(readFileSync(at('share/postfix/master.cf.dist'), 'utf8'), port));
  for (const empty of ['dynamicmaps.cf', 'postfix-files']) writeFileSync(join(etc, empty), '');
  const run = (program: string, ...args: string[]): string =>
    execFileSync(at('sbin', program), ['-c', etc, ...args], {
      env: { ...process.env, ...libraries },
      encoding: 'utf8',
      stdio: 'pipe',
    });
  run('postfix', 'start');
  await answers(port);
  return {
    name: 'Postfix',
    version: run('postconf', '-h', 'mail_version').trim(),
    ...{ domain, port },
    mailbox: () => mailsIn(join(folder, 'mail/box')),
    async stop() {
      run('postfix', 'stop');
      policy.server.close();
    },
  };
}

/** Folders of the queue, which must belong to the user that the daemons run as; gives its number. */
function makeFolders(folder: string, etc: string): number {
  chmodSync(folder, 0o755);
  const mail = Number(execFileSync('id', ['-u', 'mail'], { encoding: 'utf8' }));
  for (const path of [etc, join(folder, 'queue/pid')]) mkdirSync(path, { recursive: true });
  const own = ['data', 'mail', ...queues.map((name) => join('queue', name))];
  for (const path of own.map((name) => join(folder, name))) {
    mkdirSync(path, { mode: 0o700 });
    chownSync(path, mail, -1);
  }
  return mail;
}

const programs = (folder: string, etc: string, at: (...path: string[]) => string): Record<string, string> => ({
  compatibility_level: '3.6',
  ...{ queue_directory: join(folder, 'queue'), data_directory: join(folder, 'data'), meta_directory: etc },
  ...{ command_directory: at('sbin'), daemon_directory: at('lib/postfix/sbin'), shlib_directory: at('lib/postfix') },
  ...{ sendmail_path: at('sbin/sendmail'), mailq_path: at('bin/mailq'), newaliases_path: at('bin/newaliases') },
  ...{ mail_owner: 'mail', setgid_group: 'uucp', inet_interfaces: '127.0.0.1', inet_protocols: 'ipv4' },
  import_environment: 'MAIL_CONFIG TZ LANG=C LD_LIBRARY_PATH',
  export_environment: 'TZ LANG LD_LIBRARY_PATH',
  ...{ maillog_file: join(folder, 'log'), maillog_file_prefixes: folder },
});

/** Another port, and no chroot: the programs stand in a folder of their own. */
const masterOf = (dist: string, port: number): string =>
  dist
    .replace(/^smtp(\s+inet)/m, `127.0.0.1:${port}$1`)
    .replace(/^(\S+\s+(?:inet|unix|fifo|pass|unix-dgram)\s+\S+\s+\S+\s+)y(\s)/gm, '$1n$2');

/** A policy server (SMTPD_POLICY_README): grey@ is deferred once. */
async function openGreylist(): Promise<{ server: Server; port: number }> {
  let deferred = false;
  const server = createServer((socket) => {
    let recipient = '';
    socket.on('error', () => socket.destroy());
    createInterface({ input: socket }).on('line', (line) => {
      if (line.startsWith('recipient=')) recipient = line.slice('recipient='.length);
      if (line !== '') return;
      const defers = recipient.startsWith('grey@') && !deferred;
      if (defers) deferred = true;
      socket.write(`action=${defers ? '451 4.7.1 Greylisted, please try again in 1 seconds' : 'DUNNO'}\n\n`);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return { server, port: typeof address === 'object' && address !== null ? address.port : 0 };
}
