/** All MX hosts of the world: opens them, lets sessions in, and sends what they write back. */
import type { Socket } from 'node:net';
import { createSecureContext } from 'node:tls';
import type { Stage } from '@hearback/bounce';
import { type Certificate, createCertificate } from '@hearback/smtp';
import type { Clock } from '../clock.ts';
import type { Personality } from '../personalities/personality.ts';
import { plain } from '../personalities/plain.ts';
import type { Mailing, Scenario } from '../scenario/scenario.ts';
import type { Role, SessionState } from '../session/role.ts';
import { Session } from '../session/session.ts';
import type { Addresses } from './addresses.ts';
import type { Directory, Domain } from './domains.ts';
import type { Happenings } from './events.ts';
import { Host } from './host.ts';
import { lettersFor } from './mail-back.ts';
import { Mailboxes, type Population } from './mailboxes.ts';
import { post, type ReturnTo } from './postman.ts';
import { RateLimiter } from './rate-limiter.ts';
import { SharedHost } from './shared-host.ts';

export interface HostsOptions {
  readonly seed: number;
  readonly clock: Clock;
  readonly dripInterval: number;
  readonly happenings: Happenings;
  readonly addresses: Addresses;
  readonly single: boolean;
  readonly authority: Certificate | null;
  readonly population: Population | null;
  readonly directory: Directory;
  readonly limited: boolean;
  readonly returnTo: ReturnTo | null;
}

const DAY = 86_400_000;

export class Hosts {
  returnTo: ReturnTo | null;
  readonly #options: HostsOptions;
  readonly #mailboxes: Mailboxes;
  readonly #limiter = new RateLimiter();
  /** Addresses by the name of the MX host; a host that is being opened is a promise too. */
  readonly #addresses = new Map<string, Promise<string>>();
  readonly #sessions = new Set<Session>();
  readonly #pending = new Set<() => void>();
  readonly #posting = new Set<Promise<void>>();
  #closed = false;
  #count = 0;

  constructor(options: HostsOptions) {
    this.#options = options;
    this.returnTo = options.returnTo;
    const { seed, clock, population, directory } = options;
    this.#mailboxes = new Mailboxes({ seed, now: () => clock.now(), population, directory });
  }

  /** The hosts of all receivers; those of scenarios are opened when the DNS is asked for them. */
  async openOrdinary(all: readonly Personality[]): Promise<void> {
    if (this.#options.single) return this.#openShared(all);
    for (const personality of all) {
      const [name = personality.id] = personality.mx;
      const address = this.#open(this.#host(name, personality, null));
      for (const mx of personality.mx) this.#addresses.set(mx, address);
      await address;
    }
  }

  /** Null: no host of the world has this name. */
  async addressOf(name: string, domain: Domain | null): Promise<string | null> {
    if (this.#options.single) return domain === null ? ((await this.#addresses.get(name)) ?? null) : '127.0.0.1';
    if (!this.#addresses.has(name) && domain !== null && !this.#closed) {
      this.#addresses.set(name, this.#open(this.#host(name, domain.personality, domain.scenario)));
    }
    return (await this.#addresses.get(name)) ?? null;
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const cancel of this.#pending) cancel();
    const closed = this.#options.addresses.close();
    for (const session of this.#sessions) session.close();
    await Promise.all([closed, ...this.#posting]);
  }

  async #openShared(all: readonly Personality[]): Promise<void> {
    const hosts = new Map(all.map((one) => [one.id, this.#host(one.mx[0] ?? one.id, one, null)]));
    const ordinary = this.#host(plain.mx[0] ?? plain.id, plain, null);
    const address = this.#open(new SharedHost(ordinary, (id) => hosts.get(id) ?? ordinary, this.#options.directory));
    for (const { mx } of all) for (const name of mx) this.#addresses.set(name, address);
    await address;
  }

  async #open(role: Role): Promise<string> {
    return (await this.#options.addresses.open((socket) => this.#accept(socket, role))).address;
  }

  #accept(socket: Socket, role: Role): void {
    if (this.#closed) {
      socket.destroy();
      return;
    }
    this.#count += 1;
    const id = `s${this.#count}`;
    const { dripInterval, happenings, clock } = this.#options;
    const session: Session = new Session(socket, {
      id,
      role,
      dripInterval,
      ended: () => this.#sessions.delete(session),
    });
    this.#sessions.add(session);
    const host = role instanceof Host ? role.name : 'localhost';
    happenings.tell({ kind: 'connected', at: clock.now(), host, session: id });
    session.start();
  }

  #host(name: string, personality: Personality, scenario: Scenario | null): Host {
    const { seed, clock, limited, authority, directory } = this.#options;
    return new Host({
      name,
      personality,
      scenario,
      seed,
      now: () => clock.now(),
      directory,
      mailboxes: this.#mailboxes,
      limiter: this.#limiter,
      limited,
      tls: authority === null ? null : createSecureContext(certificate(name, scenario, authority)),
      said: (stage, text, state, recipient) => this.#said(name, stage, text, state, recipient),
      took: (host, state, body) => this.#took(host, state, body),
    });
  }

  #said(host: string, stage: Stage, text: string, { id, recipients }: SessionState, recipient: string | null): void {
    if (/^[23]/.test(text)) return;
    const { clock, happenings } = this.#options;
    const whom = recipient ?? (stage === 'body' || stage === 'data' ? (recipients[0] ?? null) : null);
    happenings.tell({ kind: 'refused', at: clock.now(), host, session: id, stage, recipient: whom, text });
  }

  #took(host: Host, { id, sender, recipients }: SessionState, body: Uint8Array): void {
    const { clock, happenings } = this.#options;
    const at = clock.now();
    const message = { at, host: host.name, sender: sender ?? '', recipients };
    happenings.keep({ ...message, body });
    happenings.tell({ ...message, kind: 'received', session: id, octets: body.length });
    for (const recipient of recipients) this.#react(host, recipient, sender ?? '', body);
  }

  /** Nothing answers mail that has no sender (RFC 3834 §2). */
  #react(host: Host, recipient: string, sender: string, body: Uint8Array): void {
    if (sender === '' || this.returnTo === null) return;
    const scenario = this.#mailboxes.scenarioOf(recipient);
    if (scenario?.kind !== 'mail') return;
    const { mailing } = scenario;
    const delay = mailing.kind === 'notice' ? mailing.delay : 0;
    const write = (): void => {
      this.#pending.delete(cancel);
      const posting = this.#mail(host, mailing, recipient, sender, body);
      this.#posting.add(posting);
      void posting.finally(() => this.#posting.delete(posting));
    };
    const cancel = this.#options.clock.after(delay, write);
    this.#pending.add(cancel);
  }

  async #mail(host: Host, mailing: Mailing, recipient: string, sender: string, body: Uint8Array): Promise<void> {
    const { clock, happenings, seed } = this.#options;
    const { name, personality } = host;
    const letters = lettersFor({ mailing, recipient, sender, body, host: name, personality, seed, at: clock.now() });
    const what = mailing.kind === 'attack' ? mailing.attack : mailing.kind;
    for (const letter of letters) {
      if (this.returnTo === null || this.#closed) return;
      const posted = await post(letter, this.returnTo, name);
      happenings.tell({ kind: 'mailed', at: clock.now(), what, about: recipient, to: letter.to, ...posted });
    }
  }
}

function certificate(
  host: string,
  scenario: Scenario | null,
  authority: Certificate,
): Pick<Certificate, 'key' | 'cert'> {
  const fault = scenario?.kind === 'tls' ? scenario.fault : null;
  const names = [fault === 'tls-wrong-name' ? 'another-host.sim' : host] as const;
  const now = Date.now();
  const span = fault === 'tls-expired' ? { notBefore: now - 400 * DAY, notAfter: now - 30 * DAY } : {};
  const { key, cert } = createCertificate({ names: [...names], issuer: authority, ...span });
  return { key, cert };
}
