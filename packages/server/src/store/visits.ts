/** Who may look at the page: links that work once, and the sessions that came of them. Secrets are kept as their SHA-256. */
export interface Visit {
  readonly id: string;
  /** SHA-256 of the secret part, hexadecimal. */
  readonly hash: string;
  readonly name: string;
  readonly scopes: readonly string[];
  /** A link until it is used. */
  readonly kind: 'link' | 'session';
  readonly createdAt: number;
  readonly expiresAt: number;
}

export interface VisitReads {
  readonly visit: (id: string) => Promise<Visit | null>;
  /** The latest first; expired ones too, until they are swept. */
  readonly visits: (kind: Visit['kind'], limit: number) => Promise<readonly Visit[]>;
}

export interface VisitWrites {
  readonly addVisit: (visit: Visit) => Promise<void>;
  /** False when it was gone already: of two who use a link at once, one gets in. */
  readonly removeVisit: (id: string) => Promise<boolean>;
  readonly sweepVisits: (before: number) => Promise<number>;
}
