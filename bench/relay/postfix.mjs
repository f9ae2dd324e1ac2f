/** Postfix as Debian ships it, with its default configuration but for where things are and where mail goes. */
import { execFileSync } from 'node:child_process';
import { chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unpack } from '../../scripts/debian-peers.mjs';
import { freePort } from '../port.mjs';
import { greets } from './traffic.mjs';

const queues = 'active bounce corrupt defer deferred flush hold incoming maildrop private public saved trace'.split(
  ' ',
);
const { root, env: libraries } = unpack(['postfix']);

export async function startPostfix({ folder, sinkPort }) {
  if (process.getuid() !== 0) throw new Error('Postfix starts as root only');
  const port = await freePort();
  const at = (...path) => join(root, 'usr', ...path);
  const etc = join(folder, 'etc');
  const data = join(folder, 'data');
  const queue = join(folder, 'queue');
  for (const path of [etc, join(queue, 'pid')]) mkdirSync(path, { recursive: true });
  const mail = Number(execFileSync('id', ['-u', 'mail'], { encoding: 'utf8' }));
  for (const path of [data, ...queues.map((name) => join(queue, name))]) {
    mkdirSync(path, { mode: 0o700 });
    chownSync(path, mail, -1);
  }
  const main = {
    compatibility_level: '3.6',
    queue_directory: queue,
    data_directory: data,
    command_directory: at('sbin'),
    daemon_directory: at('lib/postfix/sbin'),
    shlib_directory: at('lib/postfix'),
    meta_directory: etc,
    sendmail_path: at('sbin/sendmail'),
    mailq_path: at('bin/mailq'),
    newaliases_path: at('bin/newaliases'),
    mail_owner: 'mail',
    setgid_group: 'uucp',
    import_environment: 'MAIL_CONFIG TZ LANG=C LD_LIBRARY_PATH',
    export_environment: 'TZ LANG LD_LIBRARY_PATH',
    inet_interfaces: '127.0.0.1',
    inet_protocols: 'ipv4',
    mynetworks: '127.0.0.0/8',
    myhostname: 'postfix.example',
    mydestination: '',
    local_recipient_maps: '',
    alias_maps: '',
    alias_database: '',
    relayhost: `[127.0.0.1]:${sinkPort}`,
    maillog_file: join(folder, 'mail.log'),
    maillog_file_prefixes: folder,
  };
  const text = Object.entries(main).map(([key, value]) => `${key} = ${value}\n`);
  writeFileSync(join(etc, 'main.cf'), text.join(''));
  writeFileSync(join(etc, 'master.cf'), masterOf(readFileSync(at('share/postfix/master.cf.dist'), 'utf8'), port));
  writeFileSync(join(etc, 'dynamicmaps.cf'), '');
  writeFileSync(join(etc, 'postfix-files'), '');
  const env = { ...process.env, ...libraries };
  const control = (word) =>
    execFileSync(at('sbin/postfix'), ['-c', etc, word], { env, encoding: 'utf8', stdio: 'pipe' });
  control('start');
  await greets(port);
  const master = Number(readFileSync(join(queue, 'pid/master.pid'), 'utf8'));
  return {
    name: 'Postfix',
    version: `Postfix ${execFileSync(at('sbin/postconf'), ['-c', etc, '-h', 'mail_version'], { env, encoding: 'utf8' }).trim()}, Debian’s default configuration`,
    port,
    pids: [master],
    async stop() {
      control('stop');
    },
  };
}

/** Another port, and no chroot: the programs stand in a folder of their own. */
const masterOf = (dist, port) =>
  dist
    .replace(/^smtp(\s+inet)/m, `127.0.0.1:${port}$1`)
    .replace(/^(\S+\s+(?:inet|unix|fifo|pass|unix-dgram)\s+\S+\s+\S+\s+)y(\s)/gm, '$1n$2');
