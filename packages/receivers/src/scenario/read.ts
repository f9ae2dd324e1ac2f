/**
 * The words of an address to a scenario. One grammar for local parts and for sub-domains:
 *
 *     [stage-]what[-for-duration][+label]
 *
 * stage is connect, ehlo, starttls, mailfrom, rcpt, data, eod, rset or quit; what is a reason (dashes or underscores), a code
 * ("452"), an enhanced status ("5.1.1"), a fault ("hang") or a name of the table below; duration is "90s", "20m", "4h", "2d".
 */
import type { Reason, Stage } from '@hearback/bounce';
import { isReason } from '@hearback/bounce';
import type { RepliedReason } from '../personalities/personality.ts';
import { mailingFor, readMailing } from './mailing.ts';
import { type Profile, profiles } from './profiles.ts';
import {
  accept,
  attacks,
  type DnsFault,
  dnsFaults,
  faults,
  type Saying,
  type Scenario,
  tlsFaults,
  type WireFault,
} from './scenario.ts';

const stageNames: Readonly<Record<string, Stage>> = {
  connect: 'connect',
  ehlo: 'ehlo',
  starttls: 'starttls',
  mailfrom: 'mail',
  mail: 'mail',
  rcpt: 'rcpt',
  rcptto: 'rcpt',
  data: 'data',
  eod: 'body',
  dot: 'body',
  rset: 'rset',
  quit: 'quit',
};

const MINUTE = 60_000;
const units: Readonly<Record<string, number>> = { s: 1000, m: MINUTE, h: 60 * MINUTE, d: 24 * 60 * MINUTE };

const say = (saying: Saying, stage: Stage | null = null, lasts: number | null = null): Scenario => ({
  kind: 'say',
  saying,
  stage,
  lasts,
});

/** Names that stand for something longer. */
const names: Readonly<Record<string, Scenario>> = {
  ok: accept,
  accept,
  greylist: say({ kind: 'reason', reason: 'greylisted' }, 'rcpt', 5 * MINUTE),
  full: say({ kind: 'reason', reason: 'mailbox_full' }),
  'drop-after-dot': say({ kind: 'fault', fault: 'drop' }, 'body'),
};

/** By name. */
export type Mixtures = Readonly<Record<string, Profile>>;

/** A mixture whose name no address can say, or with words that mean nothing, would be one that accepts. Throws a RangeError. */
export function checkProfiles(mixtures: Mixtures): void {
  for (const [name, profile] of Object.entries(mixtures)) {
    if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name))
      throw new RangeError(`profile ${JSON.stringify(name)}: a name has small letters, digits and single dashes`);
    for (const [words, share] of Object.entries(profile)) {
      if (readScenario(words, {}) === null)
        throw new RangeError(`profile ${name}: ${JSON.stringify(words)} is no scenario`);
      if (!(share >= 0 && share <= 1))
        throw new RangeError(`profile ${name}: ${words} must have a share from 0 to 1, not ${share}`);
    }
    const sum = Object.values(profile).reduce((all, share) => all + share, 0);
    if (sum > 1 + 1e-9) throw new RangeError(`profile ${name}: the shares make ${sum}, more than 1`);
  }
}

/** What an address or a sub-domain asks for; null when its words mean nothing, as those of most addresses do. */
export function readScenario(words: string, mixtures: Mixtures = profiles): Scenario | null {
  const [plain = ''] = words.toLowerCase().split('+', 1);
  const name = plain.replaceAll('_', '-');
  const known = Object.hasOwn(names, name) ? names[name] : undefined;
  return known ?? readNamed(name, mixtures) ?? readSaid(name);
}

function readNamed(name: string, mixtures: Mixtures): Scenario | null {
  if (Object.hasOwn(mixtures, name)) return { kind: 'mix', profile: name };
  const tls = tlsFaults.find((fault) => fault === name);
  if (tls !== undefined) return { kind: 'tls', fault: tls };
  const dns = dnsFaults.find((fault) => fault === name);
  if (dns !== undefined) return { kind: 'dns', fault: dns };
  const attack = attacks.find((kind) => kind === name);
  if (attack !== undefined) return { kind: 'mail', mailing: { kind: 'attack', attack } };
  const mailing = readMailing(name);
  return mailing === null ? null : { kind: 'mail', mailing };
}

const FORM = /^(?:([a-z]+)-)?(.+?)(?:-for-(\d{1,4})([smhd]))?$/;

function readSaid(name: string): Scenario | null {
  const [, first, rest = '', count, unit] = FORM.exec(name) ?? [];
  const lasts = count === undefined || unit === undefined ? null : Number(count) * (units[unit] ?? 0);
  const stage = first === undefined ? undefined : stageNames[first];
  const whole = first === undefined ? rest : `${first}-${rest}`;
  // "data-554" has a stage; "rate-limited" has none.
  return meaning(whole, null, lasts) ?? (stage === undefined ? null : meaning(rest, stage, lasts));
}

function meaning(what: string, stage: Stage | null, lasts: number | null): Scenario | null {
  if (/^[245]\d\d$/.test(what)) return say({ kind: 'code', code: Number(what) }, stage, lasts);
  if (/^[245]\.\d{1,3}\.\d{1,3}$/.test(what)) return say({ kind: 'status', status: what }, stage, lasts);
  const fault = faults.find((known): known is WireFault => known === what);
  if (fault !== undefined) return say({ kind: 'fault', fault }, stage, lasts);
  const reason = what.replaceAll('-', '_');
  if (!isReason(reason)) return null;
  const mailing = mailingFor(reason);
  if (mailing !== null) return { kind: 'mail', mailing };
  return say({ kind: 'reason', reason: reason as RepliedReason }, stage, lasts);
}

/** Reasons that no receiver says because none is ever reached: as sub-domains they are the DNS itself. */
const ofTheDns: Readonly<Partial<Record<Reason, DnsFault>>> = {
  domain_not_found: 'nxdomain',
  no_mx: 'nullmx',
  dns_failure: 'servfail',
  connection_failure: 'refused',
};

/** The scenario of a sub-domain. */
export function readDomainScenario(label: string, mixtures: Mixtures = profiles): Scenario | null {
  const scenario = readScenario(label, mixtures);
  if (scenario?.kind !== 'say' || scenario.saying.kind !== 'reason' || scenario.stage !== null) return scenario;
  const fault = ofTheDns[scenario.saying.reason];
  return fault === undefined ? scenario : { kind: 'dns', fault };
}
