/**
 * A simulated receiving world on loopback: receivers in the manner of the large providers, scenario addresses for every
 * reason and fault, and mail that comes back. For demonstrations, tests, and other people's test suites.
 */

export { type Chance, chance } from './chance.ts';
export type { Clock } from './clock.ts';
export { startClock } from './clock.ts';
export { type GuideLine, guide } from './command/guide.ts';
export { type RunReceiversOptions, runReceivers } from './command/run-receivers.ts';
export { personalities } from './personalities/index.ts';
export type { Personality, RateLimit, RepliedReason } from './personalities/personality.ts';
export { type Written, writtenReply } from './reply/written.ts';
export { type MenuEntry, menu } from './scenario/menu.ts';
export type { Profile } from './scenario/profiles.ts';
export { readDomainScenario, readScenario } from './scenario/read.ts';
export type { Attack, DnsFault, Mailing, Saying, Scenario, TlsFault, WireFault } from './scenario/scenario.ts';
export type { AddressCounts, Counts, KeptMessage, WorldEvent } from './world/events.ts';
export type { Population } from './world/mailboxes.ts';
export type { ReturnTo } from './world/postman.ts';
export { type ReceiversOptions, startReceivers, type World } from './world/world.ts';
