/**
 * How hard each receiver may be pressed: connections at a time, messages per connection, recipients per message, messages
 * a second, for one source and stream. A provider counts the connections and the messages of an address, whichever streams they are of,
 * so that its figures hold for all streams of a source together. Keys are the providers of the verdicts (by MX host). Defaults stay below what the
 * receivers publish or are known to bear from a source without a history; every figure can be set.
 */

export interface LaneLimits {
  readonly connections: number;
  /** Of all streams of one source together. */
  readonly connectionsOfSource: number;
  readonly messagesPerConnection: number;
  readonly recipientsPerMessage: number;
  /** Messages a second; null: as fast as the receiver answers. */
  readonly rate: number | null;
  /** Of all streams of one source together. */
  readonly rateOfSource: number | null;
}

const defaultLimits: LaneLimits = {
  connections: 10,
  connectionsOfSource: Number.POSITIVE_INFINITY,
  messagesPerConnection: 100,
  recipientsPerMessage: 50,
  rate: null,
  rateOfSource: null,
};

/** A reader of replies knows these receivers by the same names (`hearback rules ls`). */
const defaultProviderLimits: ReadonlyMap<string, Partial<LaneLimits>> = new Map<string, Partial<LaneLimits>>([
  ['google', { connections: 20, messagesPerConnection: 100, rate: 50 }],
  // Sources without a reputation are slowed down early (451 4.7.500, 421 RP-001).
  ['microsoft-365', { connections: 10, messagesPerConnection: 100, rate: 20 }],
  ['outlook', { connections: 10, messagesPerConnection: 100, rate: 20 }],
  // Asks for few messages per connection and new connections instead.
  ['yahoo', { connections: 10, messagesPerConnection: 20, recipientsPerMessage: 30, rate: 20 }],
  ['apple', { connections: 5, rate: 10 }],
  ['comcast', { connections: 5, rate: 10 }],
  ['gmx', { connections: 5, messagesPerConnection: 50, recipientsPerMessage: 30, rate: 10 }],
  // Refuses the third connection at a time from one address.
  ['orange', { connections: 2, messagesPerConnection: 50, recipientsPerMessage: 30, rate: 5 }],
  ['free', { connections: 2, messagesPerConnection: 50, recipientsPerMessage: 30, rate: 5 }],
  ['laposte', { connections: 2, messagesPerConnection: 50, recipientsPerMessage: 30, rate: 5 }],
  // Both limit how often an address connects and how much it sends in a minute.
  ['qq', { connections: 3, messagesPerConnection: 20, recipientsPerMessage: 10, rate: 3 }],
  ['netease', { connections: 3, messagesPerConnection: 20, recipientsPerMessage: 10, rate: 3 }],
  ['mail-ru', { connections: 5, messagesPerConnection: 50, recipientsPerMessage: 25, rate: 10 }],
  ['yandex', { connections: 5, messagesPerConnection: 50, recipientsPerMessage: 25, rate: 10 }],
  ['att', { connections: 5, messagesPerConnection: 50, rate: 10 }],
  ['libero', { connections: 3, messagesPerConnection: 50, recipientsPerMessage: 30, rate: 5 }],
]);

/** `own` is what the configuration says, by provider; "*" stands for all. */
export function limitsFor(provider: string | null, own: ReadonlyMap<string, Partial<LaneLimits>>): LaneLimits {
  const named: Partial<LaneLimits> =
    provider === null ? {} : { ...defaultProviderLimits.get(provider), ...own.get(provider) };
  const ofSource = {
    connectionsOfSource: named.connections ?? defaultLimits.connectionsOfSource,
    rateOfSource: named.rate ?? defaultLimits.rateOfSource,
  };
  return { ...defaultLimits, ...own.get('*'), ...ofSource, ...named };
}
