/**
 * Notes about very many keys in a table of fixed size: eight bytes a key, a 32-bit fingerprint and a 32-bit note.
 * When a place is full, an old note gives way. Another key is taken for this one once in some hundred million times.
 * A key is one text or two; ASCII text may stand in a block of bytes, so that none of it need become a string.
 */
const empty = 0;
/** Slots that may hold a key, side by side; they fill from the first. */
const probes = 8;
/** In the manner of FNV-1a, for units of four bytes: where to look, and what to look for. */
const seed = [0x811c9dc5 | 0, 0x2f0b4a27] as const;
const prime = [0x01000193, 0x85ebca6b | 0] as const;

export class Notes {
  /** Fingerprint and note in pairs. */
  private readonly table: Int32Array;
  private readonly slots: number;
  private next = 0;
  /** Of the key that is looked at. */
  private slot = 0;
  private print = 0;
  /** Where it stands in the table; -1 when it does not. */
  private place = -1;

  /** `slots`: a power of two; notes are below 2^31. */
  constructor(slots: number) {
    this.slots = slots;
    this.table = new Int32Array(2 * slots);
  }

  /** Looks at a key; what follows is about it. */
  of(first: string, second = ''): this {
    this.slot = seed[0];
    this.print = seed[1];
    this.mixText(first);
    this.mixText(second);
    return this.placed();
  }

  /** The same for a key that stands in bytes. */
  ofBytes(block: Buffer, start: number, end: number, secondStart = 0, secondEnd = 0): this {
    this.slot = seed[0];
    this.print = seed[1];
    this.mixBytes(block, start, end);
    this.mixBytes(block, secondStart, secondEnd);
    return this.placed();
  }

  /** The note, or -1. */
  get(): number {
    return this.place === -1 ? -1 : (this.table[this.place + 1] ?? -1);
  }

  set(note: number): void {
    if (this.place === -1) this.place = this.free();
    this.table[this.place] = this.print;
    this.table[this.place + 1] = note;
  }

  /** A place for the key: an empty one, or that of an old note. */
  private free(): number {
    for (let at = 2 * this.slot; at < 2 * (this.slot + probes); at += 2) if (this.table[at] === empty) return at;
    this.next = (this.next + 1) % probes;
    return 2 * (this.slot + this.next);
  }

  /** A key told piece by piece: `begin`, `mix` and `mixText` as often as needed, `end`. */
  begin(kind: string): void {
    this.slot = seed[0];
    this.print = seed[1];
    this.mixText(kind);
  }

  mix(unit: number): void {
    this.slot = stirred(this.slot ^ unit, prime[0]);
    this.print = stirred(this.print ^ unit, prime[1]);
  }

  end(): this {
    return this.placed();
  }

  /** The units of a text from `start` to `end`, four at a time. */
  mixText(text: string, start = 0, end = text.length): void {
    for (let at = start; at < end; at += 4) {
      const left = end - at;
      const a = text.charCodeAt(at);
      const b = left > 1 ? text.charCodeAt(at + 1) : 0;
      const c = left > 2 ? text.charCodeAt(at + 2) : 0;
      const d = left > 3 ? text.charCodeAt(at + 3) : 0;
      this.mix(fourBytes(a, b, c, d));
      // What is more than a byte counts too.
      if ((a | b | c | d) > 0xff) this.mix(fourBytes(a >> 8, b >> 8, c >> 8, d >> 8));
    }
  }

  /** Four bytes at a time: each multiplication waits for the one before. */
  private mixBytes(block: Buffer, start: number, end: number): void {
    let { slot, print } = this;
    for (let at = start; at < end; at += 4) {
      const left = end - at;
      const unit = fourBytes(
        block[at] ?? 0,
        left > 1 ? (block[at + 1] ?? 0) : 0,
        left > 2 ? (block[at + 2] ?? 0) : 0,
        left > 3 ? (block[at + 3] ?? 0) : 0,
      );
      slot = stirred(slot ^ unit, prime[0]);
      print = stirred(print ^ unit, prime[1]);
    }
    this.slot = slot;
    this.print = print;
  }

  private placed(): this {
    if (this.print === empty) this.print = 1;
    this.slot &= this.slots - probes;
    this.place = -1;
    for (let at = 2 * this.slot; at < 2 * (this.slot + probes); at += 2) {
      const print = this.table[at];
      if (print === this.print) this.place = at;
      if (print === this.print || print === empty) break;
    }
    return this;
  }
}

/** A product's upper bits are the well mixed ones: they are brought down, or the upper bytes of a unit would stay above. */
function stirred(value: number, factor: number): number {
  const product = Math.imul(value, factor);
  return product ^ (product >>> 15);
}

const fourBytes = (a: number, b: number, c: number, d: number): number =>
  (a & 0xff) | ((b & 0xff) << 8) | ((c & 0xff) << 16) | ((d & 0xff) << 24);

const namesKept = 1 << 14;

/** Values by names that stand in bytes, for names that come again and again. */
export class ByteTable<Value> {
  private notes = new Notes(namesKept);
  private values: Value[] = [];
  private readonly make: (name: string) => Value;

  /** `make`: the value of a name not seen lately. */
  constructor(make: (name: string) => Value) {
    this.make = make;
  }

  at(block: Buffer, start: number, end: number): Value {
    const known = this.values[this.notes.ofBytes(block, start, end).get()];
    if (known !== undefined) return known;
    if (this.values.length === namesKept) {
      this.values = [];
      this.notes = new Notes(namesKept);
    }
    const value = this.make(block.toString('utf8', start, end));
    this.notes.ofBytes(block, start, end).set(this.values.push(value) - 1);
    return value;
  }
}
