/** Dovecot, which serves one Maildir to one user over IMAP, in TLS. */
import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unpack } from '../../scripts/debian-peers.mjs';
import { freePort, requireRoot, start } from './peer.ts';

export interface Dovecot {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly version: string;
  /** Delivers a mail as an MTA does: into `new`. */
  readonly deliver: (name: string, mail: string) => void;
  /** Flags of each mail ("S": seen), by its name; empty for what nobody has looked at. */
  readonly flags: () => ReadonlyMap<string, string>;
  /** The UIDs that it has given are valid no more. */
  readonly renumber: () => void;
  readonly stop: () => Promise<void>;
}

interface DovecotOptions {
  readonly folder: string;
  readonly maildir: string;
  readonly tls: { readonly cert: string; readonly key: string };
}

const user = 'bounces';
const password = 'listening-to-bounces';

export async function startDovecot({ folder, maildir, tls }: DovecotOptions): Promise<Dovecot> {
  requireRoot('Dovecot');
  const { root, env } = unpack(['dovecot-core', 'dovecot-imapd']);
  const libraries = { LD_LIBRARY_PATH: `${join(root, 'usr/lib/dovecot')}:${env['LD_LIBRARY_PATH'] ?? ''}` };
  const port = await freePort();
  const owner = Number(execFileSync('id', ['-u', 'mail'], { encoding: 'utf8' }));
  for (const path of [maildir, ...['new', 'cur', 'tmp'].map((part) => join(maildir, part))]) {
    mkdirSync(path, { recursive: true });
    chownSync(path, owner, 8);
  }
  for (const part of ['run', 'state']) mkdirSync(join(folder, part), { recursive: true });
  writeFileSync(join(folder, 'users'), `${user}:{PLAIN}${password}\n`, { mode: 0o644 });
  writeFileSync(join(folder, 'cert.pem'), tls.cert);
  writeFileSync(join(folder, 'key.pem'), tls.key, { mode: 0o600 });
  const config = join(folder, 'dovecot.conf');
  writeFileSync(config, configuration({ folder, maildir, port, owner }));
  // It looks for its parts in /usr: in its own eyes, and in nobody else's, the unpacked ones lie over what is there.
  const overlay = `mount -t overlay overlay -o "lowerdir=$0/usr:/usr" /usr && exec dovecot -F -c "$1"`;
  const inside = ['unshare', '--mount', '--propagation', 'private', 'sh', '-c', overlay, root, config];
  const running = await start(inside, {}, port, 'connection');
  const parts = ['new', 'cur'].map((part) => join(maildir, part));
  return {
    ...{ port, user, password, stop: running.stop },
    version: execFileSync(join(root, 'usr/sbin/dovecot'), ['--version'], { env: libraries, encoding: 'utf8' }).trim(),
    deliver: (name, mail) => {
      const written = join(maildir, 'tmp', name);
      writeFileSync(written, mail.replace(/\r?\n/g, '\r\n'));
      chownSync(written, owner, 8);
      renameSync(written, join(maildir, 'new', name));
    },
    flags: () =>
      new Map(
        parts.flatMap((part) =>
          existsSync(part)
            ? readdirSync(part).map((file): readonly [string, string] => {
                const [name = '', flags = ''] = file.split(':2,');
                return [name.split(',', 1)[0] ?? '', flags];
              })
            : [],
        ),
      ),
    renumber: () => {
      for (const file of readdirSync(maildir))
        if (file.startsWith('dovecot')) renameSync(join(maildir, file), join(folder, file));
    },
  };
}

interface Places {
  readonly folder: string;
  readonly maildir: string;
  readonly port: number;
  readonly owner: number;
}

/** Without a chroot and with users that every Debian has. */
const configuration = ({ folder, maildir, port, owner }: Places): string => `
protocols = imap
base_dir = ${join(folder, 'run')}
state_dir = ${join(folder, 'state')}
log_path = ${join(folder, 'log')}
listen = 127.0.0.1
default_internal_user = mail
default_internal_group = mail
default_login_user = nobody
mail_location = maildir:${maildir}
mail_uid = ${owner}
mail_gid = 8
first_valid_uid = 1
first_valid_gid = 1
ssl = required
ssl_cert = <${join(folder, 'cert.pem')}
ssl_key = <${join(folder, 'key.pem')}
ssl_dh =
passdb {
  driver = passwd-file
  args = ${join(folder, 'users')}
}
userdb {
  driver = static
  args = uid=${owner} gid=8 home=${join(folder, 'state')}
}
service imap-login {
  chroot =
  inet_listener imap {
    port = 0
  }
  inet_listener imaps {
    port = ${port}
    ssl = yes
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
`;
