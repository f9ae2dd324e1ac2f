/**
 * The part of the store's port that tells what other processes have changed of what is held in memory: told within a moment
 * where the database can, and every few seconds in any case, whether there was a change or not.
 */
export const newsSubjects = [
  'sources',
  'rules',
  'webhooks',
  'keys',
  'lanes',
  'queue',
  'recalls',
  'alerts',
  'duties',
] as const;
export type NewsSubject = (typeof newsSubjects)[number];

export interface News {
  /**
   * Calls `listener` when some of the subjects may have changed, also by this process itself; the first time with all of them, as
   * soon as news can be heard. A store that one process has alone never calls. Returns the way to stop.
   */
  readonly onNews: (listener: (subjects: ReadonlySet<NewsSubject>) => void) => () => void;
  /** For what the tables do not tell by themselves: operators act seldom on a queue that changes all the time. */
  readonly tell: (subject: 'queue' | 'recalls') => Promise<void>;
}
