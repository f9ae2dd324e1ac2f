/**
 * Which addresses certainly have no entry in the suppression list: Bloom filters over the hashes of those that have one, two
 * octets for each. The question comes with every message and every delivery, and nearly always the answer is no: then no
 * thread is asked.
 *
 * This process alone writes to the file (exclusive.ts), and names each entry here before it is written: what is not here has
 * none. An entry that is taken away stays here, and so does one whose batch failed: the store is asked in vain then.
 */
const least = 65_536;
/** One in 400 of those that have no entry looks as if it had one when a layer is full. */
const bitsEach = 16;
const probes = 4;
const pageSize = 65_536;

interface ListedReads {
  readonly count: () => Promise<number>;
  /** The hashes of the next entries behind that place in the list, and the place of the last. */
  readonly page: (
    after: number,
    limit: number,
  ) => Promise<{ readonly recipients: Float64Array; readonly last: number }>;
}

export class ListedFilter {
  /** What is named goes to the last one; a full one gets a larger one behind it. */
  readonly #layers = [new Layer(least)];
  #isFilled = false;

  /** False: there is no entry, and none on its way. */
  mayHave(recipient: number): boolean {
    return !this.#isFilled || this.#layers.some((layer) => layer.has(recipient));
  }

  name(recipient: number): void {
    const last = this.#layers.at(-1);
    if (last === undefined || last.has(recipient)) return;
    if (last.isFull) this.#layers.push(new Layer(2 * last.size, recipient));
    else last.add(recipient);
  }

  /** Reads the list beside all other work; until then every answer is "perhaps". Rejects when the list cannot be read. */
  async fill({ count, page }: ListedReads): Promise<void> {
    const layer = new Layer(Math.max(least, await count()));
    let after = -1;
    for (let read = pageSize; read === pageSize; ) {
      const { recipients, last } = await page(after, pageSize);
      for (const recipient of recipients) layer.add(recipient);
      after = last;
      read = recipients.length;
    }
    this.#layers.unshift(layer);
    this.#isFilled = true;
  }
}

/** One filter for so many hashes; more make it answer "perhaps" more often. */
class Layer {
  readonly size: number;
  readonly #bits: Uint32Array;
  #count = 0;

  constructor(size: number, first?: number) {
    this.size = size;
    this.#bits = new Uint32Array(2 ** Math.ceil(Math.log2((size * bitsEach) / 32)));
    if (first !== undefined) this.add(first);
  }

  get isFull(): boolean {
    return this.#count >= this.size;
  }

  has(recipient: number): boolean {
    for (let probe = 0; probe < probes; probe++) {
      const bit = placeOf(recipient, probe);
      if (((this.#bits[(bit >>> 5) % this.#bits.length] ?? 0) & (1 << (bit & 31))) === 0) return false;
    }
    return true;
  }

  add(recipient: number): void {
    this.#count++;
    for (let probe = 0; probe < probes; probe++) {
      const bit = placeOf(recipient, probe);
      const word = (bit >>> 5) % this.#bits.length;
      this.#bits[word] = (this.#bits[word] ?? 0) | (1 << (bit & 31));
    }
  }
}

/** A hash has 53 bits, equally spread: two halves make as many places as are wanted (Kirsch and Mitzenmacher). */
function placeOf(recipient: number, probe: number): number {
  const high = Math.floor(recipient / 2 ** 27);
  return (recipient + probe * (2 * high + 1)) >>> 0;
}
