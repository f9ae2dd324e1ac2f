/**
 * An engine in a world of paper: a real SQLite store in a temporary folder, a clock that the test moves, and receivers
 * that answer each recipient as the test says. Nothing listens, nothing waits.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  Connection,
  ConnectResult,
  Failure,
  MxHost,
  OutgoingMessage,
  RecipientOutcome,
  Route,
  SmtpReply,
} from '@hearback/smtp';
import { vi } from 'vitest';
import type { EventType, LedgerEvent } from '../ledger/event.ts';
import { createIds } from '../ledger/ids.ts';
import { openSqliteStores } from '../store/sqlite/open.ts';
import type { Store } from '../store/store.ts';
import { createEngine, type Engine } from './engine.ts';
import type { EngineDeps, Log } from './ports.ts';
import { type DeliverySettings, defaultSettings } from './settings.ts';
import type { Submission } from './submission.ts';
import { type VirtualClock, virtualClock } from './virtual-clock.fixture.ts';

// Days pass in these tests, on machines that do much else.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

export const start = Date.UTC(2026, 10, 24, 9);
export const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

/** One message that a receiver was offered. */
export interface Transaction {
  readonly at: number;
  readonly host: string;
  readonly message: OutgoingMessage;
  readonly tls: string;
}

/** Answers one recipient: a reply such as "250 2.0.0 Ok" or "450 4.2.0 Later", or an outcome. */
type Answers = (recipient: string, host: string, transactions: number) => string | RecipientOutcome;

export interface World {
  readonly clock: VirtualClock;
  readonly store: Store;
  readonly engine: Engine;
  readonly transactions: Transaction[];
  readonly events: LedgerEvent[];
  readonly logged: string[];
  /** How many connections were opened, by host. */
  readonly opened: Map<string, number>;
  /** What the receivers answer from now on. */
  answer: Answers;
  /** How connecting to a host goes; null: it is ready. */
  refuseConnection: (host: string, tls: string) => Failure | null;
  /** How sending behaves: resolves when the answer may come. */
  hold: () => Promise<void>;
  routes: (domain: string) => Route;
  readonly submit: (to: readonly string[], change?: Partial<SubmissionChange>) => ReturnType<Engine['accept']>;
  readonly eventsOf: (type: EventType) => readonly LedgerEvent[];
  /** Another engine on the same file, as after a crash or on another machine. */
  readonly another: (change?: Partial<EngineDeps>) => Promise<Engine>;
  readonly end: () => Promise<void>;
}

export interface SubmissionChange {
  readonly from: string;
  readonly text: string;
  readonly envelope: Partial<Submission['envelope']>;
  readonly recipient: Partial<Submission['envelope']['recipients'][number]>;
  readonly submission: Partial<Submission>;
}

export const mx = (name: string, preference = 10, tls: MxHost['tls'] = { kind: 'opportunistic' }): MxHost => ({
  host: name,
  preference,
  endpoints: [{ host: name, address: `192.0.2.${(name.length % 250) + 1}`, port: 25 }],
  tls,
});

export const routeTo = (site: string, ...hosts: readonly MxHost[]): Route => ({
  kind: 'hosts',
  hosts: hosts.length === 0 ? [mx(`mx.${site}`)] : hosts,
  site,
  expiresAt: Number.MAX_SAFE_INTEGER,
});

export const replyOf = (text: string): SmtpReply => ({
  code: Number(text.slice(0, 3)),
  status: /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})/.exec(text)?.[1] ?? null,
  text,
});

export const failure = (text: string, change: Partial<Failure> = {}): Failure => ({
  kind: 'failed',
  stage: 'rcpt',
  reply: replyOf(text),
  breakdown: null,
  text,
  elsewhere: false,
  ...change,
});

export const silence: Failure = failure('421 4.4.1 Connection refused', {
  stage: 'connect',
  reply: null,
  breakdown: 'refused',
  elsewhere: true,
});

/** What the client says when it was told to stop. */
const broken = failure('421 4.4.2 Shutting down', { stage: 'mail', reply: null, breakdown: 'local' });

export interface WorldOptions {
  /** In the place of those of a SQLite file; closed in the end. */
  readonly stores?: readonly Store[];
  readonly clock?: VirtualClock;
  readonly settings?: Partial<DeliverySettings>;
  readonly deps?: Partial<EngineDeps>;
}

export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const { settings = {}, deps = {}, clock = virtualClock(start) } = options;
  const folder = mkdtempSync(join(tmpdir(), 'hearback-engine-'));
  // What these tests ask survives no power cut, and does not have to.
  const file = { file: join(folder, 'store.db'), inProcess: true, ballast: 0, synchronous: 'off' } as const;
  const stores = options.stores ?? (await openSqliteStores(file, 4));
  const [store = missing(), ...spare] = stores.map((one) => counted(one, clock));
  const transactions: Transaction[] = [];
  const opened = new Map<string, number>();
  const logged: string[] = [];
  const engines: Engine[] = [];
  const note = (fields: object, text: string): void => {
    const { error } = fields as { readonly error?: unknown };
    logged.push(error instanceof Error ? `${text} ${error.stack}` : text);
  };
  const log: Log = { debug: () => {}, info: note, warn: note, error: note };

  const connect: EngineDeps['connect'] = async ({ endpoint, tls, source }): Promise<ConnectResult> => {
    opened.set(endpoint.host, (opened.get(endpoint.host) ?? 0) + 1);
    const refused = world.refuseConnection(endpoint.host, tls.kind);
    if (refused !== null) return refused;
    let sent = 0;
    let end: () => void = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const connection: Connection = {
      endpoint,
      local: `${source ?? '198.51.100.1'}:40000`,
      tls: tls.kind === 'none' ? null : { protocol: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384', verified: 'none' },
      extensions: new Set(),
      get sent() {
        return sent;
      },
      ended,
      send: (message, onLine) =>
        clock.during(
          (async () => {
            onLine?.({ at: clock.now(), who: 'C', text: `MAIL FROM:<${message.sender}>` });
            const isBroken = await Promise.race([world.hold().then(() => false), ended.then(() => true)]);
            if (isBroken) return { outcomes: message.recipients.map(() => broken), reusable: false, duration: 1 };
            sent++;
            const outcomes = message.recipients.map(({ address }): RecipientOutcome => {
              const answer = world.answer(address, endpoint.host, transactions.length);
              if (typeof answer !== 'string') return answer;
              onLine?.({ at: clock.now(), who: 'S', text: answer });
              return answer.startsWith('2')
                ? { kind: 'delivered', reply: replyOf(answer), dsn: answer.includes('DSN') }
                : failure(answer);
            });
            transactions.push({ at: clock.now(), host: endpoint.host, message, tls: tls.kind });
            const reusable = outcomes.every(
              (one) => one.kind !== 'ambiguous' && !(one.kind === 'failed' && one.elsewhere),
            );
            return { outcomes, reusable, duration: 1 };
          })(),
        ),
      quit: async () => end(),
      destroy: () => end(),
    };
    return { kind: 'ready', connection };
  };

  const newEngine = (over: Store, change: Partial<EngineDeps> = {}): Engine => {
    const engine = createEngine({
      store: over,
      clock,
      ids: createIds(),
      random: () => 0.5,
      settings: defaultSettings('out.example', { lease: 30 * day, safety: day, ...settings }),
      log,
      connect,
      route: (domain) => clock.during(Promise.resolve(world.routes(domain))),
      ...deps,
      ...change,
    });
    engines.push(engine);
    engine.control.watch((told) => world.events.push(...told));
    return engine;
  };

  const world: World = {
    clock,
    store,
    transactions,
    opened,
    logged,
    events: [],
    engine: undefined as unknown as Engine,
    answer: () => '250 2.0.0 Ok',
    refuseConnection: () => null,
    hold: async () => {},
    routes: (domain) => routeTo(domain),
    submit: (to, change = {}) => world.engine.accept(submissionOf(to, change)),
    eventsOf: (type) => world.events.filter((event) => event.type === type),
    another: async (change) => {
      const engine = newEngine(spare.shift() ?? missing(), change);
      await engine.start();
      return engine;
    },
    end: async () => {
      for (const engine of engines) await engine.stop();
      for (const one of stores.toReversed()) await one.close();
      rmSync(folder, { recursive: true });
    },
  };
  (world as { engine: Engine }).engine = newEngine(store);
  await world.engine.start();
  return world;
}

export function submissionOf(to: readonly string[], change: Partial<SubmissionChange> = {}): Submission {
  const { from = 'ann@sender.example', text = 'From: ann@sender.example\r\nSubject: Hello\r\n\r\nHi.\r\n' } = change;
  return {
    envelope: {
      sender: from,
      recipients: to.map((address) => ({ address, notify: null, orcpt: null, ...change.recipient })),
      ...{ ret: null, envid: null, eightBit: false, smtputf8: false, size: null },
      ...change.envelope,
    },
    body: Buffer.from(text),
    origin: 'http',
    submitter: 'ann',
    notifiable: true,
    ours: true,
    client: null,
    labels: {},
    retry: null,
    idempotency: null,
    ...change.submission,
  };
}

/** The store, with every call counted as work under way. */
function counted(store: Store, clock: VirtualClock): Store {
  return new Proxy(store, {
    get: (target, name, receiver) => {
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof value !== 'function') return value;
      return (...parameters: unknown[]) => clock.during(value.apply(target, parameters) as Promise<unknown>);
    },
  });
}

function missing(): never {
  throw new Error('no store is left');
}
