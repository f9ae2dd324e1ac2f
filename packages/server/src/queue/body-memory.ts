/**
 * Bodies that are in memory because their messages are about to be sent. Bounded in octets: what does not fit is read
 * from the store when its turn comes.
 */

/** Shared by all bundles of one message; each bundle lets go once. */
export interface HeldBody {
  readonly bytes: Uint8Array | null;
  users: number;
}

export class BodyMemory {
  readonly #limit: number;
  #octets = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get octets(): number {
    return this.#octets;
  }

  get isFull(): boolean {
    return this.#octets >= this.#limit;
  }

  /** What is held takes its octets and no more: a view of a pool, or of what came by network, would keep all of that. */
  hold(bytes: Uint8Array | null, users: number): HeldBody {
    if (bytes === null || this.#octets + bytes.length > this.#limit) return { bytes: null, users };
    this.#octets += bytes.length;
    return { bytes: bytes.length === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes), users };
  }

  letGo(body: HeldBody): void {
    body.users--;
    if (body.users === 0 && body.bytes !== null) this.#octets -= body.bytes.length;
  }
}
