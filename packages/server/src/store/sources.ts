/**
 * Where reports come from, as the store keeps it: sources that were added while the service ran, their figures, how far
 * each has been read, and which mails have been taken already. Settings and figures are values of the intake's
 * (intake/followed.ts), kept as they are.
 */
type Json = Readonly<Record<string, unknown>>;

export interface StoredSource {
  /** As on events: "imap:bounces". */
  readonly name: string;
  /** Null: the configuration has it, and only whether it is paused is kept here. */
  readonly settings: Json | null;
  readonly paused: boolean;
  /** The machine whose files it reads; null: any process can, or each has it in its own configuration. */
  readonly host: string | null;
  readonly createdAt: number;
}

export interface StoredFigures {
  readonly name: string;
  readonly figures: Json;
}

/** How far a source has been read: of a mailbox or a file of it, which `place` names. */
export interface SourceMark {
  readonly source: string;
  readonly place: string;
  readonly value: Json;
  readonly at: number;
}

export interface SourceReads {
  /** By name. */
  readonly sources: () => Promise<readonly StoredSource[]>;
  readonly sourceFigures: () => Promise<readonly StoredFigures[]>;
  readonly sourceMarks: (source: string) => Promise<readonly SourceMark[]>;
  /** Which of these digests (hexadecimal) of mails the source has had already. */
  readonly mailsTaken: (source: string, digests: readonly string[]) => Promise<ReadonlySet<string>>;
}

export interface SourceWrites {
  /** Replaces the one of that name. */
  readonly putSource: (source: StoredSource) => Promise<void>;
  /** With its figures, marks and mails; false when there is none. */
  readonly removeSource: (name: string) => Promise<boolean>;
  /** In the place of `before` (null: of none); false when it is not that any more: another process was faster. */
  readonly changeSourceFigures: (name: string, before: Json | null, after: Json) => Promise<boolean>;
  /** Where the source has been read to, and the mails taken meanwhile, at once. */
  readonly putSourceMark: (mark: SourceMark, digests?: readonly string[]) => Promise<void>;
  readonly removeSourceMark: (source: string, place: string) => Promise<void>;
  /** Forgets up to `limit` mails taken before then; tells how many. */
  readonly sweepMailsTaken: (before: number, limit: number) => Promise<number>;
}
