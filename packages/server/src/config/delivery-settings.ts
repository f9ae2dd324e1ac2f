/** The configuration as the engine, the router and the signer take it. */
import { defaultReactions, isReason, type Reaction, type RetryPolicy, type ReturnPathKeys } from '@hearback/bounce';
import type { StaticRoute, TlsRule } from '@hearback/smtp';
import type { LaneLimits } from '../delivery/providers.ts';
import { type DeliverySettings, defaultSettings, type StreamPolicy } from '../delivery/settings.ts';
import { noticeWords } from './notice-words.ts';
import type { Config } from './schema/schema.ts';

export function deliverySettings(config: Config, hostname: string): DeliverySettings {
  const { delivery, notices, smtp, suppression } = config;
  const retry = retryPolicy(config);
  const usual = defaultSettings(hostname);
  const sources = defaultSources(delivery);
  const { speed } = config.clock;
  return {
    ...usual,
    sources: new Map(
      Object.entries(delivery.sources).map(([name, { address, ehlo }]) => [
        name,
        { name, address, ehlo: ehlo ?? hostname },
      ]),
    ),
    defaults: {
      sources,
      retry,
      delayNoticeAfter: notices.delay_after === 0 ? null : notices.delay_after,
      suppressed: suppression.behaviour,
    },
    streams: new Map(Object.entries(config.streams).map(([name, stream]) => [name, streamPolicy(stream, retry)])),
    notices: {
      ...usual.notices,
      sources,
      from: notices.from ?? usual.notices.from,
      retry: { ...usual.notices.retry, maxAge: notices.max_age },
      collect: notices.collect,
      perHour: notices.per_sender,
      returnLimit: notices.return_limit,
      words: noticeWords(notices.words),
      summary: notices.words.summary,
    },
    returnPath: returnPathOf(config),
    largestMessage: smtp.max_size,
    mostRecipients: smtp.max_recipients,
    limits: limitsOf(config),
    reactions: [...Object.values(config.reactions).map(reactionOf), ...defaultReactions],
    connections: delivery.connections,
    // What belongs to the machine and not to the mail keeps real time when the clock of a simulation runs faster.
    idle: delivery.idle * speed,
    lease: config.store.lease * speed,
    // What a process leaves behind that shares the database is looked for soon after its lease has ended.
    safety: (config.store.url === null ? usual.safety : Math.min(usual.safety, config.store.lease / 3)) * speed,
    timeouts: delivery.timeouts,
    entriesInMemory: delivery.in_memory,
    dialogue: { ...usual.dialogue, keep: delivery.dialogues, maskAddresses: delivery.mask_dialogues },
  };
}

function defaultSources({ default_sources, sources }: Config['delivery']): readonly string[] {
  if (default_sources.length > 0) return default_sources;
  return Object.hasOwn(sources, 'default') ? ['default'] : Object.keys(sources);
}

const retryPolicy = ({ retry }: Config): RetryPolicy => ({
  schedule: retry.schedule,
  maxAttempts: retry.max_attempts,
  maxAge: retry.max_age,
  jitter: retry.jitter,
  longestNamedWait: retry.longest_named_wait,
  longestSuspension: retry.longest_suspension,
});

function streamPolicy(stream: Config['streams'][string], retry: RetryPolicy): Partial<StreamPolicy> {
  return {
    ...(stream.sources.length === 0 ? {} : { sources: stream.sources }),
    retry: {
      ...retry,
      ...(stream.schedule === null ? {} : { schedule: stream.schedule }),
      ...(stream.max_age === null ? {} : { maxAge: stream.max_age }),
      ...(stream.max_attempts === null ? {} : { maxAttempts: stream.max_attempts }),
    },
  };
}

function limitsOf({ delivery }: Config): ReadonlyMap<string, Partial<LaneLimits>> {
  const all = {
    connections: delivery.connections_per_lane,
    messagesPerConnection: delivery.messages_per_connection,
    recipientsPerMessage: delivery.recipients_per_message,
  };
  const own = Object.entries(delivery.providers).map(([name, provider]): [string, Partial<LaneLimits>] => [
    name,
    {
      ...(provider.connections === null ? {} : { connections: provider.connections }),
      ...(provider.messages_per_connection === null ? {} : { messagesPerConnection: provider.messages_per_connection }),
      ...(provider.recipients_per_message === null ? {} : { recipientsPerMessage: provider.recipients_per_message }),
      ...(provider.rate === null ? {} : { rate: provider.rate }),
    },
  ]);
  return new Map([['*', all], ...own]);
}

function reactionOf(reaction: Config['reactions'][string]): Reaction {
  const { provider, reason, times, within, action, lasts, factor } = reaction;
  // The form of the field has refused what is no reason.
  const known = isReason(reason) ? reason : 'undetermined';
  return { provider, reason: known, times, within, kind: action, lasts, ...(action === 'slow_down' ? { factor } : {}) };
}

/** The key that signs stands first. */
function returnPathOf({ return_path: { domain, current, keys } }: Config): DeliverySettings['returnPath'] {
  if (domain === null) return null;
  const all = Object.entries(keys)
    .map(([id, { secret }]) => ({ id: Number(id), secret: new Uint8Array(Buffer.from(secret, 'base64')) }))
    .sort((left, right) => Number(right.id === current) - Number(left.id === current));
  const [first, ...rest] = all;
  if (first === undefined) return null;
  const ordered: ReturnPathKeys = [first, ...rest];
  return { domain, keys: ordered };
}

const tlsNames = { none: 'none', opportunistic: 'opportunistic', encrypt: 'encrypt', verify: 'webpki' } as const;

export function staticRoutes({ delivery }: Config): readonly StaticRoute[] {
  return byPrecision(delivery).flatMap(([domain, { host, port, implicit_tls, user, password, tls }]) =>
    host === null
      ? []
      : [
          {
            domains: [domain],
            hosts: [host.includes(':') && !host.startsWith('[') ? `[${host}]:${port}` : `${host}:${port}`],
            ...(implicit_tls ? { implicitTls: true } : {}),
            ...(user === null || password === null ? {} : { auth: { user, password } }),
            ...(tls === null ? {} : { tls: tlsNames[tls] }),
          },
        ],
  );
}

/** A rule goes before DANE and MTA-STS; opportunistic for all is no rule but the absence of one. */
export function tlsRules({ delivery }: Config): readonly TlsRule[] {
  const own = byPrecision(delivery).flatMap(([domain, { tls }]) =>
    tls === null ? [] : [{ match: [domain], tls: tlsNames[tls] }],
  );
  return delivery.tls === 'opportunistic' ? own : [...own, { match: ['*'], tls: tlsNames[delivery.tls] }];
}

/** The most precise first, wherever it was written: a domain, all below one (the longer name first), "*". */
const byPrecision = ({ domains }: Config['delivery']) =>
  Object.entries(domains).sort(
    ([left], [right]) => breadth(left) - breadth(right) || (breadth(left) === 1 ? right.length - left.length : 0),
  );

const breadth = (pattern: string): number => (pattern === '*' ? 2 : pattern.startsWith('.') ? 1 : 0);
