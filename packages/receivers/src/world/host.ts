/** One MX host: the role that a session plays, from the receiver's manner and the scenarios of domain and recipient. */
import type { Stage } from '@hearback/bounce';
import { chance } from '../chance.ts';
import type { Personality } from '../personalities/personality.ts';
import { type Facts, fill } from '../reply/fill.ts';
import { replyFor, stageFor } from '../reply/reason.ts';
import type { Saying, Scenario } from '../scenario/scenario.ts';
import { replyOfCode, replyOfStatus } from '../scenario/words.ts';
import { type Act, type Role, replyWith, type SessionState } from '../session/role.ts';
import type { Directory } from './domains.ts';
import type { Mailboxes } from './mailboxes.ts';
import type { RateLimiter } from './rate-limiter.ts';

export interface HostOptions {
  /** The name of the MX. */
  readonly name: string;
  readonly personality: Personality;
  /** Null: an ordinary host. */
  readonly scenario: Scenario | null;
  readonly seed: number;
  readonly now: () => number;
  readonly directory: Directory;
  readonly mailboxes: Mailboxes;
  readonly limiter: RateLimiter;
  readonly limited: boolean;
  readonly tls: Role['tls'];
  readonly said: (stage: Stage, text: string, state: SessionState, recipient: string | null) => void;
  readonly took: (host: Host, state: SessionState, body: Uint8Array) => void;
}

const early: readonly Stage[] = ['connect', 'ehlo', 'starttls', 'mail'];
/** Seconds that a greylisting without end names. */
const USUAL_WAIT = 300;

export class Host implements Role {
  readonly name: string;
  readonly personality: Personality;
  readonly tls: Role['tls'];
  readonly tlsBroken: boolean;
  readonly sizeLimit: number;
  readonly #options: HostOptions;

  constructor(options: HostOptions) {
    this.#options = options;
    this.name = options.name;
    this.personality = options.personality;
    const { scenario } = options;
    this.tls = scenario?.kind === 'tls' && scenario.fault === 'tls-none' ? null : options.tls;
    this.tlsBroken = scenario?.kind === 'tls' && scenario.fault === 'tls-broken';
    this.sizeLimit = options.personality.extensions.size;
  }

  act(stage: Stage, state: SessionState, recipient: string | null): Act {
    const act = this.#ofHost(stage, state) ?? this.#ofTrade(stage, state) ?? this.#ofMailbox(stage, state, recipient);
    const decided = act ?? replyWith(this.#usual(stage, state));
    this.#options.said(stage, decided.kind === 'reply' ? decided.text : decided.fault, state, recipient);
    return decided;
  }

  took(state: SessionState, body: Uint8Array): void {
    this.#options.took(this, state, body);
  }

  /** A scenario that this host plays to everybody. */
  #ofHost(stage: Stage, state: SessionState): Act | null {
    const { scenario } = this.#options;
    if (scenario?.kind !== 'say') return null;
    const at = scenario.stage ?? (scenario.saying.kind === 'fault' ? 'connect' : 'rcpt');
    if (at !== stage || !early.includes(stage)) return null;
    return this.#say(scenario.saying, stage, state, state.sender ?? '', null);
  }

  /** Too much of a good thing. */
  #ofTrade(stage: Stage, state: SessionState): Act | null {
    if (stage !== 'mail' || !this.#options.limited) return null;
    const { rateLimit, id } = this.personality;
    const tooMany =
      state.transactions > rateLimit.perConnection ||
      this.#options.limiter.exceeded(`${id} ${state.ip}`, rateLimit, this.#options.now());
    return tooMany ? this.#say({ kind: 'reason', reason: 'rate_limited' }, stage, state, '', null) : null;
  }

  #ofMailbox(stage: Stage, state: SessionState, recipient: string | null): Act | null {
    if (stage === 'rcpt' && recipient !== null) return this.#atRcpt(state, recipient);
    const involved =
      stage === 'data' || stage === 'body'
        ? state.recipients
        : stage === 'quit' || stage === 'rset'
          ? state.earlier
          : [];
    for (const address of involved) {
      const scenario = this.#scenarioOf(address);
      if (scenario?.kind !== 'say' || this.#stageOf(scenario) !== stage) continue;
      if (this.#options.mailboxes.over(address, state.ip, scenario.lasts)) continue;
      return this.#say(scenario.saying, stage, state, address, scenario.lasts);
    }
    return null;
  }

  #atRcpt(state: SessionState, recipient: string): Act | null {
    const scenario = this.#scenarioOf(recipient);
    if (scenario === null) return this.#say({ kind: 'reason', reason: 'relay_denied' }, 'rcpt', state, recipient, null);
    if (scenario.kind !== 'say') return null;
    const over = this.#options.mailboxes.over(recipient, state.ip, scenario.lasts);
    const stage = this.#stageOf(scenario);
    if (over || (stage !== 'rcpt' && !early.includes(stage))) return null;
    // A domain's scenario was played before; a mailbox's that comes too early for it is explained.
    if (scenario.stage !== null && scenario.stage !== 'rcpt') {
      const { name } = this;
      const words = recipient.slice(0, recipient.lastIndexOf('@'));
      const domain = recipient.slice(recipient.lastIndexOf('@') + 1);
      if (this.#options.scenario !== null) return null;
      return replyWith(
        `550 5.5.4 ${name} does not know its recipient before RCPT: write to anybody@${words}.${domain}`,
      );
    }
    return this.#say(scenario.saying, 'rcpt', state, recipient, scenario.lasts);
  }

  /** Null: not a domain of this receiver. */
  #scenarioOf(address: string): Scenario | null {
    const { directory, mailboxes } = this.#options;
    if (directory.domainOf(address)?.personality.id !== this.personality.id) return null;
    return mailboxes.scenarioOf(address);
  }

  #stageOf({ saying, stage }: Scenario & { readonly kind: 'say' }): Stage {
    if (stage !== null) return stage;
    // What is said at MAIL everywhere can, for one mailbox, only be said at RCPT.
    const usual = saying.kind === 'reason' ? stageFor(this.personality, saying.reason) : 'rcpt';
    return early.includes(usual) ? 'rcpt' : usual;
  }

  #say(saying: Saying, stage: Stage, state: SessionState, recipient: string, lasts: number | null): Act {
    if (saying.kind === 'fault') return { kind: 'fault', fault: saying.fault, good: this.#usual(stage, state) };
    const form =
      saying.kind === 'reason'
        ? replyFor(this.personality, saying.reason)
        : saying.kind === 'code'
          ? replyOfCode(saying.code)
          : replyOfStatus(saying.status);
    const wait = lasts === null ? USUAL_WAIT * 1000 : lasts - this.#options.mailboxes.sinceFirst(recipient, state.ip);
    const greylisted = saying.kind === 'reason' && saying.reason === 'greylisted';
    const seconds = greylisted ? Math.ceil(wait / 1000) : this.#options.now() / 1000;
    return replyWith(fill(form, this.#facts(state, recipient, seconds)));
  }

  #facts(state: SessionState, recipient: string, seconds = this.#options.now() / 1000): Facts {
    const key = `${state.id}/${state.transactions}/${recipient}`;
    const id = chance(this.#options.seed, key).word(this.personality.idForm);
    return { recipient, sender: state.sender ?? '', ip: state.ip, host: this.name, id, seconds };
  }

  #usual(stage: Stage, state: SessionState): string {
    const { greeting, accepted } = this.personality;
    const say = (form: string): string => fill(form, this.#facts(state, state.recipients[0] ?? ''));
    switch (stage) {
      case 'connect':
        return `220 ${say(greeting)}`;
      case 'ehlo':
        return `250 ${this.#extensions(state).join('\n')}`;
      case 'starttls':
        return '220 2.0.0 Ready to start TLS';
      case 'data':
        return '354 End data with <CR><LF>.<CR><LF>';
      case 'body':
        return `250 ${say(accepted)}`;
      case 'quit':
        return '221 2.0.0 Bye';
      default:
        return '250 2.1.0 Ok';
    }
  }

  #extensions(state: SessionState): readonly string[] {
    const { hello, extensions } = this.personality;
    return [
      `${this.name}${hello === '' ? '' : ` ${fill(hello, this.#facts(state, ''))}`}`,
      `SIZE ${extensions.size}`,
      '8BITMIME',
      ...(extensions.pipelining ? ['PIPELINING'] : []),
      ...(extensions.smtputf8 ? ['SMTPUTF8'] : []),
      ...(extensions.dsn ? ['DSN'] : []),
      ...(this.tls !== null && !state.encrypted ? ['STARTTLS'] : []),
      'ENHANCEDSTATUSCODES',
    ];
  }
}
