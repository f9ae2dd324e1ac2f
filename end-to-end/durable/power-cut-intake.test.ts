/**
 * The power is cut while reports come in by every way at once. The senders live elsewhere and keep what they were told:
 * a 250, a 200, a mail in cur, a log that is not written again. After the last start each report is in the ledger once.
 * Without fsync (synchronous=NORMAL) some must be missing: a test that cannot tell the two apart proves nothing.
 */
import { appendFileSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { until } from '../peers/until.ts';
import { damageIn } from './api.ts';
import { LoopDisk } from './loop-disk.ts';
import { heard, logLine, noticeFile, tellBySmtp, tellByWebhook, writeIntakeConfig } from './reports.ts';
import { controlCuts, cuts, isPowerCut, withoutPowerCut } from './rounds.ts';
import { type Life, startLife } from './server-process.ts';

interface Outcome {
  readonly told: number;
  readonly missing: readonly string[];
  readonly twice: readonly string[];
  readonly damage: readonly string[];
}

/** Milliseconds by which a file system's clock may be behind. */
const coarse = 10;

/** The world outside, which the cut does not reach. */
class World {
  readonly home = mkdtempSync(join(tmpdir(), 'hearback-world-'));
  /** Whom the ledger has to know: acknowledged certainly before a cut, or still there to be read. */
  readonly owed = new Set<string>();
  #serial = 0;

  constructor() {
    writeIntakeConfig(this.home);
    writeFileSync(join(this.home, 'mail.log'), '');
  }

  name = (way: string): string => `${way}${this.#serial++}@there.example`;

  /** Mails delivered into the box, and lines of the log: they stay until they are read. */
  leave(count: number): void {
    for (let index = 0; index < count; index++) {
      const mailed = this.name('maildir');
      const file = `${mailed.split('@')[0]}.x`;
      writeFileSync(join(this.home, 'Maildir/tmp', file), noticeFile(mailed));
      renameSync(join(this.home, 'Maildir/tmp', file), join(this.home, 'Maildir/new', file));
      const logged = this.name('log');
      appendFileSync(join(this.home, 'mail.log'), logLine(logged));
      this.owed.add(mailed).add(logged);
    }
  }

  /** Mails that were moved to cur in the moment of the cut, like what is answered in it, are promised to nobody. */
  forgetMovedSince(instant: number): void {
    const folder = join(this.home, 'Maildir/cur');
    for (const file of readdirSync(folder)) {
      const moved = statSync(join(folder, file)).ctimeMs - performance.timeOrigin;
      if (moved >= instant - coarse) this.owed.delete(`${file.split('.')[0]}@there.example`);
    }
  }

  isBoxRead = (): boolean => readdirSync(join(this.home, 'Maildir/new')).length === 0;
}

/** Tells reports by one way until the server is gone; one that is not acknowledged is told again in the next life. */
async function keepTelling(
  life: Life,
  waiting: string[],
  next: () => string,
  tell: (recipient: string) => Promise<boolean>,
  acknowledged: (recipient: string) => void,
): Promise<void> {
  while (life.isAlive()) {
    const recipient = waiting.pop() ?? next();
    const gone = life.exited.then(() => false);
    if (await Promise.race([tell(recipient).catch(() => false), gone])) acknowledged(recipient);
    else waiting.push(recipient);
  }
}

async function cutPower(times: number, env: Readonly<Record<string, string>>): Promise<Outcome> {
  const disk = await LoopDisk.create(400);
  const world = new World();
  const unheard = { smtp: [] as string[], webhook: [] as string[] };
  const damage: string[] = [];
  let lives = 0;
  const start = async (): Promise<{ readonly life: Life; readonly port: number }> => {
    const name = `life-${++lives}.example`;
    const places = { config: join(world.home, 'hearback.toml'), data: disk.folder };
    const life = startLife({ name, ...places, socket: join(world.home, `${name}.sock`), env, within: disk.within });
    const ready = await life.ready;
    if (ready === null) throw new Error(`The server did not start:\n${life.log()}`);
    return { life, port: ready.smtpPort };
  };
  try {
    for (let cut = 0; cut < times; cut++) {
      const { life, port } = await start();
      damage.push(...(await damageIn(life.socket)));
      const plug = await disk.plug();
      const answers: { readonly recipient: string; readonly at: number }[] = [];
      const wanted = 20 + ((cut * 37) % 90);
      let reached: () => void = () => undefined;
      const enough = new Promise<void>((resolve) => {
        reached = resolve;
      });
      const acknowledged = (recipient: string): void => {
        answers.push({ recipient, at: performance.now() });
        world.leave(1);
        if (answers.length >= wanted) reached();
      };
      const told = [
        keepTelling(
          life,
          unheard.smtp,
          () => world.name('smtp'),
          (one) => tellBySmtp(port, one).then(() => true),
          acknowledged,
        ),
        keepTelling(
          life,
          unheard.webhook,
          () => world.name('webhook'),
          (one) => tellByWebhook(life.socket, one),
          acknowledged,
        ),
      ];
      await enough;
      const certainlyOn = await plug.pull();
      life.kill('SIGKILL');
      await Promise.all([life.exited, ...told]);
      world.forgetMovedSince(certainlyOn);
      for (const { recipient, at } of answers) if (at < certainlyOn) world.owed.add(recipient);
      disk.remount();
    }
    const { life, port } = await start();
    damage.push(...(await damageIn(life.socket)));
    for (const one of unheard.smtp) await tellBySmtp(port, one);
    for (const one of unheard.webhook) expect(await tellByWebhook(life.socket, one)).toBe(true);
    world.leave(1);
    const last = [...world.owed].slice(-2);
    await until(async () => {
      const known = new Set(await heard(life.socket));
      return world.isBoxRead() && last.every((recipient) => known.has(recipient));
    });
    const all = await heard(life.socket);
    const known = new Set(all);
    life.kill('SIGTERM');
    await life.exited;
    return {
      told: world.owed.size,
      missing: [...world.owed].filter((recipient) => !known.has(recipient)),
      twice: all.filter((recipient, index) => all.indexOf(recipient) !== index),
      damage,
    };
  } finally {
    await disk.close();
    rmSync(world.home, { recursive: true, force: true });
  }
}

describe('power cuts where reports come in', () => {
  if (!isPowerCut) {
    it('are left out', () => withoutPowerCut('power cuts at the intake are'));
    return;
  }

  it('lose no report that was acknowledged, and count none twice', { timeout: 900_000 }, async () => {
    const { told, missing, twice, damage } = await cutPower(cuts, {});
    console.log(
      `synchronous=FULL: ${cuts} power cuts, ${told} reports, ${missing.length} missing, ${twice.length} twice`,
    );
    expect({ missing, twice, damage }).toEqual({ missing: [], twice: [], damage: [] });
    expect(told).toBeGreaterThan(cuts * 40);
  });

  it('lose reports where fsync is left out, which this test sees', { timeout: 900_000 }, async () => {
    const { told, missing } = await cutPower(controlCuts, { HEARBACK_UNSAFE_SYNCHRONOUS: 'normal' });
    console.log(
      `synchronous=NORMAL (the control): ${controlCuts} power cuts, ${told} reports, ${missing.length} missing`,
    );
    expect(missing.length).toBeGreaterThan(0);
  });
});
