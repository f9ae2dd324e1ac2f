/** How a client behaves, counted for one session: who goes too far is told 421 instead of the reply that was due. */
import type { ReceiverReply } from './handler.ts';
import type { ReceiverLimits } from './limits.ts';
import { farewell } from './reply.ts';

export class Conduct {
  #errors = 0;
  #refusals = 0;
  #loginFailures = 0;
  #idleCommands = 0;
  readonly #limits: ReceiverLimits;

  constructor(limits: ReceiverLimits) {
    this.#limits = limits;
  }

  error(due: ReceiverReply): ReceiverReply {
    this.#errors += 1;
    return this.#errors < this.#limits.errors ? due : farewell(421, '4.7.0', 'Too many errors');
  }

  /** Who is logged in may well write to many who get no more mail from us. */
  refusal(due: ReceiverReply, user: string | null): ReceiverReply {
    this.#refusals += 1;
    const bearable = user !== null || this.#refusals < this.#limits.refusals;
    return bearable ? due : farewell(421, '4.7.0', 'Too many refusals');
  }

  loginFailure(due: ReceiverReply): ReceiverReply {
    this.#loginFailures += 1;
    return this.#loginFailures < this.#limits.authFailures ? due : farewell(421, '4.7.0', 'Too many failed logins');
  }

  /** Null while there are not too many commands that move no message on. */
  idle(): ReceiverReply | null {
    this.#idleCommands += 1;
    if (this.#idleCommands <= this.#limits.idleCommands) return null;
    return farewell(421, '4.7.0', 'Too many commands that send no mail');
  }

  messageTaken(): void {
    this.#idleCommands = 0;
  }
}
