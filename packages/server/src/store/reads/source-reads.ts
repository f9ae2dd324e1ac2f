/** What is kept of the sources. */
import type { Database } from '../database.ts';
import type { SourceReads } from '../sources.ts';

const object = (text: string): Readonly<Record<string, unknown>> => JSON.parse(text);

/** Read where they are written: what was just committed counts. */
export function sourceReads({ writes }: Pick<Database, 'writes'>): SourceReads {
  return {
    sources: async () => {
      const rows = await writes.selectFrom('sources').selectAll().orderBy('name').execute();
      return rows.map(({ name, settings, paused, host, created_at }) => ({
        ...{ name, settings: settings === null ? null : object(settings), paused: paused === 1, host },
        createdAt: created_at,
      }));
    },
    sourceFigures: async () => {
      const rows = await writes.selectFrom('source_figures').selectAll().orderBy('name').execute();
      return rows.map(({ name, figures }) => ({ name, figures: object(figures) }));
    },
    sourceMarks: async (source) => {
      const rows = await writes
        .selectFrom('source_marks')
        .selectAll()
        .where('source', '=', source)
        .orderBy('place')
        .execute();
      return rows.map(({ place, value, at }) => ({ source, place, value: object(value), at }));
    },
    mailsTaken: async (source, digests) => {
      if (digests.length === 0) return new Set();
      const rows = await writes
        .selectFrom('source_mails')
        .select('digest')
        .where('source', '=', source)
        .where(
          'digest',
          'in',
          digests.map((digest) => Buffer.from(digest, 'hex')),
        )
        .execute();
      return new Set(rows.map(({ digest }) => Buffer.from(digest).toString('hex')));
    },
  };
}
