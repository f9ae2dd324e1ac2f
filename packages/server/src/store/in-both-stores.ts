/** What SQLite and PostgreSQL are asked and told in the same words. What differs stands in their own folders. */
import type { Database } from './database.ts';
import { alertingReads } from './reads/alerting-reads.ts';
import { erasureReads } from './reads/erasure-reads.ts';
import { failureReads } from './reads/failure-reads.ts';
import { incidentReads } from './reads/incident-reads.ts';
import { ledgerReads } from './reads/ledger-reads.ts';
import { messageReads } from './reads/message-reads.ts';
import { queueReads } from './reads/queue-reads.ts';
import { recallReads } from './reads/recall-reads.ts';
import { rollUpReads } from './reads/roll-up-reads.ts';
import { rulesReads } from './reads/rules-reads.ts';
import { sourceReads } from './reads/source-reads.ts';
import { visitReads } from './reads/visit-reads.ts';
import { alertingWrites } from './writes/alerting-writes.ts';
import { clockWrites } from './writes/clock-writes.ts';
import { dutyWrites } from './writes/duty-writes.ts';
import { erasureWrites } from './writes/erasure-writes.ts';
import { listeningWrites } from './writes/listening-writes.ts';
import { operatorWrites } from './writes/operator-writes.ts';
import { publishingWrites } from './writes/publishing-writes.ts';
import { recallWrites } from './writes/recall-writes.ts';
import { rulesWrites } from './writes/rules-writes.ts';
import { sourceWrites } from './writes/source-writes.ts';
import { visitWrites } from './writes/visit-writes.ts';

export const inBothStores = (database: Database) => ({
  ...queueReads(database),
  ...ledgerReads(database),
  ...messageReads(database),
  ...rollUpReads(database),
  ...failureReads(database),
  ...incidentReads(database),
  ...listeningWrites(database),
  ...sourceReads(database),
  ...sourceWrites(database),
  ...visitReads(database),
  ...visitWrites(database),
  ...rulesReads(database),
  ...rulesWrites(database),
  ...erasureReads(database),
  ...erasureWrites(database),
  ...publishingWrites(database),
  ...alertingReads(database),
  ...alertingWrites(database),
  ...dutyWrites(database),
  ...operatorWrites(database),
  ...clockWrites(database),
  ...recallReads(database),
  ...recallWrites(database),
});
