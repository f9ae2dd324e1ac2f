/** What the library says of a text, in the browser: a reply has a verdict with its trace, a mail a report. */
import { type parse, type Report, type RuleBook, type Stage, stages, type Trace, trace } from '@hearback/bounce';

export type MailReader = typeof parse;

export interface Given {
  readonly text: string;
  readonly mx: string;
  readonly stage: Stage | null;
}

export type Reading =
  | { readonly kind: 'nothing' }
  /** A mail, while what reads mails is on its way. */
  | { readonly kind: 'loading' }
  | { readonly kind: 'reply'; readonly trace: Trace }
  | { readonly kind: 'mail'; readonly report: Report };

/** Octets of a file that is read: more than any bounce has. */
export const largest = 10_000_000;

export function read({ text, mx, stage }: Given, rules: RuleBook | undefined, reader: MailReader | null): Reading {
  if (text.trim() === '') return { kind: 'nothing' };
  const context = { mx: mx.trim() === '' ? undefined : mx.trim().toLowerCase(), stage: stage ?? undefined, rules };
  if (!isMail(text)) return { kind: 'reply', trace: trace(text, context) };
  return reader === null ? { kind: 'loading' } : { kind: 'mail', report: reader(text, { context }) };
}

/** A mail begins with header fields (RFC 5322 §2.2), a reply with a code or with words. */
export function isMail(text: string): boolean {
  const lines = text.trimStart().split(/\r?\n/, 20);
  const named = lines.filter((line) => /^[!-9;-~]{2,70}:(\s|$)/.test(line));
  const [first = ''] = lines;
  const begins = /^(from |(received|return-path|from|to|subject|date|delivered-to|mime-version|x-[\w-]+):)/i.test(
    first,
  );
  return begins && (named.length >= 2 || /^from /i.test(first));
}

export const stageOf = (text: string | null): Stage | null => stages.find((stage) => stage === text) ?? null;
