/** Debian's systemd tools out of their packages, and who listens for sd_notify(3) in systemd's place. */
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { unpack } from '../scripts/debian-peers.mjs';

/** What the tools load beyond what every Debian has. */
const libraries = ['libapparmor1', 'libcap-ng0', 'libip4tc2', 'libkmod2', 'libseccomp2'];

/** Runs a tool by a script of its own, for its libraries are not to be those of whoever calls it. */
export function systemdTools(folder: string): (name: string) => string {
  const { root } = unpack(['systemd', 'libsystemd-shared', ...libraries]);
  const folders = ['usr/lib', 'lib'].flatMap((lib) =>
    readdirSync(join(root, lib)).map((name) => join(root, lib, name)),
  );
  const shared = folders.flatMap((path) => [path, join(path, 'systemd')]).join(':');
  return (name) => {
    const script = join(folder, name);
    const tool = ['usr/bin', 'bin'].map((bin) => join(root, bin, name)).find((path) => existsSync(path));
    writeFileSync(script, `#!/bin/sh\nLD_LIBRARY_PATH='${shared}' exec '${tool}' "$@"\n`);
    chmodSync(script, 0o755);
    return script;
  };
}

/** Node speaks no datagrams to Unix sockets; perl is on every Debian. */
const receive = `use Socket; $| = 1; socket(my $in, PF_UNIX, SOCK_DGRAM, 0) or die $!; bind($in, sockaddr_un($ARGV[0])) or die $!;
print "listening\\n"; while (defined recv($in, my $said, 4096, 0)) { print "$said\\n" }`;

/** `heard` resolves when that line has been told. */
export async function listenForStates(socket: string) {
  const child = spawn('perl', ['-e', receive, socket], { stdio: ['ignore', 'pipe', 'inherit'] });
  const told: string[] = [];
  const waiting = new Set<() => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    told.push(line);
    for (const look of waiting) look();
  });
  const heard = (words: string): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!told.includes(words)) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  await heard('listening');
  return { heard, told, close: () => void child.kill() };
}
