/**
 * The verdict that a reading of a reply makes. All fields are the object's own, so it can be spread, cloned and written as
 * JSON; the template alone is worked out when it is first read.
 */
import { blocklistWords } from '../reply/blocklist.ts';
import { helpWords } from '../reply/names.ts';
import { waitWords } from '../reply/retry-after.ts';
import { spokenWords } from '../reply/spoken.ts';
import { template } from '../reply/template.ts';
import { othersNamed, recipientNamed } from './doubt.ts';
import type { Heard } from './heard.ts';
import type { Reading } from './reading.ts';
import type { RuleBook } from './rule-book.ts';
import {
  type Action,
  type Bounce,
  type Category,
  type Fault,
  type Group,
  type Reason,
  type ReasonEntry,
  taxonomy,
} from './taxonomy.ts';
import type { Blocklist, Evidence, Verdict } from './verdict.ts';

/** Words without which there is no use in looking closer; found in the same pass as the rules' words. */
export const signals = [waitWords, blocklistWords, helpWords, othersNamed, recipientNamed] as const;
const [wait, list, help] = [0, 1, 2] as const;

export class Explanation implements Verdict {
  readonly reason: Reason;
  readonly category: Category;
  readonly group: Group;
  readonly bounce: Bounce;
  readonly final: boolean;
  readonly confidence: number;
  readonly action: Action;
  readonly fault: readonly Fault[];
  readonly provider: string | null;
  readonly rule: string;
  readonly code: number | null;
  readonly status: string | null;
  declare readonly template: string;
  readonly evidence: readonly Evidence[];
  readonly retry_after: number | null;
  readonly blocklist: Blocklist | null;
  readonly help_url: string | null;
  readonly #folded: string;
  #template: string | undefined = undefined;

  constructor(heard: Heard, reading: Reading, book: RuleBook) {
    const { category, group, bounce, action, fault } = accepted(reading.reason, heard) ?? reading.meaning;
    this.reason = reading.reason;
    this.category = category;
    this.group = group;
    this.bounce = bounce;
    this.final = reading.final ?? isFinal(reading.reason, heard);
    this.confidence = Math.round(reading.confidence * 100) / 100;
    this.action = provenAction(action, this);
    this.fault = fault;
    this.provider = heard.provider ?? reading.provider;
    this.rule = reading.rule;
    this.code = heard.code;
    this.status = heard.status;
    this.evidence = reading.evidence;
    this.retry_after = book.signalled(wait, heard) ? heard.reply.retryAfter : null;
    this.blocklist = book.signalled(list, heard) ? heard.reply.blocklist : null;
    this.help_url = book.signalled(help, heard) ? heard.reply.helpUrl : null;
    this.#folded = heard.folded;
    Object.defineProperty(this, 'template', Explanation.#lazyTemplate);
  }

  /** One descriptor for all objects, so that they share their shape. */
  static readonly #lazyTemplate: PropertyDescriptor & ThisType<Explanation> = {
    enumerable: true,
    get() {
      this.#template ??= template(spokenWords(this.#folded));
      return this.#template;
    },
  };
}

/** Below this a verdict is a guess. */
const certainty = 0.7;

/** A guess, or a reply that asks to try again, ends no address: whoever does what `action` says loses none that is alive. */
function provenAction(action: Action, { confidence, final }: Pick<Verdict, 'confidence' | 'final'>): Action {
  if (action !== 'suppress') return action;
  if (!final) return 'retry';
  return confidence < certainty ? 'count' : action;
}

/** RFC 5321 §4.2.1: 2yz and 3yz are no refusal, and where no words say otherwise there is nothing to count. */
function accepted(reason: Reason, { code, status }: Heard): ReasonEntry | null {
  if (reason !== 'undetermined') return null;
  const positive = code === null ? status?.startsWith('2') === true : code < 400;
  return positive ? { ...taxonomy.undetermined, bounce: 'none', action: 'ignore', fault: ['none'] } : null;
}

/** Limits of this hour, which some servers announce with 5yz. */
const passing: ReadonlySet<Reason> = new Set<Reason>([
  'greylisted',
  'rate_limited',
  'recipient_rate_limited',
  'too_many_recipients',
]);

/** 4yz is not final and 5yz is, but for a message that expired and for limits that pass. */
function isFinal(reason: Reason, heard: Heard): boolean {
  if (reason === 'message_expired') return true;
  if (heard.isTemporary || passing.has(reason)) return false;
  if (heard.code !== null || heard.status !== null) return true;
  const { action } = taxonomy[reason];
  return action !== 'retry' && action !== 'slow_down';
}
