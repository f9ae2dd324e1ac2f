/** Exim, with a Maildir, an ACL that greylists and one that checks headers, TLS. */
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureUser, unpack } from '../../scripts/debian-peers.mjs';
import { mailsIn } from './maildir.ts';
import { bounceDomain, freePort, largest, type Peer, type PeerOptions, relayed, requireRoot, start } from './peer.ts';

const domain = 'exim.example';
const user = 'Debian-exim';

export async function startExim({ folder, farPort, tls, bounces }: PeerOptions): Promise<Peer> {
  requireRoot('Exim');
  ensureUser(user);
  const { root, env } = unpack(['exim4-daemon-light', 'libidn12']);
  // Without its setuid bit: a setuid program ignores where its libraries are.
  const program = join(folder, 'exim4');
  copyFileSync(join(root, 'usr/sbin/exim4'), program);
  chmodSync(program, 0o755);
  const port = await freePort();
  const uid = Number(execFileSync('id', ['-u', user], { encoding: 'utf8' }));
  chmodSync(folder, 0o755);
  for (const name of ['spool', 'log', 'mail', 'state']) {
    mkdirSync(join(folder, name));
    chownSync(join(folder, name), uid, -1);
  }
  writeFileSync(join(folder, 'cert.pem'), `${tls.cert}${tls.key}`, { mode: 0o600 });
  chownSync(join(folder, 'cert.pem'), uid, -1);
  const backPort = bounces?.kind === 'smtp' ? bounces.port : null;
  const config = join(folder, 'exim.conf');
  writeFileSync(config, configuration({ folder, program, port, farPort, backPort }));
  const running = await start([program, '-C', config, '-bdf', '-q1m'], env, port);
  const [, version = 'unknown'] =
    /^Exim version (\S+)/m.exec(
      execFileSync(program, ['-C', config, '-bV'], { env: { ...process.env, ...env }, encoding: 'utf8' }),
    ) ?? [];
  return {
    name: 'Exim',
    ...{ version, domain, port },
    mailbox: () => mailsIn(join(folder, 'mail')),
    stop: running.stop,
  };
}

interface Places {
  readonly folder: string;
  readonly program: string;
  readonly port: number;
  readonly farPort: number;
  /** For the domain of bounces, where it goes elsewhere. */
  readonly backPort: number | null;
}

const configuration = ({ folder, program, port, farPort, backPort }: Places): string => `
primary_hostname = ${domain}
exim_path = ${program}
spool_directory = ${join(folder, 'spool')}
log_file_path = ${join(folder, 'log/%slog')}
daemon_smtp_ports = ${port}
local_interfaces = 127.0.0.1
keep_environment = LD_LIBRARY_PATH
deliver_drop_privilege = true
rfc1413_query_timeout = 0s
host_lookup =
message_size_limit = ${largest}
dsn_advertise_hosts = *
smtputf8_advertise_hosts = *
tls_advertise_hosts = *
tls_certificate = ${join(folder, 'cert.pem')}
acl_smtp_rcpt = rcpt
acl_smtp_data = data
domainlist relayed = ${relayed.join(' : ')}

begin acl
rcpt:
  deny
    !domains = ${domain} : +relayed
    message = Relay not permitted
  deny
    domains = ${domain}
    !local_parts = ann : grey
    message = Unknown user
  defer
    domains = ${domain}
    local_parts = grey
    !condition = \${if exists{${join(folder, 'state/seen')}}}
    condition = \${if eq{}{\${run{/bin/touch ${join(folder, 'state/seen')}}}}}
    message = Greylisted, please try again in 1 seconds
  accept

data:
  deny
    condition = \${if def:h_X-Forbidden:}
    message = This header is forbidden here
  accept

begin routers
mailbox:
  driver = accept
  domains = ${domain}
  transport = maildir
${
  backPort === null
    ? ''
    : `back:
  driver = manualroute
  domains = ${bounceDomain}
  route_list = * 127.0.0.1
  self = send
  transport = back
`
}onward:
  driver = manualroute
  domains = +relayed
  route_list = * 127.0.0.1
  self = send
  transport = far

begin transports
maildir:
  driver = appendfile
  directory = ${join(folder, 'mail')}
  maildir_format
  user = ${user}
${
  backPort === null
    ? ''
    : `back:
  driver = smtp
  port = ${backPort}
  allow_localhost
  hosts_avoid_tls = *
`
}far:
  driver = smtp
  port = ${farPort}
  allow_localhost
  hosts_avoid_tls = *

begin retry
* * F,1h,1s
`;
