/** The dialogue of one attempt as text, bounded in size: "C: ", "S: " or "-: " and the line. Secrets are masked by the client. */
import type { DialogueLine } from '@hearback/smtp';

export interface TranscriptOptions {
  /** Characters. */
  readonly limit: number;
  /** Leaves of local parts the first character. */
  readonly maskAddresses: boolean;
}

const cut = '-: The rest was left out.\n';
const longestLine = 2048;

export class Transcript {
  readonly #options: TranscriptOptions;
  #text = '';
  #isFull = false;

  constructor(options: TranscriptOptions) {
    this.#options = options;
  }

  get text(): string {
    return this.#text;
  }

  /** Bound, so that it can be handed to the client. */
  readonly line = ({ who, text }: DialogueLine): void => this.#add(who, text);

  note(text: string): void {
    this.#add('-', text);
  }

  #add(who: string, text: string): void {
    if (this.#isFull) return;
    const short = text.length > longestLine ? `${text.slice(0, longestLine)}...` : text;
    const line = `${who}: ${this.#options.maskAddresses ? maskAddresses(short) : short}\n`;
    if (this.#text.length + line.length + cut.length > this.#options.limit) {
      this.#isFull = true;
      this.#text += cut;
    } else this.#text += line;
  }
}

/** "ann.lee@example.org" to "a***@example.org". */
export const maskAddresses = (text: string): string => text.replace(/([^\s<>:;,"'()@])[^\s<>:;,"'()@]*@/g, '$1***@');
