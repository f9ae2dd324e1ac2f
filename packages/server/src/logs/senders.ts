/**
 * Whose message a queue id is: logs say the sender once, in a line of its own before the deliveries. The last
 * hundred thousand messages are remembered, more than a queue manager works on at a time.
 */
import { ByteTable, Notes } from './notes.ts';

/** Sending domains told apart; those of VERP hosts and forgeries beyond that are not shown. */
const domainLimit = 50_000;

export class Senders {
  private readonly notes = new Notes(1 << 17);
  private readonly domains: string[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly numbersInBytes = new ByteTable((name) => this.numberOf(name.toLowerCase()));

  set(message: string, domain: string): void {
    const number = this.numberOf(domain);
    if (number !== -1) this.notes.of(message).set(number);
  }

  /** The same for a queue id and a domain that stand in bytes. */
  setBytes(block: Buffer, start: number, end: number, domainStart: number, domainEnd: number): void {
    const number = this.numbersInBytes.at(block, domainStart, domainEnd);
    if (number !== -1) this.notes.ofBytes(block, start, end).set(number);
  }

  /** Domain in lower case, "" for the null sender, null when not known. */
  of(message: string): string | null {
    return this.domains[this.notes.of(message).get()] ?? null;
  }

  ofBytes(block: Buffer, start: number, end: number): string | null {
    return this.domains[this.notes.ofBytes(block, start, end).get()] ?? null;
  }

  private numberOf(domain: string): number {
    const known = this.numbers.get(domain);
    if (known !== undefined) return known;
    if (this.domains.length === domainLimit) return -1;
    this.numbers.set(domain, this.domains.length);
    return this.domains.push(domain) - 1;
  }
}
