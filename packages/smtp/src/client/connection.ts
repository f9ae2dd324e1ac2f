/**
 * A connection to one server, as the delivery asks for it. `connect` resolves when the server is ready for MAIL (banner,
 * EHLO, STARTTLS, second EHLO, AUTH done) or says why it never was.
 */
import type { TlsOptions } from './tls-options.ts';
import type { Failure, OutgoingMessage, TransactionResult } from './transaction.ts';

/** RFC 5321 §4.5.3.2, in milliseconds. */
export interface Timeouts {
  readonly connect: number;
  readonly banner: number;
  readonly ehlo: number;
  readonly starttls: number;
  readonly auth: number;
  readonly mail: number;
  readonly rcpt: number;
  readonly data: number;
  /** Each block of the message. */
  readonly block: number;
  readonly dot: number;
  /** From MAIL until the final dot has left, whatever was answered in time meanwhile. */
  readonly transaction: number;
  readonly rset: number;
  readonly quit: number;
}

export interface Endpoint {
  /** Name of the MX, for TLS and for verdicts; the address literal when there is none. */
  readonly host: string;
  readonly address: string;
  readonly port: number;
  /** TLS from the first octet, without STARTTLS (RFC 8314 §3.3: submission at port 465). Plain text is then never spoken. */
  readonly implicitTls?: boolean;
}

export interface ConnectOptions {
  readonly endpoint: Endpoint;
  /** Name for EHLO; ours, never the recipient's. */
  readonly ehlo: string;
  /** Source address to bind; null: the system chooses. */
  readonly source: string | null;
  readonly tls: TlsOptions;
  readonly auth: { readonly user: string; readonly password: string } | null;
  readonly timeouts: Timeouts;
  /** Is told each line of the dialogue, ours and theirs, as it happens; secrets are masked before. */
  readonly onLine?: ((line: DialogueLine) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface DialogueLine {
  readonly at: number;
  /** Who spoke: us ("C"), the server ("S"), or a note of what happened without words ("-"). */
  readonly who: 'C' | 'S' | '-';
  readonly text: string;
}

export interface Connection {
  readonly endpoint: Endpoint;
  /** Address and port that we speak from. */
  readonly local: string;
  readonly tls: {
    readonly protocol: string;
    readonly cipher: string;
    readonly verified: 'none' | 'webpki' | 'dane';
  } | null;
  readonly extensions: ReadonlySet<string>;
  /** Messages sent so far. */
  readonly sent: number;
  /** One message; calls do not overlap. No RSET is needed between messages. When the result is not reusable the connection has taken its leave. */
  readonly send: (message: OutgoingMessage, onLine?: (line: DialogueLine) => void) => Promise<TransactionResult>;
  /** Resolves when the server closed or broke the idle connection. */
  readonly ended: Promise<void>;
  /** QUIT, waits for its reply at most `timeouts.quit`, closes. Never rejects. */
  readonly quit: () => Promise<void>;
  /** Closes at once. */
  readonly destroy: () => void;
}

export type ConnectResult = { readonly kind: 'ready'; readonly connection: Connection } | Failure;
