/** The service: queue, delivery, notices, ledger, control. */

export type { WireAlert } from './alerts/alert-data.ts';
export * from './config/index.ts';
export { type PacedClock, pacedClock } from './delivery/paced-clock.ts';
export type * from './delivery/submission.ts';
export { examine, type Guarantee, judgeGuarantee } from './doctor/examine.ts';
export { examineFiles } from './doctor/files.ts';
export { type Finding, fail as failed, ok as passed, type Standing } from './doctor/finding.ts';
export { readBounceQuery } from './health/bounce-query.ts';
export { healthOf } from './health/health.ts';
export { partRowsOf } from './health/parts.ts';
export { topOf } from './health/top.ts';
export type { WireFinding, WireHealth, WirePart } from './http/health-shapes.ts';
export { type Scope, scopes } from './http/keys.ts';
export { messagePage } from './http/message-page.ts';
export type * from './http/publishing-wire.ts';
export type { RecipientState } from './http/recipients.ts';
export type { WireAlertRule, WireSilence } from './http/routes/alerts.ts';
export type * from './http/wire.ts';
export type { ToldEvent } from './intake/json-events.ts';
export type * from './ledger/event.ts';
export {
  backUpStore,
  createDns,
  isStoreFile,
  moveToPostgres,
  openStore,
  type ProcessOptions,
  type RunEnd,
  type RunOptions,
  replaceStore,
  runHearback,
  startHearback,
  verifyStore,
} from './main.ts';
export { createLog, type Log } from './observe/log.ts';
export { portHolder } from './observe/port-holder.ts';
export type * from './queue/control.ts';
export type { Service } from './serve.ts';
export { tidyHealth } from './service/tidy-health.ts';
export { StartError, type StartErrorKind } from './start-error.ts';
export type * from './store/rows.ts';
export type * from './store/store.ts';
export { StoreError } from './store/store-error.ts';
export { hashPassword } from './submission/password.ts';
