/**
 * One attempt to hand a bundle over: the addresses of its route in their order, until every recipient has an answer. A
 * server that fails before it has judged a recipient leaves that one to the next address (RFC 5321 §5.1); each recipient
 * has one outcome per attempt.
 */
import { setMaxListeners } from 'node:events';
import type { Connection, Failure, OutgoingMessage, RecipientOutcome, Resign, SmtpReply } from '@hearback/smtp';
import { failpoint } from '../observe/failpoint.ts';
import type { Bundle } from '../queue/bundle.ts';
import type { Lane, Link } from '../queue/lane.ts';
import { linkKey, type Routes } from '../queue/routes.ts';
import type { QueueEntry, StoredMessage } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import type { Clock } from './clock.ts';
import { withPoints } from './dialogue-points.ts';
import type { Candidate, Endpoints } from './endpoints.ts';
import { openConnection } from './open-connection.ts';
import type { Connect, Log, Observe } from './ports.ts';
import type { DeliverySettings, Source } from './settings.ts';
import { Transcript } from './transcript.ts';

/** What became of some recipients of a bundle, all with the same server (or none). */
export interface Attempted {
  readonly lane: string;
  readonly message: StoredMessage;
  readonly entries: readonly QueueEntry[];
  /** In the order of the entries. */
  readonly outcomes: readonly RecipientOutcome[];
  readonly at: number;
  readonly duration: number;
  readonly mx: { readonly host: string; readonly address: string } | null;
  readonly sourceIp: string | null;
  readonly tls: string | null;
  readonly dialogue: string | null;
}

/** What is left of a bundle when its attempt has ended. */
export interface Carried {
  /** The connection when it can be used again. */
  readonly link: Link | null;
  /** Entries that nothing was settled about: the attempt was broken off, or failed by a fault of this program. */
  readonly left: readonly QueueEntry[];
  /** That fault, or the store's; null for none. */
  readonly error: unknown;
}

export interface AttemptDeps {
  readonly store: Store;
  readonly routes: Routes;
  readonly endpoints: Endpoints;
  readonly connect: Connect;
  readonly clock: Clock;
  readonly settings: DeliverySettings;
  readonly log: Log;
  readonly observe: Observe;
  readonly resign: Resign | undefined;
  /** The envelope sender for these recipients (return path). */
  readonly reversePath: (message: StoredMessage, entries: readonly QueueEntry[]) => string;
  readonly settle: (lane: Lane, attempted: Attempted) => void;
  /** Recipients that go again at once, with fewer of them in a transaction (RFC 5321 §4.5.3.1.10). */
  readonly again: (lane: Lane, bundle: Bundle) => void;
}

/** Everything that the steps of one attempt share. */
interface Running {
  readonly lane: Lane;
  readonly bundle: Bundle;
  body: Uint8Array;
  readonly at: number;
  readonly began: number;
  readonly transcript: Transcript | null;
  /** Those that nothing has been settled about. */
  entries: readonly QueueEntry[];
}

const unreachable: Failure = {
  kind: 'failed',
  stage: 'connect',
  reply: null,
  breakdown: 'refused',
  text: '421 4.4.1 No server of the domain can be reached from this source',
  elsewhere: true,
};

export class Attempts {
  readonly #deps: AttemptDeps;
  readonly #abort = new AbortController();
  readonly #active = new Set<Connection>();

  constructor(deps: AttemptDeps) {
    this.#deps = deps;
    // Every connection listens to it.
    setMaxListeners(0, this.#abort.signal);
  }

  /** Ends all that is under way without settling it. */
  abandon(): void {
    this.#abort.abort();
    for (const connection of this.#active) connection.destroy();
  }

  /** Never rejects. */
  async carry(lane: Lane, bundle: Bundle, link: Link | null): Promise<Carried> {
    const { clock, settings } = this.#deps;
    const running: Running = {
      lane,
      bundle,
      body: bundle.body.bytes ?? new Uint8Array(),
      at: clock.now(),
      began: clock.monotonic(),
      transcript: settings.dialogue.keep === 'none' ? null : new Transcript(settings.dialogue),
      entries: bundle.entries,
    };
    try {
      const kept = await this.#carry(running, link);
      return { link: kept, left: running.entries, error: null };
    } catch (error) {
      return { link: null, left: running.entries, error };
    }
  }

  async #carry(running: Running, link: Link | null): Promise<Link | null> {
    const { message, body } = running.bundle;
    if (body.bytes === null) {
      const stored = await this.#deps.store.body(message.id);
      if (stored === null) return this.#withoutBody(running, link);
      running.body = stored;
    }
    if (link !== null) {
      running.transcript?.note(
        `Message ${link.connection.sent + 1} on the connection to ${link.connection.endpoint.host}.`,
      );
      const kept = await this.#send(running, link, true);
      if (running.entries.length === 0 || this.#abort.signal.aborted) return kept;
    }
    return this.#tryAll(running);
  }

  /** One address after the other, until no recipient is left. */
  async #tryAll(running: Running): Promise<Link | null> {
    const { routes, endpoints, settings } = this.#deps;
    const { lane, bundle } = running;
    const route = (routes.known(bundle.domain) ?? (await routes.find(bundle.domain))).route;
    if (route.kind !== 'hosts') {
      this.#settleAll(running, { ...unreachable, text: route.text });
      return null;
    }
    const source = this.#source(bundle.message.source);
    const candidates = endpoints.candidates(route, source, settings.hostsPerAttempt);
    let last: { readonly failure: Failure; readonly candidate: Candidate } | null = null;
    for (const [index, candidate] of candidates.entries()) {
      const opened = await this.#open(running, candidate, source);
      if (this.#abort.signal.aborted) return null;
      if (opened.kind === 'failed') {
        last = { failure: opened, candidate };
        if (!opened.elsewhere) break;
        continue;
      }
      lane.connected(true, this.#deps.clock.monotonic());
      const key = linkKey(candidate.host, candidate.endpoint);
      const link: Link = { connection: opened.connection, lane, key, idleSince: null };
      const kept = await this.#send(running, link, index < candidates.length - 1);
      if (running.entries.length === 0 || this.#abort.signal.aborted) return kept;
    }
    lane.connected(false, this.#deps.clock.monotonic());
    this.#settleAll(running, last?.failure ?? unreachable, last?.candidate);
    return null;
  }

  async #open(running: Running, candidate: Candidate, source: Source): ReturnType<typeof openConnection> {
    const { clock, endpoints, observe } = this.#deps;
    const began = clock.monotonic();
    const opened = await openConnection(this.#deps, candidate, source, running.transcript?.line, this.#abort.signal);
    observe.connected(opened.kind === 'ready', clock.monotonic() - began);
    if (opened.kind === 'ready') {
      endpoints.answered(candidate.endpoint);
      failpoint('after-connect-out');
    } else if (opened.reply === null) endpoints.didNotAnswer(candidate.endpoint);
    return opened;
  }

  /** Sends to the recipients that are left and settles those with an answer. Resolves to the connection if it is still good. */
  async #send(running: Running, link: Link, hasNext: boolean): Promise<Link | null> {
    const { connection } = link;
    this.#active.add(connection);
    const sent = await connection.send(this.#outgoing(running), withPoints(running.transcript?.line));
    this.#active.delete(connection);
    const isFree = sent.reusable && !this.#abort.signal.aborted;
    if (!isFree) void connection.quit();
    const answered: QueueEntry[] = [];
    const outcomes: RecipientOutcome[] = [];
    const left: QueueEntry[] = [];
    const again: QueueEntry[] = [];
    const taken = sent.outcomes.filter(({ kind }) => kind === 'delivered').length;
    for (const [index, entry] of running.entries.entries()) {
      const outcome = sent.outcomes[index] ?? unreachable;
      const isOver = this.#abort.signal.aborted;
      if (outcome.kind === 'failed' && outcome.breakdown === 'local' && isOver) left.push(entry);
      else if (outcome.kind === 'failed' && outcome.elsewhere && hasNext) left.push(entry);
      else if (taken > 0 && isTooMany(outcome) && !isOver) again.push(entry);
      else {
        answered.push(entry);
        outcomes.push(outcome);
      }
    }
    if (answered.length > 0) this.#settle(running, answered, outcomes, link);
    if (again.length > 0) this.#again(running, again, taken);
    running.entries = left;
    return isFree ? link : null;
  }

  #again({ lane, bundle }: Running, entries: readonly QueueEntry[], taken: number): void {
    lane.recipientsPerMessage = Math.min(lane.recipientsPerMessage, taken);
    this.#deps.again(lane, { ...bundle, entries });
  }

  #outgoing({ bundle: { message }, entries, body }: Running): OutgoingMessage {
    const { ret, envid, eightBit, smtputf8 } = message;
    const recipients = entries.map(({ recipient, notify, orcpt }) => ({ address: recipient, notify, orcpt }));
    const sender = this.#deps.reversePath(message, entries);
    const { resign } = this.#deps;
    return { sender, recipients, body, ret, envid, eightBit, smtputf8, size: body.length, resign };
  }

  #settleAll(running: Running, failure: Failure, candidate?: Candidate): void {
    const { entries } = running;
    const outcomes = entries.map(() => failure);
    const mx = candidate === undefined ? null : candidate.endpoint;
    this.#report(running, entries, outcomes, mx, null, null);
    running.entries = [];
  }

  #settle(running: Running, entries: readonly QueueEntry[], outcomes: readonly RecipientOutcome[], link: Link): void {
    const { endpoint, tls, local } = link.connection;
    const cipher = tls === null ? null : `${tls.protocol} ${tls.cipher}`;
    this.#report(running, entries, outcomes, endpoint, cipher, addressOf(local));
  }

  #report(
    { lane, bundle, at, began, transcript }: Running,
    entries: readonly QueueEntry[],
    outcomes: readonly RecipientOutcome[],
    mx: Attempted['mx'],
    tls: string | null,
    sourceIp: string | null,
  ): void {
    const { clock, settle } = this.#deps;
    settle(lane, {
      lane: lane.name,
      message: bundle.message,
      entries,
      outcomes,
      at,
      duration: clock.monotonic() - began,
      mx: mx === null ? null : { host: mx.host, address: mx.address },
      sourceIp,
      tls,
      dialogue: transcript?.text ?? null,
    });
  }

  /** The store lost the content: the sender must know, and nothing else can be done. */
  #withoutBody(running: Running, link: Link | null): Link | null {
    this.#deps.log.error({ message: running.bundle.message.id }, 'The content of a message is gone.');
    const text = '554 5.3.0 The content of the message is lost';
    this.#settleAll(running, { ...unreachable, stage: 'data', breakdown: 'local', text, elsewhere: false });
    return link;
  }

  #source(name: string): Source {
    const { sources, hostname } = this.#deps.settings;
    return sources.get(name) ?? [...sources.values()][0] ?? { name, address: null, ehlo: hostname };
  }
}

/** 452 after some recipients were taken: those go now, the rest in another transaction. */
const isTooMany = (outcome: RecipientOutcome): boolean =>
  outcome.kind === 'failed' && outcome.stage === 'rcpt' && outcome.reply !== null && isLimit(outcome.reply);

const isLimit = ({ code, status, text }: SmtpReply): boolean =>
  (code === 452 || code === 552) && (status === null ? /too many/i.test(text) : status.endsWith('.5.3'));

/** "192.0.2.1:4711" or "[2001:db8::1]:4711" without the port. */
const addressOf = (local: string): string => local.slice(0, local.lastIndexOf(':')).replace(/^\[|\]$/g, '');
