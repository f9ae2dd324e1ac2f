/**
 * What a receiver asks of who runs it. The session does the talking (grammar, order, limits, TLS, dots); the handler
 * decides. A refusal is a reply like "550 5.7.1 ..."; lines are built by the session, which takes out anything that
 * could break a line.
 */
import type {
  Address,
  Envelope,
  EnvelopeRecipient,
  RecipientParameters,
  SenderParameters,
} from '../envelope/envelope.ts';

/** An SMTP reply that the handler chose. `text` may have several lines. */
export interface ReceiverReply {
  readonly code: number;
  /** Enhanced status such as "5.7.1"; left out for codes that carry none (RFC 2034 §4). */
  readonly status?: string;
  readonly text: string;
  /** Close the connection after this reply (421, 521). */
  readonly close?: boolean;
}

/** What is known of the client that speaks. */
export interface Client {
  /** Unique per process: for logs. */
  readonly session: string;
  /** IP address; IPv4 without an IPv6 prefix. */
  readonly address: string;
  readonly port: number;
  /** As HELO or EHLO gave it; null before. */
  readonly helo: string | null;
  readonly esmtp: boolean;
  /** Protocol and cipher, null in plain text. */
  readonly tls: { readonly protocol: string; readonly cipher: string } | null;
  /** Name that `authenticate` returned, null when nobody logged in. */
  readonly user: string | null;
}

export interface ReceivedMessage {
  readonly envelope: Envelope;
  /** The message as received: CRLF line ends, dots unstuffed, no Received field added. */
  readonly body: Uint8Array;
  readonly receivedAt: number;
}

export type Answer<T> = T | Promise<T>;

/** Null means: go on, with the usual 2yz or 3yz reply. Each is called in the order of the dialogue, one at a time. */
export interface ReceiverHandler {
  readonly connected?: (client: Client) => Answer<ReceiverReply | null>;
  /** The user's name, or null when the password is wrong. Called over TLS only. */
  readonly authenticate?: (login: string, password: string, client: Client) => Answer<string | null>;
  readonly mail?: (sender: Address, parameters: SenderParameters, client: Client) => Answer<ReceiverReply | null>;
  /** Everything is refused unless this permits it: who has no opinion on relaying relays nothing. */
  readonly rcpt: (
    recipient: EnvelopeRecipient,
    sender: Address,
    client: Client,
    accepted: readonly EnvelopeRecipient[],
  ) => Answer<ReceiverReply | null>;
  /** Before the 354: the store may be full, or a limit reached. */
  readonly data?: (envelope: Envelope, client: Client) => Answer<ReceiverReply | null>;
  /** After the final dot: the reply to it. A 250 says that the message is on disk. A throw is answered 451 4.3.0. */
  readonly message: (message: ReceivedMessage, client: Client) => Answer<ReceiverReply>;
  /** The dialogue ended, for whatever reason. */
  readonly closed?: (client: Client, why: string) => void;
}

export type { RecipientParameters };
