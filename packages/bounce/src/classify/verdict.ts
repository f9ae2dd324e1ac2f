/**
 * A verdict: what a reply means, how sure that is and which words said so.
 * Field names are those of the JSON that other programs read (docs/verdict.md); additive changes only.
 */
import type { RuleBook } from './rule-book.ts';
import type { Action, Bounce, Category, Fault, Group, Reason } from './taxonomy.ts';

/** Where in the SMTP dialogue the reply came (RFC 5321 §3); `data` is the DATA command, `body` the reply to the final dot. */
export const stages = ['connect', 'ehlo', 'starttls', 'auth', 'mail', 'rcpt', 'data', 'body', 'rset', 'quit'] as const;
export type Stage = (typeof stages)[number];

/** Words of the reply that decided; `start` and `end` are offsets (UTF-16 units) into the reply as it was given. */
export interface Evidence {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Blocklist {
  /** The list's own name: "Spamhaus ZEN", "SURBL". */
  readonly name: string;
  readonly lists: 'ip' | 'domain' | 'url';
}

export interface Verdict {
  readonly reason: Reason;
  readonly category: Category;
  readonly group: Group;
  readonly bounce: Bounce;
  /** False when this message will or should be tried again (4yz, or a 5yz that is really a rate limit). */
  readonly final: boolean;
  readonly action: Action;
  readonly fault: readonly Fault[];
  /** 0 to 1. */
  readonly confidence: number;
  /** The receiver by its MX host, such as "google"; null when no host is known and no rule of one provider spoke. */
  readonly provider: string | null;
  /** Id of what decided: "google/no-such-user", "status/5.1.1", "code/550", "none". */
  readonly rule: string;
  readonly code: number | null;
  readonly status: string | null;
  /** The reply with its variable parts (addresses, hosts, numbers, ids) replaced; equal for replies that differ in those only. */
  readonly template: string;
  readonly evidence: readonly Evidence[];
  /** Seconds the receiver asks to wait. */
  readonly retry_after: number | null;
  readonly blocklist: Blocklist | null;
  readonly help_url: string | null;
  /** Only for `message_expired`: the reason of the last temporary reply. */
  readonly last_transient?: Reason;
}

/** What is known besides the reply. */
export interface Context {
  /** Host name of the MX that spoke; it names the provider, never the recipient's domain does. */
  readonly mx?: string | undefined;
  readonly stage?: Stage | undefined;
  /** The user's own rules, from `compileRules`; they are believed before all others. */
  readonly rules?: RuleBook | undefined;
}
