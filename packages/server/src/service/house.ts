/** What the house says of itself: its settings as they are in use, and whether everything is set up. */
import type { Resolver } from '@hearback/smtp';
import type { Setting } from '../config/read.ts';
import { type ShownSetting, showSettings } from '../config/show.ts';
import { examine, judgeGuarantee } from '../doctor/examine.ts';
import type { Examined } from '../doctor/examined.ts';
import type { Finding } from '../doctor/finding.ts';
import type { Store } from '../store/store.ts';

export interface House {
  readonly settings: readonly ShownSetting[];
  /** Looks now; who asks while it looks gets the same answer. */
  readonly checks: () => Promise<readonly Finding[]>;
}

export interface HouseOptions extends Examined {
  readonly settings: readonly Setting[];
  readonly dns: Resolver;
  readonly store: Pick<Store, 'guarantee'>;
  /** Secrets of the store that do not open, a sentence each. */
  readonly unopened: () => readonly string[];
}

export function createHouse({ config, places, settings, dns, store, unopened }: HouseOptions): House {
  let underWay: Promise<readonly Finding[]> | null = null;
  const look = async (): Promise<readonly Finding[]> => {
    const found: Finding[] = [];
    const examined = {
      config,
      places,
      dns,
      unopened: unopened(),
      store: async () => judgeGuarantee(await store.guarantee(), 'in use'),
    };
    for await (const finding of examine(examined)) found.push(finding);
    return found;
  };
  return {
    settings: showSettings(settings),
    checks() {
      underWay ??= look().finally(() => {
        underWay = null;
      });
      return underWay;
    },
  };
}
