/**
 * A rule is data: words that a receiver writes, and what they mean. Its examples are its tests.
 *
 * `pattern` is read over the folded reply: lower case, white space runs as one space, the lines of a multi-line
 * reply joined with one space and without their repeated codes. The reply code and enhanced status stay in front.
 * The language is the linear-time subset of regular expressions that `match/pattern.ts` checks:
 * literals, `.`, classes, `\d \w \s \b`, `^ $`, groups with alternatives, `?`, bounded `{m,n}`, `+` and `*` on one
 * character class, and `.*` between pieces ("and later"). Written in lower case.
 */

import type { Reason } from '../classify/taxonomy.ts';
import type { Stage } from '../classify/verdict.ts';

export interface Rule {
  /** "google/no-such-user": the file's name, then words with hyphens. */
  readonly id: string;
  readonly reason: Reason;
  /** Any of these patterns. None: the rule is decided by `code` and `status` alone. */
  readonly pattern?: string | readonly string[];
  /** Only for these reply codes: "550", "4xx", "55x". */
  readonly code?: string | readonly string[];
  /** Only for these enhanced statuses: "5.1.1", "x.1.1", "5.7.x", "5.7.606-649". */
  readonly status?: string | readonly string[];
  readonly stage?: Stage | readonly Stage[];
  /** True: the words are too common to be believed unless the MX is known to be this provider's. Default false. */
  readonly mxOnly?: boolean;
  /** How sure, 0 to 1; default 0.95 for a provider's rule, 0.9 for a general one. */
  readonly confidence?: number;
  /** Whether the message will be tried again, where the reply code would tell it wrong. */
  readonly final?: boolean;
  /** What the receiver means, in a sentence of our own, where the reason's definition does not say it all. */
  readonly meaning?: string;
  /** Where the words are documented or were seen: a URL, an RFC section, "seen on the wire". */
  readonly source: string;
  /** Replies that this rule, and no other before it, must decide. At least one. */
  readonly examples: readonly string[];
}

export interface Provider {
  /** "google": also the name of its rule file. */
  readonly id: string;
  /** "Gmail and Google Workspace" */
  readonly name: string;
  /** Suffixes of its MX host names: "google.com" matches "aspmx.l.google.com". */
  readonly mx: readonly string[];
  /** Ordered: the first rule that matches decides. */
  readonly rules: readonly Rule[];
}
