/** Chunks of which some can be taken by number of octets, and what was too much put back. */
export class Unread {
  private readonly chunks: AsyncIterator<Buffer>;
  private rest: Buffer | null = null;

  constructor(chunks: AsyncIterator<Buffer>) {
    this.chunks = chunks;
  }

  /** Null at the end. */
  async next(): Promise<Buffer | null> {
    const { rest } = this;
    this.rest = null;
    if (rest !== null && rest.length > 0) return rest;
    const next = await this.chunks.next();
    return next.done === true ? null : next.value;
  }

  putBack(chunk: Buffer): void {
    this.rest = chunk;
  }

  /** So many octets; fewer where there are no more. */
  async take(count: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for (let missing = count; missing > 0; ) {
      const chunk = await this.next();
      if (chunk === null) break;
      parts.push(chunk.subarray(0, missing));
      if (chunk.length > missing) this.putBack(chunk.subarray(missing));
      missing -= chunk.length;
    }
    return Buffer.concat(parts);
  }
}
