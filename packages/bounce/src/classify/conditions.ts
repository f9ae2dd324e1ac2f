/**
 * Conditions of a rule beside its words: reply codes ("550", "55x", "4xx"), enhanced statuses ("5.1.1", "x.7.x",
 * "5.7.606-649") and stages. Total: what cannot be read is a problem in words.
 */
import type { SpokenRule } from './rule-shelf.ts';
import type { Stage } from './verdict.ts';

export interface Situation {
  readonly code: number | null;
  readonly status: string | null;
  readonly stage: Stage | null;
}

const list = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;

export interface Conditions {
  /** Each from the lowest to the highest code or detail that fits; null for any. */
  readonly codes: readonly Range[] | null;
  readonly statuses: readonly StatusShape[] | null;
  readonly stages: readonly Stage[] | null;
}

interface Range {
  readonly low: number;
  readonly high: number;
}

/** "5." and "5.7." are what the status begins with; the detail lies in the range. */
interface StatusShape {
  readonly class: string | null;
  readonly subject: string | null;
  readonly detail: Range;
}

/** Null when the rule names no condition. */
export function conditionsOf(rule: SpokenRule): Conditions | null {
  if (rule.code === undefined && rule.status === undefined && rule.stage === undefined) return null;
  return {
    codes: rule.code === undefined ? null : list(rule.code).map(codeRange),
    statuses: rule.status === undefined ? null : list(rule.status).map(statusShapeOf),
    stages: rule.stage === undefined ? null : typeof rule.stage === 'string' ? [rule.stage] : rule.stage,
  };
}

/** Whether the situation meets all conditions. The stage is asked for last: it costs most to find. */
export function meets({ codes, statuses, stages }: Conditions, situation: Situation): boolean {
  return (
    (codes === null || codes.some((range) => situation.code !== null && within(range, situation.code))) &&
    (statuses === null || statuses.some((shape) => statusFits(shape, situation.status))) &&
    (stages === null || stages.some((stage) => stage === situation.stage))
  );
}

const codeShape = /^[245](?:\d\d|\dx|xx)$/;
const statusShape = /^[45x]\.(?:\d{1,3}|x)\.(?:x|\d{1,3}(?:-\d{1,3})?)$/;

export function conditionProblems(rule: SpokenRule): readonly string[] {
  return [
    ...list(rule.code)
      .filter((shape) => !codeShape.test(shape))
      .map((shape) => `code "${shape}" is not like "550", "55x" or "4xx"`),
    ...list(rule.status)
      .filter((shape) => !statusShape.test(shape))
      .map((shape) => `status "${shape}" is not like "5.1.1", "x.7.x" or "5.7.606-649"`),
  ];
}

const codeRange = (shape: string): Range => ({
  low: Number(shape.replaceAll('x', '0')),
  high: Number(shape.replaceAll('x', '9')),
});

function statusShapeOf(shape: string): StatusShape {
  const [head = 'x', subject = 'x', detail = 'x'] = shape.split('.');
  const [low = 'x', high = low] = detail.split('-');
  return {
    class: head === 'x' ? null : head,
    subject: subject === 'x' ? null : subject,
    detail: low === 'x' ? { low: 0, high: 999 } : { low: Number(low), high: Number(high) },
  };
}

function statusFits(shape: StatusShape, status: string | null): boolean {
  if (status === null || (shape.class !== null && !status.startsWith(shape.class))) return false;
  const dot = status.indexOf('.', 2);
  const fits = shape.subject === null || (status.startsWith(shape.subject, 2) && dot === 2 + shape.subject.length);
  return fits && within(shape.detail, Number(status.slice(dot + 1)));
}

const within = ({ low, high }: Range, number: number): boolean => number >= low && number <= high;
