/** Whom a session plays: what it says at each step of the dialogue. The session speaks; the role decides. */
import type { SecureContext } from 'node:tls';
import type { Stage } from '@hearback/bounce';
import type { WireFault } from '../scenario/scenario.ts';

export interface SessionState {
  /** Unique in the world. */
  readonly id: string;
  /** The client's address. */
  readonly ip: string;
  readonly helo: string | null;
  readonly encrypted: boolean;
  /** Null outside of a transaction. */
  readonly sender: string | null;
  /** Those accepted in this transaction. */
  readonly recipients: readonly string[];
  /** Recipients of the session so far, whatever became of their messages. */
  readonly earlier: readonly string[];
  /** MAIL commands so far, this one included. */
  readonly transactions: number;
}

/** "550 5.1.1 text\nmore", see `toReply`. */
export type Act =
  | { readonly kind: 'reply'; readonly text: string }
  /** `good`: what a sane server would say here; some faults begin with it. */
  | { readonly kind: 'fault'; readonly fault: WireFault; readonly good: string };

export interface Role {
  readonly act: (stage: Stage, state: SessionState, recipient: string | null) => Act;
  readonly tls: SecureContext | null;
  /** Break the handshake after the answer to STARTTLS. */
  readonly tlsBroken: boolean;
  /** Octets; what is longer is refused after the final dot. */
  readonly sizeLimit: number;
  /** The message was answered 250. */
  readonly took: (state: SessionState, body: Uint8Array) => void;
}

export const replyWith = (text: string): Act => ({ kind: 'reply', text });
