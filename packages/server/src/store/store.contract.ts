/** What every store promises (store.ts), over whichever adapter is given. */
import { describe } from 'vitest';
import { alertingContract } from './contract/alerting.contract.ts';
import { claimContract } from './contract/claim.contract.ts';
import { commitContract } from './contract/commit.contract.ts';
import { crashesContract } from './contract/crashes.contract.ts';
import { dutiesContract } from './contract/duties.contract.ts';
import { healthContract } from './contract/health.contract.ts';
import { incidentsContract } from './contract/incidents.contract.ts';
import { keepingContract } from './contract/keeping.contract.ts';
import { leaseContract } from './contract/lease.contract.ts';
import { listeningContract } from './contract/listening.contract.ts';
import { messagesContract } from './contract/messages.contract.ts';
import { newsContract } from './contract/news.contract.ts';
import { noticeContract } from './contract/notice.contract.ts';
import { operatorContract } from './contract/operator.contract.ts';
import { publishingContract } from './contract/publishing.contract.ts';
import { readingContract } from './contract/reading.contract.ts';
import { recallsContract } from './contract/recalls.contract.ts';
import { rulesContract } from './contract/rules.contract.ts';
import { sourcesContract } from './contract/sources.contract.ts';
import { visitsContract } from './contract/visits.contract.ts';
import type { Store } from './store.ts';

/** One storage, empty at first. */
export interface World {
  /** Stores over this storage, each a process of its own as far as leases go. */
  readonly stores: readonly [Store, Store];
  /** Changes the tables behind the store's back. */
  readonly damage: (statement: string) => Promise<void>;
  readonly dispose: () => Promise<void>;
}

export function storeContract(name: string, open: () => Promise<World>): void {
  describe(name, () => {
    commitContract(open);
    leaseContract(open);
    crashesContract(open);
    claimContract(open);
    noticeContract(open);
    operatorContract(open);
    recallsContract(open);
    readingContract(open);
    keepingContract(open);
    messagesContract(open);
    listeningContract(open);
    incidentsContract(open);
    sourcesContract(open);
    visitsContract(open);
    rulesContract(open);
    healthContract(open);
    publishingContract(open);
    alertingContract(open);
    dutiesContract(open);
    newsContract(open);
  });
}
