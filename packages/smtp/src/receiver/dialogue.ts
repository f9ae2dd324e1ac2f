/** What a command sees of the session that it is spoken in. */
import type { Address, EnvelopeRecipient, SenderParameters } from '../envelope/envelope.ts';
import type { Admission } from './admission.ts';
import type { Client, ReceiverHandler, ReceiverReply } from './handler.ts';
import type { ReceiverLimits } from './limits.ts';

/** MAIL was accepted; recipients follow. */
export interface Transaction {
  readonly sender: Address;
  readonly parameters: SenderParameters;
  readonly recipients: EnvelopeRecipient[];
}

/** What all sessions of a receiver know. */
export interface Premises {
  readonly hostname: string;
  readonly limits: ReceiverLimits;
  readonly handler: ReceiverHandler;
  readonly admission: Admission;
  readonly offersTls: boolean;
  /** Monotonic, in milliseconds. */
  readonly now: () => number;
  /** A handler threw. The client was told 451 4.3.0. */
  readonly onError: (error: unknown, client: Client) => void;
}

export interface Dialogue {
  readonly premises: Premises;
  client: Client;
  transaction: Transaction | null;
  /** Answers; the reply leaves when the input is used up. */
  readonly reply: (reply: ReceiverReply) => void;
  /** Answers what the client did wrong, and counts it. */
  readonly object: (reply: ReceiverReply) => void;
  /** Answers with the handler's refusal, and counts it. */
  readonly refuse: (reply: ReceiverReply) => void;
  /** Answers a failed login, and counts it. */
  readonly loginFailed: (reply: ReceiverReply) => void;
  /** Asks the handler; no command is read before `then`. A throw is answered 451 4.3.0. */
  readonly ask: <T>(question: () => T | Promise<T>, then: (answer: T) => void) => void;
  /** The next line is not a command but belongs to `take`. */
  readonly listenTo: (take: (line: string) => void) => void;
  readonly startTls: () => void;
  readonly startData: () => void;
}

/** `argument` is what follows the verb, without spaces around it. */
export interface Command {
  readonly take: (dialogue: Dialogue, argument: string) => void;
  /** Has parameters, and may have characters beyond ASCII. */
  readonly extended?: boolean;
  /** The client waits for the reply before it goes on (RFC 2920 §3.1). */
  readonly last?: boolean;
  /** Moves no message on. */
  readonly idle?: boolean;
}
