/**
 * A server that lives several lives on one data folder, a sink it delivers to, and all that was witnessed. Each life can be
 * given a failpoint; how it ended is written down for the checker.
 */
import { EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countsOf, eventsOf, releaseAll } from './api.ts';
import { type Campaign, type CampaignOptions, createCampaign, type Mail } from './campaign.ts';
import { check, type Findings, type Interruption, type Witnessed } from './check.ts';
import type { Order } from './operators.ts';
import { type Life, startLife } from './server-process.ts';
import { Sink } from './sink.ts';
import { type Acknowledged, type Ledger, type Refused, submitByHttp, submitBySmtp, type Take } from './submit.ts';

interface TrialOptions extends CampaignOptions {
  /** Where the data are, when not in a folder of the trial's own; and what to put before commands there. */
  readonly disk?: { readonly folder: string; readonly within: readonly string[] };
  readonly settings?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

interface Load {
  readonly smtp?: number;
  readonly http?: number;
  /** Most mails; by then something must have ended it. */
  readonly most: number;
  readonly perSession?: number;
  /** Ends the load. */
  readonly until?: Promise<unknown>;
}

/** Of one life. */
interface More {
  readonly name?: string;
  readonly settings?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Without any answer of the sink. */
const patience = 40_000;

export class Trial {
  readonly sink: Sink;
  readonly acknowledged: Acknowledged[] = [];
  readonly refused: Refused[] = [];
  readonly interruptions = new Map<string, Interruption>();
  readonly orders: Order[] = [];
  readonly home: string;
  readonly #options: TrialOptions;
  readonly #campaign: Campaign;
  /** Asked by HTTP and not answered, or told to come again: the next load asks again under the same key. */
  readonly #repeats: Mail[] = [];
  readonly #waiting: { count: number; resolve: () => void }[] = [];
  readonly #told = new EventEmitter();
  readonly #alive = new Set<Life>();
  #lives = 0;

  private constructor(options: TrialOptions, sink: Sink) {
    this.#options = options;
    this.#campaign = createCampaign(options);
    this.sink = sink;
    this.home = mkdtempSync(join(tmpdir(), 'hearback-durable-'));
    writeFileSync(join(this.home, 'hearback.toml'), configuration(sink.port));
  }

  static async open(options: TrialOptions): Promise<Trial> {
    return new Trial(options, await Sink.open());
  }

  get data(): string {
    return this.#options.disk?.folder ?? join(this.home, 'data');
  }

  /** `point` as in HEARBACK_FAILPOINT. */
  start(point?: string, more: More = {}): Life {
    const { disk, settings = [], env = {} } = this.#options;
    const name = more.name ?? `life-${++this.#lives}.example`;
    const life = startLife({
      name,
      config: join(this.home, 'hearback.toml'),
      data: this.data,
      socket: join(this.home, `${name}.sock`),
      settings: [...settings, ...(more.settings ?? [])],
      env: { ...env, ...more.env, ...(point === undefined ? {} : { HEARBACK_FAILPOINT: point }) },
      within: disk?.within ?? [],
    });
    this.#alive.add(life);
    void life.exited.then(() => this.#alive.delete(life));
    return life;
  }

  /** As `start`, and takes mail. */
  async started(point?: string, more: More = {}): Promise<{ readonly life: Life; readonly smtpPort: number }> {
    const life = this.start(point, more);
    const ready = await life.ready;
    if (ready === null) throw new Error(`The server did not start:\n${life.log()}`);
    return { life, smtpPort: ready.smtpPort };
  }

  interrupted(life: Life, how: Interruption['how'], at: number): void {
    this.interruptions.set(life.name, { how, at });
  }

  /** Waits for the death by SIGKILL that a failpoint brings. Rejects when the life goes on although nothing is left to do. */
  async killed(life: Life): Promise<void> {
    const exit = await Promise.race([life.exited, this.settled(life).then(() => null)]);
    if (exit?.signal !== 'SIGKILL') throw new Error(`The failpoint did not strike; the server says:\n${life.log()}`);
    this.interrupted(life, 'kill', exit.at);
  }

  async load(life: Life, smtpPort: number, { smtp = 4, http = 1, most, perSession = 8, until }: Load): Promise<void> {
    let left = most;
    const repeats = this.#repeats.splice(0);
    void until?.then(() => {
      left = 0;
    });
    const take: Take = () => (left-- > 0 && life.isAlive() ? this.#campaign.next() : null);
    const ledger: Ledger = {
      acknowledge: (mail, via, id) => {
        this.acknowledged.push({ mail, via, id, at: performance.now(), life: life.name });
        this.#told.emit('answered');
        for (const waiting of this.#waiting) if (waiting.count <= this.acknowledged.length) waiting.resolve();
      },
      refuse: (refused) => {
        this.refused.push(refused);
        this.#told.emit('answered');
        this.#told.emit('refused');
      },
      unanswered: (mail) => void this.#repeats.push(mail),
    };
    const repeated: Take = () => (life.isAlive() ? (repeats.pop() ?? take()) : null);
    await Promise.all([
      ...Array.from({ length: smtp }, () => submitBySmtp(smtpPort, perSession, take, ledger)),
      ...Array.from({ length: http }, () => submitByHttp(life.socket, repeated, ledger)),
    ]);
    this.#repeats.push(...repeats);
  }

  /** Resolves when so many more mails have been acknowledged. */
  acknowledgedMore(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ count: this.acknowledged.length + count, resolve });
    });
  }

  /** Resolves when the server next takes a mail or turns one away. */
  async answered(): Promise<void> {
    await once(this.#told, 'answered');
  }

  /** Resolves when the server next turns a mail away. */
  async refusedOnce(): Promise<void> {
    await once(this.#told, 'refused');
  }

  /** Resolves when the queue is empty and every failure has been told; never when the life ends before. Rejects when nothing moves. */
  settled(life: Life): Promise<void> {
    return this.#until(life, async () => (await isEmpty(life)) && this.#isAllTold());
  }

  /** Resolves when the queue is empty. */
  emptied(life: Life): Promise<void> {
    return this.#until(life, () => isEmpty(life));
  }

  async #until(life: Life, reached: () => Promise<boolean>): Promise<void> {
    for (let seen = -1, giveUp = 0; life.isAlive(); ) {
      if (await reached()) return;
      if (this.sink.answers > seen) giveUp = performance.now() + patience;
      else if (performance.now() > giveUp)
        throw new Error(`The queue does not empty: ${await countsText(life)}\n${life.log()}`);
      seen = this.sink.answers;
      await Promise.race([life.exited, new Promise((resolve) => setTimeout(resolve, 100))]);
    }
    return new Promise(() => {});
  }

  #isAllTold(): boolean {
    const told = new Set(this.sink.notices.flatMap(({ failed }) => failed));
    return [...this.sink.outcomes].every(
      ([recipient, outcomes]) => outcomes.at(-1)?.kind !== 'refused' || told.has(recipient),
    );
  }

  get witnessed(): Witnessed {
    const { acknowledged, interruptions, orders, sink } = this;
    return { acknowledged, interruptions, orders, outcomes: sink.outcomes, notices: sink.notices };
  }

  async findings(life: Life): Promise<Findings> {
    return check(this.witnessed, await eventsOf(life.socket));
  }

  /** Whoever still lives is killed. */
  async close(): Promise<void> {
    for (const life of this.#alive) {
      life.kill('SIGKILL');
      await life.exited;
    }
    await this.sink.close();
    rmSync(this.home, { recursive: true, force: true });
  }
}

const countsText = async ({ socket }: Life): Promise<string> => JSON.stringify(await countsOf(socket));

async function isEmpty({ socket }: Life): Promise<boolean> {
  try {
    const { waiting, leased, held } = await countsOf(socket);
    // In hand at three kills: here it is known that the message is not to blame.
    if (held > 0) await releaseAll(socket);
    return waiting + leased + held === 0;
  } catch (error) {
    // It died while it was asked.
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}

/** Everything goes to the sink; retries come soon; the lane is not stopped by connections that we break. */
const configuration = (port: number): string => `
[server]
hostname = "hearback.example"
[smtp.listeners.submission]
port = 0
[http]
enabled = false
[delivery]
allow_networks = ["127.0.0.0/8"]
connections_per_lane = 4
dane = false
mta_sts = false
[delivery.domains."*"]
host = "127.0.0.1"
port = ${port}
tls = "none"
[retry]
schedule = ["0", "300ms"]
jitter = 0
[streams.parked]
schedule = ["0", "1h"]
[notices]
collect = "200ms"
per_sender = 1000
[reactions.broken_off]
reason = "connection_failure"
times = 1000000
`;
