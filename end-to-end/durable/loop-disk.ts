/**
 * A disk whose power can be cut: ext4 in a file, in a mount namespace of its own. The cut is the kernel's own switch for it
 * (EXT4_IOC_SHUTDOWN with "flush neither journal nor data", as xfstests has it): what was not flushed is gone at the next
 * mount. It needs root and loop devices.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Opens the folder, waits for a line, pulls the plug, says so. */
const plug = `
  open(my $disk, "<", $ARGV[0]) or die "open: $!";
  $| = 1; print "ready\\n"; <STDIN>;
  my $no_log_flush = pack("L", 2);
  ioctl($disk, 0x8004587d, $no_log_flush) or die "ioctl: $!";
  print "cut\\n";`;

interface Plug {
  /** Pulls it; resolves when the power is off, to the instant before which it was certainly on. */
  readonly pull: () => Promise<number>;
}

export class LoopDisk {
  /** Seen from within only. */
  readonly folder: string;
  readonly #home: string;
  readonly #keeper: ChildProcess;

  private constructor(home: string, keeper: ChildProcess) {
    this.#home = home;
    this.folder = join(home, 'disk');
    this.#keeper = keeper;
  }

  /** Rejects with one line that says what is missing. */
  static async create(megabytes: number): Promise<LoopDisk> {
    const home = mkdtempSync(join(tmpdir(), 'hearback-disk-'));
    try {
      if (process.getuid?.() !== 0) throw new Error('this user is not root');
      execFileSync('truncate', ['-s', `${megabytes}M`, join(home, 'image')]);
      execFileSync('mkfs.ext4', ['-q', '-F', join(home, 'image')], { stdio: ['ignore', 'ignore', 'pipe'] });
      mkdirSync(join(home, 'disk'));
      // Lives as long as its input is open: the namespace needs somebody in it.
      const keeper = spawn('unshare', ['-m', '--propagation', 'private', 'sh', '-c', 'echo here; exec cat'], {
        stdio: ['pipe', 'pipe', 'pipe'],
      });
      const disk = new LoopDisk(home, keeper);
      await lines(keeper).next('here');
      disk.mount();
      return disk;
    } catch (error) {
      rmSync(home, { recursive: true, force: true });
      const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
      throw new Error(
        `No simulated power cuts here: ${why}. They need root, util-linux and loop devices; HEARBACK_NO_POWER_CUT=1 leaves them out.`,
        { cause: error },
      );
    }
  }

  /** What to put before a command so that it sees the disk. */
  get within(): readonly string[] {
    return ['nsenter', '-t', String(this.#keeper.pid), '-m', '--'];
  }

  /** Runs a command within; throws with what it wrote when it fails. */
  run(...command: readonly string[]): string {
    const [file = '', ...args] = [...this.within, ...command];
    const { status, stdout, stderr } = spawnSync(file, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${command.join(' ')}: ${stderr.trim()}`);
    return stdout;
  }

  mount(): void {
    this.run('mount', '-o', 'loop', join(this.#home, 'image'), this.folder);
  }

  /** Nobody may have the disk open: then it is mounted anew, which is what a machine does when its power is back. */
  remount(): void {
    this.run('umount', this.folder);
    this.mount();
  }

  async plug(): Promise<Plug> {
    const [file = '', ...args] = [...this.within, 'perl', '-e', plug, this.folder];
    const hand = spawn(file, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    const said = lines(hand);
    await said.next('ready');
    return {
      pull: async () => {
        const at = performance.now();
        hand.stdin.write('\n');
        await said.next('cut');
        if (hand.exitCode === null) await once(hand, 'exit');
        return at;
      },
    };
  }

  async close(): Promise<void> {
    this.run('umount', this.folder);
    this.#keeper.stdin?.end();
    if (this.#keeper.exitCode === null) await once(this.#keeper, 'exit');
    rmSync(this.#home, { recursive: true, force: true });
  }
}

function lines(child: ChildProcess): { readonly next: (expected: string) => Promise<void> } {
  if (child.stdout === null) throw new Error('no output to read');
  const read = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    next: async (expected) => {
      const { value } = await read.next();
      if (value !== expected) throw new Error(`"${expected}" was expected, and ${value ?? 'the end'} came`);
    },
  };
}
