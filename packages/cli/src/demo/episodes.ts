/**
 * What goes wrong at Acme after the campaign, so that there is something to act on: a receiver that called everybody unknown for
 * two hours (an incident that is closed, with addresses that wait to be given back), a blocklisting that goes on (an incident
 * that is open, with lanes that are paused for it), a lane that somebody paused, and an alert that somebody has seen.
 */
import { chance, type RepliedReason, writtenReply } from '@hearback/receivers';
import type { PacedClock, ToldEvent } from '@hearback/server';
import type { paths } from '@hearback/server/api';
import { type Api, answer, createApi } from '../service/api.ts';
import { type Mailing, people } from './campaign.ts';
import { watchable } from './clock.ts';
import { follow, type ServerEvent } from './follow.ts';
import { tellHistory } from './history/tell.ts';
import { hour, senders } from './history/timetable.ts';
import { pause } from './pause.ts';
import { type Submission, submit } from './submit.ts';

/** The receiver that denied everybody; the profile of its people while it did. */
const denying = { domain: 'outlook.sim', profile: 'demo-denied' } as const;
/** The receiver that reads a blocklist. */
const blocking = 'gmx.sim';
/** The lane that somebody paused. */
const paused = 'qq.sim';
/** The receiver that slows news down. */
const slow = 'yahoo.sim';
/** How many are mailed where mail waits. */
const few = 24;
/** What the numbers in people's names begin with. */
const numbers = 400;
/** Enough for a wave. */
const wave = 80;
/** The longest that an incident is waited for, of the demo's time. */
const longest = hour;

export interface EpisodesOptions {
  readonly socket: string;
  readonly submission: Submission;
  readonly clock: PacedClock;
  readonly seed: number;
  /** Whom Acme has mailed before. */
  readonly customers: readonly string[];
  readonly programs: string;
  readonly signal: AbortSignal;
}

export async function playEpisodes(options: EpisodesOptions): Promise<void> {
  const api = createApi({ kind: 'socket', path: options.socket });
  try {
    await announce(api, options);
    await stopped(api, options);
    await denied(api, options);
    await blocked(options);
    await mail(api, options, blocking, 'demo-customers');
    await handle(api, options);
  } catch (error) {
    if (!options.signal.aborted) throw error;
  }
}

async function announce(api: Api, { programs, signal }: EpisodesOptions): Promise<void> {
  const tell = (body: PostBody) => answer(api.POST('/v1/webhooks', { body, signal }));
  await tell({ url: `${programs}/crm`, types: ['message.bounced', 'address.suppressed', 'address.unsuppressed'] });
  await tell({ url: `${programs}/warehouse` });
  await tell({ url: `${programs}/gone`, types: ['alert.opened', 'alert.resolved'] });
}

type PostBody = paths['/v1/webhooks']['post']['requestBody']['content']['application/json'];

const reminder: Omit<Mailing, 'profile' | 'recipients'> = {
  ...{ sender: senders.customers.address, stream: 'news', list: 'customers', campaign: 'reminder' },
  subject: 'Only until Sunday',
};
const ofDomain = (customers: readonly string[], domain: string): readonly string[] =>
  customers.filter((address) => address.endsWith(`@${domain}`));
/** The same person there. */
const at = (address: string, domain: string): string => `${address.slice(0, address.lastIndexOf('@'))}@${domain}`;

/** What becomes of customers from now on, by their receivers. */
export const episodeFates = (customers: readonly string[]): readonly Mailing[] => [
  { ...reminder, profile: denying.profile, recipients: ofDomain(customers, denying.domain) },
  { ...reminder, profile: 'demo-slow', recipients: ofDomain(customers, slow) },
];

/** Somebody pauses a lane, a receiver slows us down: mail waits for hours. */
async function stopped(api: Api, options: EpisodesOptions): Promise<void> {
  const lane = { lane: paused, why: 'Their postmaster asked us to wait until Monday' };
  // A lane is there when mail has gone through it.
  await answer(api.POST('/v1/queue/pause', { body: lane, signal: options.signal }));
  await mail(api, options, paused, 'demo-customers');
  await mail(api, options, slow, 'demo-slow');
}

/** Customers of a receiver who get mail; what becomes of them is for the receivers to know (`episodeFates`). */
async function mail(api: Api, { submission, customers, signal }: EpisodesOptions, domain: string, profile: string) {
  const recipients = await mailable(api, ofDomain(customers, domain).slice(0, few), signal);
  await submit([{ ...reminder, profile, recipients }], submission, signal);
}

async function mailable(api: Api, addresses: readonly string[], signal: AbortSignal): Promise<readonly string[]> {
  const { data } = await answer(api.POST('/v1/suppressions/check', { body: { addresses: [...addresses] }, signal }));
  return data.filter(({ suppressed }) => !suppressed).map(({ address }) => address);
}

async function denied(api: Api, options: EpisodesOptions): Promise<void> {
  const { submission, clock, customers, signal } = options;
  const recipients = (await mailable(api, ofDomain(customers, denying.domain), signal)).slice(0, wave);
  const incident = await whenOpened(options, () =>
    submit([{ ...reminder, profile: denying.profile, recipients }], submission, signal),
  );
  if (incident === null) return;
  await pause(clock, 2 * hour, signal);
  const params = { path: { id: incident } };
  await answer(api.POST('/v1/incidents/{id}/close', { params, signal }));
}

/** Another mail server of Acme tells of it: one receiver turns its offers away, the others take them. */
async function blocked(options: EpisodesOptions): Promise<void> {
  const { socket, clock, seed, signal } = options;
  const now = clock.now();
  const readers = people(chance(seed, 'blocked'), 5 * wave, 0, numbers);
  const refused = people(chance(seed, 'refused'), wave, 0, numbers + 100).map((address) => at(address, blocking));
  const events = [
    ...readers.filter((address) => !address.endsWith(`@${blocking}`)).map((reader, n) => told(reader, n, null, now)),
    ...refused.map((reader, n) => told(reader, n + readers.length, 'dnsbl_ip', now)),
  ];
  await whenOpened(options, () => tellHistory(socket, events, signal));
}

function told(recipient: string, n: number, reason: RepliedReason | null, now: number): ToldEvent {
  const { address: sender, stream, list, ip } = senders.leads;
  const { reply, stage, mx } = writtenReply(reason, { recipient, sender, ip, at: now });
  return {
    ...{
      key: `last-call-${now}-${n}`,
      type: reason === null ? 'delivered' : 'bounced',
      recipient,
      sender,
      stream,
      list,
    },
    ...{ at: new Date(now).toISOString(), remote_id: `last-call-${n}`, campaign: 'last-call' },
    ...{ source_ip: ip, mx: { host: mx }, reply, stage },
  };
}

async function handle(api: Api, { signal }: EpisodesOptions): Promise<void> {
  const { data } = await answer(api.GET('/v1/alerts', { params: { query: { state: 'open' } }, signal }));
  const seen = data.find(({ rule }) => rule === 'list_hard_rate');
  if (seen !== undefined)
    await answer(api.POST('/v1/alerts/{id}/acknowledge', { params: { path: { id: seen.id } }, signal }));
  const body = { rule: 'unknown_share', for: '24h', why: 'New rules are being written' };
  await answer(api.POST('/v1/silences', { body, signal }));
}

/** The id of the incident that opens because of what is done; null: none did in time, or it was stopped before. */
async function whenOpened(
  { socket, clock, signal }: EpisodesOptions,
  act: () => Promise<void>,
): Promise<string | null> {
  const over = new AbortController();
  const stop = AbortSignal.any([signal, over.signal]);
  let tell: (id: string | null) => void = () => undefined;
  const opened = new Promise<string | null>((resolve) => {
    tell = resolve;
  });
  const hear = ({ type, incident_id }: ServerEvent): void => {
    if (type === 'incident_opened') tell(incident_id);
  };
  await follow(socket, hear, stop);
  const fast = clock.speed();
  // A wave is one that comes within minutes, and a busy machine needs its seconds to hear it.
  clock.setSpeed(Math.min(fast, watchable));
  try {
    await act();
    void pause(clock, longest, stop).then(() => tell(null));
    return await opened;
  } finally {
    clock.setSpeed(fast);
    over.abort();
  }
}
