/** Where there is one address for all hosts: nobody knows who is spoken to before RCPT, so all are polite until then. */
import type { Stage } from '@hearback/bounce';
import type { Act, Role, SessionState } from '../session/role.ts';
import type { Directory } from './domains.ts';
import type { Host } from './host.ts';

export class SharedHost implements Role {
  readonly tls: Role['tls'];
  readonly tlsBroken = false;
  readonly sizeLimit: number;
  readonly #plain: Host;
  readonly #hostOf: (personality: string) => Host;
  readonly #directory: Directory;

  constructor(plain: Host, hostOf: (personality: string) => Host, directory: Directory) {
    this.#directory = directory;
    this.#plain = plain;
    this.#hostOf = hostOf;
    this.tls = plain.tls;
    this.sizeLimit = plain.sizeLimit;
  }

  act(stage: Stage, state: SessionState, recipient: string | null): Act {
    return this.#for(recipient ?? state.recipients[0] ?? state.earlier.at(-1)).act(stage, state, recipient);
  }

  took(state: SessionState, body: Uint8Array): void {
    this.#for(state.recipients[0]).took(state, body);
  }

  #for(recipient: string | undefined): Host {
    const domain = recipient === undefined ? null : this.#directory.domainOf(recipient);
    return domain === null ? this.#plain : this.#hostOf(domain.personality.id);
  }
}
