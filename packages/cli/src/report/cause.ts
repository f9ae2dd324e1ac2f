/**
 * Why a recipient bounced: the verdict of its deciding reply, and all replies that differ from it in variable parts only.
 */
import { type Context, taxonomy, type Verdict } from '@hearback/bounce';
import type { Attempt } from '@hearback/server/logs';
import { Notes } from '@hearback/server/logs';
import { own } from './recent.ts';
import { lookAtShape } from './shape.ts';
import { Table } from './table.ts';
import { Tally } from './tally.ts';

export type Explain = (reply: string, context?: Context) => Verdict;

export interface Cause {
  readonly tally: Tally;
  provider: string;
  verdict: Verdict;
  /** One such reply as it came; of several the first in the alphabet, so that the order of lines does not matter. */
  sample: string;
}

/** Shapes remembered; replies of more are explained each time. */
const shapeLimit = 20_000;

export class Causes {
  readonly table = new Table<Cause>(4000, (name) => ({
    tally: new Tally(name),
    provider: '',
    verdict: this.unexplained,
    sample: '',
  }));
  private readonly unexplained: Verdict;
  private readonly explain: Explain;
  /** Most replies of a log differ in ids and addresses only; those are explained once. */
  private readonly shapes = new Notes(1 << 14);
  private readonly known: Cause[] = [];

  constructor(explain: Explain) {
    this.explain = explain;
    this.unexplained = explain('');
  }

  /** `provider`: who answered by the host's name; the reply itself may know better. */
  of({ reply, mx, outcome, recipient }: Attempt, provider: string): Cause {
    const kind = `${outcome === 'expired'} ${provider} `;
    const known = this.known[lookAtShape(this.shapes, kind, reply, recipient ?? '', mx).get()];
    if (known !== undefined) {
      if (reply < known.sample) known.sample = own(reply);
      return known;
    }
    const answered = this.explain(reply, { mx: mx ?? undefined });
    const cause = this.at(outcome === 'expired' ? expired(answered) : answered, answered.provider ?? provider, reply);
    if (this.known.length < shapeLimit) this.shapes.set(this.known.push(cause) - 1);
    return cause;
  }

  /** The same cause, given up: what a recipient that still waited becomes when its message expires. */
  expired(cause: Cause): Cause {
    return this.at(expired(cause.verdict), cause.provider, cause.sample);
  }

  private at(verdict: Verdict, provider: string, sample: string): Cause {
    const row = this.table.at(`${verdict.reason} ${verdict.bounce} ${provider} ${verdict.template}`);
    if (row.sample === '' || sample < row.sample) {
      row.sample = own(sample);
      row.verdict = verdict;
      row.provider = provider;
    }
    return row;
  }
}

function expired(verdict: Verdict): Verdict {
  if (verdict.reason === 'message_expired') return verdict;
  const { category, group, bounce, action, fault } = taxonomy.message_expired;
  return {
    ...verdict,
    reason: 'message_expired',
    category,
    group,
    bounce,
    action,
    fault,
    final: true,
    last_transient: verdict.reason,
  };
}
