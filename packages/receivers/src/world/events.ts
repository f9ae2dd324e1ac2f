/** What happened in the world, as it happens, and how often. */
import type { Stage } from '@hearback/bounce';

export type WorldEvent =
  | { readonly kind: 'connected'; readonly at: number; readonly host: string; readonly session: string }
  | {
      readonly kind: 'refused';
      readonly at: number;
      readonly host: string;
      readonly session: string;
      readonly stage: Stage;
      readonly recipient: string | null;
      /** The reply, or the name of the fault. */
      readonly text: string;
    }
  | {
      readonly kind: 'received';
      readonly at: number;
      readonly host: string;
      readonly session: string;
      readonly sender: string;
      readonly recipients: readonly string[];
      readonly octets: number;
    }
  /** A mail went back; `answer` is the reply to it. */
  | {
      readonly kind: 'mailed';
      readonly at: number;
      readonly what: string;
      readonly about: string;
      readonly to: string;
      readonly accepted: boolean;
      readonly answer: string;
    };

export interface Counts {
  readonly connected: number;
  /** Replies 4yz and 5yz, and faults. */
  readonly refused: number;
  /** Messages answered 250, and their recipients. */
  readonly received: number;
  readonly recipients: number;
  readonly mailed: number;
  /** Mails that the other side did not take. */
  readonly mailsRefused: number;
}

export interface AddressCounts {
  readonly received: number;
  readonly refused: number;
  readonly mailed: number;
}

export interface KeptMessage {
  readonly at: number;
  readonly host: string;
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly body: Uint8Array;
}

const nothing: Counts = { connected: 0, refused: 0, received: 0, recipients: 0, mailed: 0, mailsRefused: 0 };

export class Happenings {
  #counts: Counts = nothing;
  readonly #addresses = new Map<string, AddressCounts>();
  readonly #watchers = new Set<(event: WorldEvent) => void>();
  readonly #waiting = new Set<(reason: Error) => void>();
  readonly #messages: KeptMessage[] = [];
  readonly #keep: number;

  /** `keep`: how many messages stay to be looked at. */
  constructor(keep: number) {
    this.#keep = keep;
  }

  get counts(): Counts {
    return this.#counts;
  }

  get messages(): readonly KeptMessage[] {
    return this.#messages;
  }

  of(address: string): AddressCounts {
    return this.#addresses.get(address.toLowerCase()) ?? { received: 0, refused: 0, mailed: 0 };
  }

  keep(message: KeptMessage): void {
    this.#messages.push(message);
    if (this.#messages.length > this.#keep) this.#messages.shift();
  }

  tell(event: WorldEvent): void {
    this.#count(event);
    for (const watcher of this.#watchers) watcher(event);
  }

  /** The function that is returned ends it. */
  watch(watcher: (event: WorldEvent) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** Resolves when the counts are as wished, at once or after a coming event; rejects when nothing comes any more. */
  until(wished: (counts: Counts) => boolean): Promise<void> {
    const met = this.#until(wished);
    // Who does not wait for it any more when the world is closed (a test that has failed) is not ended by it.
    met.catch(() => {});
    return met;
  }

  async #until(wished: (counts: Counts) => boolean): Promise<void> {
    if (wished(this.#counts)) return;
    let stop = (): void => {};
    let end = (_: Error): void => {};
    const met = new Promise<void>((resolve, reject) => {
      end = reject;
      stop = this.watch(() => {
        // What is thrown here would end whoever told of the event.
        try {
          if (wished(this.#counts)) resolve();
        } catch (error) {
          reject(error);
        }
      });
    });
    this.#waiting.add(end);
    await met.finally(() => {
      this.#waiting.delete(end);
      stop();
    });
  }

  /** Nothing happens from now on. */
  end(): void {
    for (const reject of this.#waiting)
      reject(new Error(`the world was closed; until then it had counted ${JSON.stringify(this.#counts)}`));
  }

  #count(event: WorldEvent): void {
    const { connected, refused, received, recipients, mailed, mailsRefused } = this.#counts;
    switch (event.kind) {
      case 'connected':
        this.#counts = { ...this.#counts, connected: connected + 1 };
        return;
      case 'refused':
        this.#counts = { ...this.#counts, refused: refused + 1 };
        if (event.recipient !== null) this.#add(event.recipient, 'refused');
        return;
      case 'received':
        this.#counts = { ...this.#counts, received: received + 1, recipients: recipients + event.recipients.length };
        for (const recipient of event.recipients) this.#add(recipient, 'received');
        return;
      case 'mailed':
        this.#counts = { ...this.#counts, mailed: mailed + 1, mailsRefused: mailsRefused + (event.accepted ? 0 : 1) };
        this.#add(event.about, 'mailed');
    }
  }

  #add(address: string, what: keyof AddressCounts): void {
    const counts = this.of(address);
    this.#addresses.set(address.toLowerCase(), { ...counts, [what]: counts[what] + 1 });
  }
}
