/**
 * The ways in which a reply can be read, in the order in which they are believed: the user's own rules, words of a provider,
 * words that many servers write, a provider's meaning of a status, the registry of enhanced statuses, the SMTP stage,
 * the reply code. A refusal that tells no cause comes behind a status that does. The first reading that is not barred decides;
 * for want of any, nothing is known.
 */
import { guessByCode, guessByStage } from './basic-code.ts';
import { isDoubtful } from './doubt.ts';
import type { Entry } from './entry.ts';
import type { Heard } from './heard.ts';
import { registeredStatus } from './registered-status.ts';
import { isTooEarly, type Match, type RuleBook, tooEarly } from './rule-book.ts';
import { type Reason, type ReasonEntry, taxonomy } from './taxonomy.ts';
import type { Evidence } from './verdict.ts';

export type Step =
  | 'own_rule'
  | 'provider_text'
  | 'general_text'
  | 'provider_status'
  | 'registry'
  | 'stage'
  | 'code'
  | 'undetermined';

export interface Reading {
  readonly step: Step;
  /** Id of the rule, "status/5.1.1", "stage/connect", "code/550" or "none". */
  readonly rule: string;
  readonly reason: Reason;
  /** The taxonomy's. */
  readonly meaning: ReasonEntry;
  readonly confidence: number;
  /** Whose rule it is; null for everybody's. */
  readonly provider: string | null;
  /** Where the rule says so itself. */
  readonly final: boolean | null;
  readonly evidence: readonly Evidence[];
  /** Why it does not count; null when it does. */
  readonly barred: string | null;
}

export const undetermined: Reading = {
  step: 'undetermined',
  rule: 'none',
  reason: 'undetermined',
  meaning: taxonomy.undetermined,
  confidence: 0.1,
  provider: null,
  final: null,
  evidence: [],
  barred: null,
};

export function firstReading(heard: Heard, own: RuleBook | undefined, ours: RuleBook): Reading {
  const mine = own?.first(heard) ?? null;
  if (mine !== null) return byText(heard, mine, ours, 'own_rule');
  const match = ours.first(heard);
  if (match !== null) return clearer(heard, match, own, ours) ?? byText(heard, match, ours);
  return byNumbers(heard, own, ours).find((reading) => reading.barred === null) ?? undetermined;
}

export function allReadings(heard: Heard, own: RuleBook | undefined, ours: RuleBook): readonly Reading[] {
  return [
    ...(own?.all(heard) ?? []).map((match) => byText(heard, match, ours, 'own_rule')),
    ...ours.all(heard).flatMap((match) => [clearer(heard, match, own, ours) ?? [], byText(heard, match, ours)].flat()),
    ...byNumbers(heard, own, ours),
    undetermined,
  ];
}

/** A refusal in everybody's words tells no cause, and gives way to a status that does; but no address is called dead for it. */
function clearer(heard: Heard, { entry }: Match, own: RuleBook | undefined, ours: RuleBook): Reading | null {
  if (entry.provider !== null || entry.reason !== 'blocked_unspecified') return null;
  const told = byNumbers(heard, own, ours).find((reading) => reading.barred === null);
  return told !== undefined && told.confidence >= telling && told.meaning.bounce === 'soft' ? told : null;
}

function byText(heard: Heard, match: Match, ours: RuleBook, step?: Step): Reading {
  const { entry, spans, barred } = match;
  return {
    step: step ?? (entry.provider === null ? 'general_text' : 'provider_text'),
    rule: entry.id,
    reason: entry.reason,
    meaning: entry.meaning,
    confidence: step === 'own_rule' ? ownConfidence(entry, heard) : textConfidence(match, heard, ours),
    provider: entry.provider,
    final: entry.final,
    evidence: spans.map(({ start, end }) => heard.evidence(start, end)),
    barred,
  };
}

/**
 * The rule's own, less what speaks against it: another provider's MX, a temporary code for a lasting reason, no code at all.
 * Common words that call an address dead are certain only beside a status about addresses: they could be anybody's, and count
 * for little where that shows. What is little by itself is sure where the status says the same.
 */
function textConfidence(match: Match, heard: Heard, ours: RuleBook): number {
  const { confidence: own, provider, lasting, common } = match.entry;
  const foreign = provider !== null && heard.provider !== null && provider !== heard.provider;
  const confidence = foreign ? own - 0.1 : own;
  const bare = heard.code === null && heard.status === null;
  const sure = bare ? Math.min(confidence, 0.85) : confidence;
  if (!lasting) return sure;
  if (heard.isTemporary) return sure - 0.15;
  const doubtful = (): boolean => common && isDoubtful(ours, heard, match);
  // x.1.0 is said of any address.
  if (isAboutAddresses(heard.status) && (heard.status !== '5.1.0' || !doubtful())) return Math.max(sure, confirmed);
  if (!common) return sure;
  return doubtful() ? doubted : sure - (bare ? 0 : 0.02);
}

/** Whoever wrote the rule knows whom its words are said of. */
function ownConfidence({ confidence, lasting }: Entry, heard: Heard): number {
  if (heard.code === null && heard.status === null) return Math.min(confidence, 0.85);
  return lasting && heard.isTemporary ? confidence - 0.15 : confidence;
}

/** As sure as a registered status that names one cause. */
const telling = 0.75;
/** By the words and by the status. */
const confirmed = 0.8;
/** Not enough to suppress an address (`SuppressionPolicy.certainty`). */
const doubted = 0.6;

/** Of recipients: x.1.7 and x.1.8 speak of the sender's. */
const isAboutAddresses = (status: string | null): boolean => status !== null && /^5\.(?:1\.(?![78]$)|2\.)/.test(status);

/** Readings by status, stage and code alone. */
function byNumbers(heard: Heard, own: RuleBook | undefined, ours: RuleBook): readonly Reading[] {
  return [
    ...(own?.bare(heard) ?? []).map((entry) => byCondition(heard, entry, 'own_rule')),
    ...ours.bare(heard).map((entry) => byCondition(heard, entry, 'provider_status')),
    ...byRegistry(heard),
    ...byStageAndCode(heard),
  ];
}

function byCondition(heard: Heard, { rule, provider, meaning, final }: Entry, step: Step): Reading {
  const evidence = [...quoteCode(heard), ...quoteStatus(heard)];
  const { id, reason, confidence = 0.8 } = rule;
  return { step, rule: id, reason, meaning, confidence, provider, final, evidence, barred: null };
}

function byRegistry(heard: Heard): readonly Reading[] {
  const { status } = heard;
  const known = status === null || status.startsWith('2') ? null : registeredStatus(status);
  const reason = heard.isTemporary ? known?.temporary : known?.permanent;
  if (known === null || reason === undefined || reason === null) return [];
  const barred = isTooEarly(reason, heard) ? tooEarly : null;
  return [
    {
      ...undetermined,
      step: 'registry',
      rule: `status/${status}`,
      reason,
      meaning: taxonomy[reason],
      confidence: known.confidence,
      evidence: quoteStatus(heard),
      barred,
    },
  ];
}

function byStageAndCode(heard: Heard): readonly Reading[] {
  const { code, stage } = heard;
  if (code === null) return [];
  const evidence = quoteCode(heard);
  const readings: Reading[] = [];
  const byStage = stage === null ? null : guessByStage(stage, code);
  const guessed = { ...undetermined, evidence };
  if (byStage !== null)
    readings.push({
      ...guessed,
      ...byStage,
      meaning: taxonomy[byStage.reason],
      step: 'stage',
      rule: `stage/${stage}`,
    });
  const byCode = guessByCode(code);
  if (byCode !== null) {
    const barred = isTooEarly(byCode.reason, heard) ? tooEarly : null;
    const meaning = taxonomy[byCode.reason];
    readings.push({ ...guessed, ...byCode, meaning, step: 'code', rule: `code/${code}`, barred });
  }
  return readings;
}

function quoteCode({ reply, code }: Heard): readonly Evidence[] {
  const start = reply.codeStart;
  return code === null ? [] : [{ start, end: start + 3, text: String(code) }];
}

function quoteStatus(heard: Heard): readonly Evidence[] {
  const { status, reply } = heard;
  return status === null ? [] : [heard.quote({ start: reply.statusStart, end: reply.statusStart + status.length })];
}
