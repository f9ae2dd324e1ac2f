/**
 * What a simulated mailbox does: the meaning of an address such as "data-554@gmail.sim" or "ann@dsn.yahoo.sim".
 */
import type { Reason, Stage } from '@hearback/bounce';
import type { RepliedReason } from '../personalities/personality.ts';

/** What a server can do to a client instead of answering (or while it does). */
export const faults = [
  'drop', // closes
  'rst', // resets the connection
  'hang', // says nothing and stays
  'slow', // answers, one octet a second
  'flood', // answers without end and without a line end
  'garbage', // the right code, then octets that are no text
  'badmulti', // a multi-line reply whose code changes midway
  'nofinal', // a multi-line reply whose last line never comes
  'badcode', // no code of three digits
  'halfclose', // answers, closes its side and reads on
] as const;
export type WireFault = (typeof faults)[number];

/** Faults of TLS; these belong to a whole host. */
export const tlsFaults = ['tls-expired', 'tls-broken', 'tls-wrong-name', 'tls-none'] as const;
export type TlsFault = (typeof tlsFaults)[number];

/** Faults of the DNS; these belong to a domain. */
export const dnsFaults = ['servfail', 'dns-timeout', 'nxdomain', 'nullmx', 'refused'] as const;
export type DnsFault = (typeof dnsFaults)[number];

export type Saying =
  | { readonly kind: 'reason'; readonly reason: RepliedReason }
  /** "550": in the words that the code has in RFC 5321. */
  | { readonly kind: 'code'; readonly code: number }
  /** "5.1.1": in the words that RFC 3463 has for it. */
  | { readonly kind: 'status'; readonly status: string }
  | { readonly kind: 'fault'; readonly fault: WireFault };

/** What comes by mail after the message was accepted. */
export type Mailing =
  | {
      readonly kind: 'notice';
      /** The server whose manner it has; null: the receiver's own. */
      readonly dialect: string | null;
      readonly reason: Reason;
      readonly action: 'failed' | 'delayed';
      /** Milliseconds of the world's time between the message and the notice. */
      readonly delay: number;
      readonly original: boolean;
      readonly language: string | null;
    }
  | { readonly kind: 'complaint' }
  | { readonly kind: 'auto_reply'; readonly reply: 'out_of_office' | 'auto_acknowledgement' | 'departed' }
  | { readonly kind: 'challenge' }
  | { readonly kind: 'read_receipt' }
  | { readonly kind: 'unsubscribe' }
  | { readonly kind: 'attack'; readonly attack: Attack };

export const attacks = ['forged-dsn', 'forged-verp', 'replay', 'loop', 'bomb'] as const;
export type Attack = (typeof attacks)[number];

export type Scenario =
  | { readonly kind: 'accept' }
  | {
      readonly kind: 'say';
      readonly saying: Saying;
      /** Null: where this receiver usually says so. */
      readonly stage: Stage | null;
      /** Until so many milliseconds after the first attempt; null: always. */
      readonly lasts: number | null;
    }
  | { readonly kind: 'mail'; readonly mailing: Mailing }
  | { readonly kind: 'mix'; readonly profile: string }
  | { readonly kind: 'tls'; readonly fault: TlsFault }
  | { readonly kind: 'dns'; readonly fault: DnsFault };

export const accept: Scenario = { kind: 'accept' };
