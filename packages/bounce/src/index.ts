/**
 * What a mail server means: replies and bounce mails to verdicts with their evidence.
 */
export { explain, type Trace, type TraceStep, trace } from './classify/classify.ts';
export { type CompiledRules, compileRules, type RuleProblem } from './classify/compile-rules.ts';
export { providerIds, providerOf } from './classify/heard.ts';
export { providerText } from './classify/provider-text.ts';
export type { Step } from './classify/reading.ts';
export type { RuleBook } from './classify/rule-book.ts';
export * from './classify/taxonomy.ts';
export { type Blocklist, type Context, type Evidence, type Stage, stages, type Verdict } from './classify/verdict.ts';
export { actionText, reasonText } from './classify/words.ts';
export type { AddressEvent, AddressEventType, Scope, Weight } from './decide/address-event.ts';
export {
  defaultRetryPolicy,
  defaultSuppressionPolicy,
  type RetryPolicy,
  type SuppressionPolicies,
  type SuppressionPolicy,
} from './decide/policy.ts';
export { decideLane, defaultReactions, type LaneDecision, type Reaction } from './decide/react.ts';
export { decideRetry, type FailedAttempt, type RetryDecision } from './decide/retry.ts';
export {
  decideSuppression,
  type Suppression,
  type SuppressionChange,
  type SuppressionDecision,
  stopsMail,
  suppressionOf,
} from './decide/suppress.ts';
export { decodeWords } from './mime/encoded-word.ts';
export { composeNotice } from './notify/compose.ts';
export type { Notice, NoticeInput, NoticeOriginal, NoticeRecipient } from './notify/notice.ts';
export { english, type NoticeWords, type Sentences } from './notify/words.ts';
export { parseReply, type Reply } from './reply/reply.ts';
export { parse } from './report/parse.ts';
export type * from './report/report.ts';
export {
  type Mailing,
  type ReturnPathKey,
  type ReturnPathKeys,
  type ReturnPathOptions,
  returnPath,
  type Verification,
} from './return-path/token.ts';
