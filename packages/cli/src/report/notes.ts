/**
 * Notes about very many keys in a table of fixed size: eight bytes a key, a 32-bit fingerprint and a 32-bit note.
 * When a place is full, an old note gives way. Another key is taken for this one once in some hundred million times.
 * A key is one text or two; ASCII text may stand in a block of bytes, so that none of it need become a string.
 */
const empty = 0;
/** Slots that may hold a key: side by side in one line of the processor's cache. */
const probes = 8;
/** FNV-1a and a cousin: where to look, and what to look for. */
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
    const at = this.find();
    return at === -1 ? -1 : (this.table[at + 1] ?? -1);
  }

  set(note: number): void {
    let place = this.find();
    for (let at = 2 * this.slot; place === -1 && at < 2 * (this.slot + probes); at += 2)
      if (this.table[at] === empty) place = at;
    if (place === -1) {
      this.next = (this.next + 1) % probes;
      place = 2 * (this.slot + this.next);
    }
    this.table[place] = this.print;
    this.table[place + 1] = note;
  }

  /** A key told unit by unit: `begin`, `mix` as often as needed, `end`. */
  begin(kind: string): void {
    this.slot = seed[0];
    this.print = seed[1];
    this.mixText(kind);
  }

  mix(unit: number): void {
    this.slot = Math.imul(this.slot ^ unit, prime[0]);
    this.print = Math.imul(this.print ^ unit, prime[1]);
  }

  end(): this {
    return this.placed();
  }

  private find(): number {
    for (let at = 2 * this.slot; at < 2 * (this.slot + probes); at += 2) if (this.table[at] === this.print) return at;
    return -1;
  }

  private mixText(text: string): void {
    let { slot, print } = this;
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      slot = Math.imul(slot ^ unit, prime[0]);
      print = Math.imul(print ^ unit, prime[1]);
    }
    this.slot = slot;
    this.print = print;
  }

  private mixBytes(block: Buffer, start: number, end: number): void {
    let { slot, print } = this;
    for (let at = start; at < end; at++) {
      const unit = block[at] ?? 0;
      slot = Math.imul(slot ^ unit, prime[0]);
      print = Math.imul(print ^ unit, prime[1]);
    }
    this.slot = slot;
    this.print = print;
  }

  private placed(): this {
    this.slot = (this.slot ^ (this.slot >>> 15)) & (this.slots - probes);
    if (this.print === empty) this.print = 1;
    return this;
  }
}

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
