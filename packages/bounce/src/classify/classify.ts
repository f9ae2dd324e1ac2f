/**
 * A reply to its verdict. Pure and total: any text has a verdict, and the same text the same one.
 */
import { Explanation, signals } from './explanation.ts';
import { Heard } from './heard.ts';
import { ourRules } from './our-rules.ts';
import { unpackRules } from './packed-rules.ts';
import { allReadings, firstReading, type Reading, type Step, undetermined } from './reading.ts';
import { hashOf, RecentVerdicts } from './recent.ts';
import { RuleBook } from './rule-book.ts';
import type { Reason } from './taxonomy.ts';
import type { Context, Evidence, Verdict } from './verdict.ts';

/** A way to read the reply, and what became of it. */
export interface TraceStep {
  readonly step: Step;
  readonly rule: string;
  readonly reason: Reason;
  readonly confidence: number;
  readonly won: boolean;
  /** Why it won or lost, in words. */
  readonly why: string;
  readonly evidence: readonly Evidence[];
}

export interface Trace {
  readonly verdict: Verdict;
  /** In the order in which they are believed. */
  readonly steps: readonly TraceStep[];
}

// Marked pure, so that who needs the taxonomy or a decision alone does not bundle the rules.
const ours = /* @__PURE__ */ new RuleBook(/* @__PURE__ */ unpackRules(ourRules), signals);

const recent = /* @__PURE__ */ new RecentVerdicts();

/**
 * What the reply means: the reason, whose fault it is, what to do, and the words that said so. Never throws. The same reply
 * may be answered with the same object.
 *
 *     explain('550 5.1.1 User unknown', { mx: 'mx.example.org', stage: 'rcpt' }).reason; // 'user_unknown'
 */
export function explain(reply: string, context: Context = {}): Verdict {
  const { mx, stage, rules } = context;
  if (rules !== undefined) return decide(reply, context);
  const hash = hashOf(reply);
  const known = recent.get(reply, hash, mx, stage);
  if (known !== null) return known;
  const verdict = decide(reply, context);
  recent.put(reply, hash, mx, stage, verdict);
  return verdict;
}

function decide(reply: string, context: Context): Verdict {
  const heard = new Heard(reply, context);
  return new Explanation(heard, firstReading(heard, context.rules, ours), ours);
}

/**
 * The same verdict with every reading of the reply: the one that won, those that lost, and why. Never throws.
 *
 *     trace('550 5.1.1 User unknown').steps.find(({ won }) => won)?.rule; // 'generic/user-unknown'
 */
export function trace(reply: string, context: Context = {}): Trace {
  const heard = new Heard(reply, context);
  const readings = allReadings(heard, context.rules, ours);
  const winner = readings.find((reading) => reading.barred === null) ?? undetermined;
  return { verdict: new Explanation(heard, winner, ours), steps: readings.map((reading) => stepOf(reading, winner)) };
}

function stepOf(reading: Reading, winner: Reading): TraceStep {
  const { step, rule, reason, confidence, evidence, barred } = reading;
  const won = reading === winner;
  const why = barred ?? (won ? 'nothing that is believed more speaks' : `${winner.rule} is believed more`);
  return { step, rule, reason, confidence, won, why, evidence };
}
