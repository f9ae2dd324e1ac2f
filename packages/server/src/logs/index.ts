/** Reading the logs of mail servers, for the service that follows them and the report that is made of them: `@hearback/server/logs`. */
export { type Attempt, type Counted, type Delivery, domainOf, type Outcome, type Sink } from './attempt.ts';
export { detectLogs, logFormats } from './formats.ts';
export type { LogFormat, LogReader } from './log.ts';
export { nobodyComplained } from './nobody-complained.ts';
export { ByteTable, Notes } from './notes.ts';
export { postfix } from './postfix.ts';
