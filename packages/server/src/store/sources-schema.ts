/** Tables of store/sources.ts. What is only read back whole is JSON text. */
interface SourcesTable {
  name: string;
  settings: string | null;
  paused: number;
  host: string | null;
  created_at: number;
}

interface SourceFiguresTable {
  name: string;
  figures: string;
}

interface SourceMarksTable {
  source: string;
  place: string;
  value: string;
  at: number;
}

interface SourceMailsTable {
  source: string;
  digest: Uint8Array;
  at: number;
}

export interface SourcesSchema {
  sources: SourcesTable;
  source_figures: SourceFiguresTable;
  source_marks: SourceMarksTable;
  source_mails: SourceMailsTable;
}
