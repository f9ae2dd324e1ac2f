/**
 * A reply as the rules hear it: folded, with its numbers, its stage and the provider whose server spoke.
 */
import { type Folded, fold } from '../reply/fold.ts';
import { type Reply, scanReply } from '../reply/reply.ts';
import { commandStart } from '../reply/spoken.ts';
import { ourRules } from './our-rules.ts';
import { packedProviders } from './packed-rules.ts';
import { ProviderTable } from './provider.ts';
import type { Subject } from './rule-book.ts';
import type { Context, Evidence, Stage } from './verdict.ts';

/** Rules look at the first 4 KB, so that no reply takes long. */
const longest = 4096;

let table: ProviderTable | undefined;

/** Made when the first host is known. */
function providerTable(): ProviderTable {
  table ??= new ProviderTable(packedProviders(ourRules));
  return table;
}

/** The provider's id of an MX host, "google" of "aspmx.l.google.com"; null for hosts of nobody known. */
export const providerOf = (mx: string): string | null => providerTable().of(mx);

/** The ids of all providers, as `providerOf` and verdicts name them. */
export const providerIds = (): readonly string[] => packedProviders(ourRules).map(({ id }) => id);

export class Heard implements Subject {
  readonly reply: Reply;
  readonly folded: string;
  readonly code: number | null;
  readonly status: string | null;
  readonly provider: string | null;
  readonly #fold: Folded;
  readonly #stage: Stage | undefined;

  constructor(text: string, context: Context) {
    const reply = scanReply(text);
    this.reply = reply;
    this.code = reply.code;
    this.status = reply.status;
    this.#fold = fold(text, reply.codeStart);
    this.folded = this.#fold.text.slice(0, Math.min(commandStart(this.#fold.text), longest));
    const host = context.mx ?? reply.host;
    this.provider = host === null ? null : providerTable().of(host);
    this.#stage = context.stage;
  }

  get stage(): Stage | null {
    return this.#stage ?? this.reply.stage;
  }

  /** Whether the reply announces that the same may succeed later: by its code, or for want of one by its status. */
  get isTemporary(): boolean {
    return this.code === null ? this.status?.startsWith('4') === true : this.code < 500;
  }

  /** Words of the folded reply as they stand in the reply as given. */
  evidence(start: number, end: number): Evidence {
    return this.quote(this.#fold.span(start, end));
  }

  quote({ start, end }: { readonly start: number; readonly end: number }): Evidence {
    return { start, end, text: this.reply.text.slice(start, end) };
  }
}
