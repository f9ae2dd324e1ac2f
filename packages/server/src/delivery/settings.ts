/** Everything about delivery that an operator may set. Plain data, durations in milliseconds. */
import {
  defaultReactions,
  defaultRetryPolicy,
  english,
  type NoticeWords,
  type Reaction,
  type RetryPolicy,
  type ReturnPathKeys,
} from '@hearback/bounce';
import { defaultTimeouts, type Timeouts } from '@hearback/smtp';
import type { LaneLimits } from './providers.ts';
import { englishSummary, type SummaryWords } from './summary-words.ts';

/** Where mail leaves from. */
export interface Source {
  readonly name: string;
  /** Address to bind: hosts are then reached by its family only. Null: the system chooses. */
  readonly address: string | null;
  /** Name in EHLO. */
  readonly ehlo: string;
}

export interface StreamPolicy {
  /** Names of sources, at least one; of several each message has one of its own (source-of.ts). */
  readonly sources: readonly string[];
  readonly retry: RetryPolicy;
  /** Age at which the sender is told of the delay when NOTIFY was not given; null: never. */
  readonly delayNoticeAfter: number | null;
  /** Whether the sender of mail for a suppressed recipient hears of it, or only the ledger does (stopped-recipients.ts). */
  readonly suppressed: 'refuse' | 'drop';
}

interface NoticeSettings {
  /** Address of From; DKIM must be able to sign for its domain. */
  readonly from: string;
  readonly stream: string;
  readonly sources: readonly string[];
  readonly retry: RetryPolicy;
  /** How long recipients of one message that fail one after the other are gathered into one notice. */
  readonly collect: number;
  /** Most notices to one sender within an hour; the last is a list of what else is due. */
  readonly perHour: number;
  readonly words: NoticeWords;
  /** Of a list of notices. */
  readonly summary: SummaryWords;
  readonly returnLimit: number;
}

interface ReturnPathSettings {
  readonly domain: string;
  readonly keys: ReturnPathKeys;
}

export interface DeliverySettings {
  /** Name of this server: in Received, in notices. */
  readonly hostname: string;
  readonly sources: ReadonlyMap<string, Source>;
  readonly defaults: StreamPolicy;
  readonly streams: ReadonlyMap<string, Partial<StreamPolicy>>;
  readonly notices: NoticeSettings;
  readonly returnPath: ReturnPathSettings | null;
  /** Octets of a message, its recipients, and Received fields that make a loop (RFC 5321 §6.3). */
  readonly largestMessage: number;
  readonly mostRecipients: number;
  readonly mostReceived: number;
  readonly limits: ReadonlyMap<string, Partial<LaneLimits>>;
  readonly reactions: readonly Reaction[];
  /** Connections at a time, all lanes. */
  readonly connections: number;
  /** How long a connection with nothing to send stays open. */
  readonly idle: number;
  readonly timeouts: Timeouts;
  /** Hosts (addresses) that one attempt tries. */
  readonly hostsPerAttempt: number;
  /** Whether a handshake that fails under opportunistic TLS is followed by a new connection in plain text (RFC 7435). */
  readonly plainTextFallback: boolean;
  /** Entries and octets of bodies in memory; what is beyond waits in the store. */
  readonly entriesInMemory: number;
  readonly entriesPerLane: number;
  readonly bodiesInMemory: number;
  /** Which attempts keep their dialogue, at most so many octets of it, with or without the local parts of addresses. */
  readonly dialogue: {
    readonly keep: 'all' | 'failures' | 'none';
    readonly limit: number;
    readonly maskAddresses: boolean;
  };
  /** A process that was not heard of for this long has lost its entries to others. */
  readonly lease: number;
  /** How often to look for what no event of this process announces: what others left behind, or the clock. */
  readonly safety: number;
}

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

/** RFC 5321 §4.5.4.1 lets notices be given up earlier. */
const noticeRetry: RetryPolicy = {
  ...defaultRetryPolicy,
  schedule: [0, 15 * minute, 30 * minute, hour, 2 * hour, 4 * hour],
  maxAge: day,
};

export function defaultSettings(hostname: string, change: Partial<DeliverySettings> = {}): DeliverySettings {
  return {
    hostname,
    sources: new Map([['default', { name: 'default', address: null, ehlo: hostname }]]),
    defaults: { sources: ['default'], retry: defaultRetryPolicy, delayNoticeAfter: 4 * hour, suppressed: 'drop' },
    streams: new Map(),
    notices: {
      from: `mailer-daemon@${hostname}`,
      stream: 'notices',
      sources: ['default'],
      retry: noticeRetry,
      collect: 10_000,
      perHour: 10,
      words: english,
      summary: englishSummary,
      returnLimit: 50_000,
    },
    returnPath: null,
    largestMessage: 50 * 1024 * 1024,
    mostRecipients: 1000,
    mostReceived: 100,
    limits: new Map(),
    reactions: defaultReactions,
    connections: 500,
    idle: 5000,
    timeouts: defaultTimeouts,
    hostsPerAttempt: 5,
    plainTextFallback: true,
    entriesInMemory: 20_000,
    entriesPerLane: 5000,
    bodiesInMemory: 128 * 1024 * 1024,
    dialogue: { keep: 'all', limit: 64 * 1024, maskAddresses: false },
    lease: 30_000,
    safety: 60_000,
    ...change,
  };
}

/** What the stream says, else the defaults. */
export function streamPolicy(settings: DeliverySettings, stream: string): StreamPolicy {
  const own = settings.streams.get(stream);
  return own === undefined ? settings.defaults : { ...settings.defaults, ...own };
}

/**
 * For one message: what it says itself goes before its stream. An age that it gives is its sender's word on how long it is of use,
 * which no suspension makes longer.
 */
export function retryPolicy(
  settings: DeliverySettings,
  message: { readonly stream: string; readonly origin: string; readonly retry: Partial<RetryPolicy> | null },
): RetryPolicy {
  const base = message.origin === 'notice' ? settings.notices.retry : streamPolicy(settings, message.stream).retry;
  if (message.retry === null) return base;
  const own = { ...base, ...message.retry };
  return message.retry.maxAge === undefined ? own : { ...own, longestSuspension: 0 };
}

/** The schedule has the wait before the first attempt, too; the age of the message ends it as it ends all others. */
export const firstAttempt = ({ schedule, maxAge }: RetryPolicy, acceptedAt: number): number =>
  acceptedAt + Math.min(schedule[0] ?? 0, maxAge);
