/**
 * Counts what comes in, in buckets of time: attempts for each provider and each of our addresses, and the different recipients
 * of each wave (incident.ts). Pure but for its counts: time is that of the events, and whoever asks says when it is. What it
 * does not know is the past: baselines and deliveries are asked elsewhere (incident-evidence.ts).
 */
import { addressKey } from './address-key.ts';
import type { EventType, LedgerEvent } from './event.ts';
import { type WaveKey, waveName, waveOf } from './incident.ts';
import { type IncidentSettings, manyOf } from './incident-settings.ts';
import { providerOfHost } from './provider-of-host.ts';

export interface Span {
  readonly recipients: number;
  readonly attempts: number;
  readonly rate: number;
}

export interface Suspect {
  readonly wave: WaveKey;
  /** With at least `recipients` of them: over the last bucket, the last two, and so on. */
  readonly spans: readonly Span[];
  /** Hashes of the addresses, and some of the addresses. */
  readonly recipients: ReadonlySet<number>;
}

interface Wave {
  readonly key: WaveKey;
  /** Hashes of their addresses, each with the instant of its latest. */
  readonly recipients: Map<number, number>;
  /** Beyond `mostRecipients`: counted, but not told apart. */
  more: number;
  /** Providers of a sender's wave. */
  readonly providers: Map<string, number>;
}

interface Bucket {
  readonly attempts: Map<string, number>;
  readonly waves: Map<string, Wave>;
}

/** Templates are made by others: a bucket holds so many waves, and so many recipients of each. */
const mostWaves = 1000;
const mostRecipients = 5000;
/** Back to where the beginning of a wave is looked for. */
const remembered = 24;

const attempted: ReadonlySet<EventType> = new Set(['delivered', 'deferred', 'bounced', 'expired']);

/** Others count for nothing here. */
export const countedTypes: readonly EventType[] = [...attempted, 'bounce_received'];

export class IncidentDetector {
  readonly #settings: IncidentSettings;
  readonly #buckets = new Map<number, Bucket>();
  #newest = 0;

  constructor(settings: IncidentSettings) {
    this.#settings = settings;
  }

  /** The wave it belongs to, with the different recipients within the window; null for none. */
  heard(event: LedgerEvent, now: number): { readonly name: string; readonly recipients: number } | null {
    // An instant that has not come is a mistake, or somebody's wish.
    const latest = now + this.#settings.bucket;
    if (!event.trusted || event.at > latest) return null;
    this.#setBackTo(latest);
    const isAttempt = attempted.has(event.type);
    const wave = waveOf(event);
    if (!isAttempt && wave === null) return null;
    const bucket = this.#bucketAt(event.at);
    if (bucket === null) return null;
    if (isAttempt) {
      const provider = event.verdict?.provider ?? (event.mx === null ? 'other' : providerOfHost(event.mx.host));
      add(bucket.attempts, attemptsOf('receiver', provider, null));
      if (event.source_ip !== null) add(bucket.attempts, attemptsOf('sender', null, event.source_ip));
    }
    return wave === null || event.recipient === null ? null : this.#count(bucket, wave, event.recipient, event.at);
  }

  #count(
    bucket: Bucket,
    key: WaveKey,
    recipient: string,
    at: number,
  ): { readonly name: string; readonly recipients: number } | null {
    const name = waveName(key);
    let wave = bucket.waves.get(name);
    if (wave === undefined) {
      if (bucket.waves.size >= mostWaves) return null;
      wave = { key, recipients: new Map(), more: 0, providers: new Map() };
      bucket.waves.set(name, wave);
    }
    const hash = addressKey(recipient).recipient;
    const known = wave.recipients.get(hash);
    if (known !== undefined || wave.recipients.size < mostRecipients)
      wave.recipients.set(hash, Math.max(known ?? 0, at));
    else wave.more++;
    add(wave.providers, key.provider ?? 'other');
    let recipients = 0;
    for (const start of this.#starts(this.#newest, this.#settings.window)) {
      const found = this.#buckets.get(start)?.waves.get(name);
      recipients += found === undefined ? 0 : found.recipients.size + found.more;
    }
    return { name, recipients };
  }

  /** Waves of many recipients at present; of those that `again` names, a few are many (incident-settings.ts). */
  suspects(now: number, again: ReadonlySet<string> = new Set()): readonly Suspect[] {
    const names = new Map<string, WaveKey>();
    const starts = this.#starts(now, this.#settings.window);
    for (const at of starts) for (const [name, { key }] of this.#buckets.get(at)?.waves ?? []) names.set(name, key);
    return [...names].flatMap(([name, key]): Suspect[] => {
      const spans = starts.map((_, index) => this.#span(name, key, starts.slice(0, index + 1)));
      const many = manyOf(this.#settings, again.has(name));
      const large = spans.filter(({ recipients }) => recipients >= many);
      if (large.length === 0) return [];
      const recipients = new Set(
        starts.flatMap((at) => [...(this.#buckets.get(at)?.waves.get(name)?.recipients.keys() ?? [])]),
      );
      return [{ wave: this.#described(name, key, starts), spans: large, recipients }];
    });
  }

  /** What came of a wave between two instants, in whole buckets. */
  between(wave: WaveKey, from: number, to: number): Span {
    return this.#span(waveName(wave), wave, this.#starts(to, to - from));
  }

  /** What an incident that is over covers opens nothing any more. What comes later in the same bucket is of no incident yet. */
  forget(wave: WaveKey, from: number, until: number): void {
    const name = waveName(wave);
    for (const { waves } of this.#buckets.values()) {
      const known = waves.get(name);
      if (known === undefined) continue;
      const { size } = known.recipients;
      for (const [recipient, at] of known.recipients) if (at >= from && at < until) known.recipients.delete(recipient);
      if (known.recipients.size < size) known.more = 0;
      if (known.recipients.size === 0) waves.delete(name);
    }
  }

  /** The first instant of a wave whose rate is above the threshold now: it may have begun within a bucket, so one more is its own. */
  beginning(wave: WaveKey, threshold: number, now: number): number {
    const { bucket } = this.#settings;
    const name = waveName(wave);
    let first: number | null = null;
    for (const at of this.#starts(now, remembered * bucket)) {
      const { rate, recipients } = this.#span(name, wave, [at]);
      if (recipients > 0 && rate >= threshold) first = at;
      else if (first !== null && at < first - bucket) break;
    }
    return (first ?? startOf(now, bucket)) - bucket;
  }

  /** What was counted by a clock that was ahead would make everything since seem too old to be counted. */
  #setBackTo(latest: number): void {
    if (this.#newest <= latest) return;
    for (const start of this.#buckets.keys()) if (start > latest) this.#buckets.delete(start);
    this.#newest = startOf(latest, this.#settings.bucket);
  }

  /** Nothing has been counted. */
  forgetAll(): void {
    this.#buckets.clear();
    this.#newest = 0;
  }

  /** Starts of the buckets up to an instant, the latest first. */
  #starts(to: number, span: number): readonly number[] {
    const { bucket } = this.#settings;
    const last = startOf(to, bucket);
    return Array.from({ length: Math.max(1, Math.ceil(span / bucket)) }, (_, index) => last - index * bucket);
  }

  #span(name: string, { kind, provider, sourceIp }: WaveKey, starts: readonly number[]): Span {
    const different = new Set<number>();
    let more = 0;
    let attempts = 0;
    for (const at of starts) {
      const bucket = this.#buckets.get(at);
      attempts += bucket?.attempts.get(attemptsOf(kind, provider, sourceIp)) ?? 0;
      const wave = bucket?.waves.get(name);
      for (const recipient of wave?.recipients.keys() ?? []) different.add(recipient);
      more += wave?.more ?? 0;
    }
    const recipients = different.size + more;
    // Notices may come without the attempts that they are about.
    const n = Math.max(attempts, recipients);
    return { recipients, attempts: n, rate: n === 0 ? 0 : recipients / n };
  }

  /** A wave against a sender is of one provider when nearly all of it is. */
  #described(name: string, key: WaveKey, starts: readonly number[]): WaveKey {
    if (key.kind === 'receiver') return key;
    const providers = new Map<string, number>();
    for (const at of starts)
      for (const [provider, count] of this.#buckets.get(at)?.waves.get(name)?.providers ?? [])
        providers.set(provider, (providers.get(provider) ?? 0) + count);
    const all = [...providers.values()].reduce((sum, count) => sum + count, 0);
    const most = [...providers].find(([, count]) => count >= 0.9 * all);
    const provider = most?.[0] ?? null;
    return { ...key, provider: provider === 'other' ? null : provider };
  }

  /** Null for what is older than anything that is remembered. */
  #bucketAt(at: number): Bucket | null {
    const { bucket: length } = this.#settings;
    const start = startOf(at, length);
    const known = this.#buckets.get(start);
    if (known !== undefined) return known;
    if (start < this.#newest - remembered * length) return null;
    this.#newest = Math.max(this.#newest, start);
    const bucket: Bucket = { attempts: new Map(), waves: new Map() };
    this.#buckets.set(start, bucket);
    for (const old of this.#buckets.keys()) if (old < this.#newest - remembered * length) this.#buckets.delete(old);
    return bucket;
  }
}

const startOf = (at: number, bucket: number): number => at - (at % bucket);

const attemptsOf = (kind: WaveKey['kind'], provider: string | null, sourceIp: string | null): string =>
  kind === 'receiver' ? `> ${provider ?? 'other'}` : `< ${sourceIp}`;

function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
