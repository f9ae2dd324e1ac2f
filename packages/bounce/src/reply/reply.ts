/**
 * An SMTP reply as value (RFC 5321 §4.2, RFC 2034), whatever a logger or MTA wrote around it.
 * Code and status are found at once by a scan over the characters; everything else when it is first asked for.
 */
import type { Blocklist, Stage } from '../classify/verdict.ts';
import { findBlocklist } from './blocklist.ts';
import { findStatus, statusEnd } from './enhanced-status.ts';
import { findHelpUrl, findHost, findQueueId } from './names.ts';
import { findCode, skipToStatus } from './reply-code.ts';
import { findRetryAfter } from './retry-after.ts';
import { findStage } from './stage.ts';

export interface Reply {
  /** As given; every offset counts in this string. */
  readonly text: string;
  /** Reply code; of several, the one of the first line that carries the failure. Null when there is none. */
  readonly code: number | null;
  /** Enhanced status "5.1.1" (RFC 3463), null when the reply has none. */
  readonly status: string | null;
  /** Where code and status begin in `text`; -1 when there is none. */
  readonly codeStart: number;
  readonly statusStart: number;
  /** Stage named by a prefix such as "MAIL+RCPT" or "in reply to RCPT TO". */
  readonly stage: Stage | null;
  /** Host named by a prefix such as "host mx.example[192.0.2.1] said:". */
  readonly host: string | null;
  /** Seconds the receiver asks to wait. */
  readonly retryAfter: number | null;
  readonly blocklist: Blocklist | null;
  /** First http(s) address, without the punctuation around it. */
  readonly helpUrl: string | null;
  readonly queueId: string | null;
}

/** Characters that are looked at; a reply line has at most 512 octets (RFC 5321 §4.5.3.1.5), so 8 KiB is a long reply. */
const SCAN_LIMIT = 8192;

/**
 * Reads any text; never throws. A plain sentence has neither code nor status.
 *
 *     parseReply('host mx.example.net[192.0.2.1] said: 450 4.7.1 Try again in 5 minutes').retryAfter; // 300
 */
export function parseReply(text: string): Reply {
  const { code, status, codeStart, statusStart, stage, host, retryAfter, blocklist, helpUrl, queueId } =
    scanReply(text);
  return { text, code, status, codeStart, statusStart, stage, host, retryAfter, blocklist, helpUrl, queueId };
}

/** The same for who asks for a few of its fields only: the others are not looked for. */
export function scanReply(text: string): Reply {
  const end = Math.min(text.length, SCAN_LIMIT);
  const code = findCode(text, end);
  return new ScannedReply(text, code, findReplyStatus(text, code, end));
}

/** The names are looked for when they are first read; `undefined` means not yet. */
class ScannedReply implements Reply {
  readonly text: string;
  readonly code: number | null;
  readonly status: string | null;
  readonly codeStart: number;
  readonly statusStart: number;
  private foundStage: Stage | null | undefined = undefined;
  private foundHost: string | null | undefined = undefined;
  private foundRetryAfter: number | null | undefined = undefined;
  private foundBlocklist: Blocklist | null | undefined = undefined;
  private foundHelpUrl: string | null | undefined = undefined;
  private foundQueueId: string | null | undefined = undefined;

  constructor(text: string, codeStart: number, statusStart: number) {
    this.text = text;
    this.codeStart = codeStart;
    this.statusStart = statusStart;
    this.code = codeStart < 0 ? null : threeDigits(text, codeStart);
    this.status = statusStart < 0 ? null : text.slice(statusStart, statusEnd(text, statusStart));
  }

  get stage(): Stage | null {
    if (this.foundStage === undefined) this.foundStage = findStage(this.scanned(), this.codeStart);
    return this.foundStage;
  }

  get host(): string | null {
    if (this.foundHost === undefined) this.foundHost = findHost(this.scanned(), this.codeStart);
    return this.foundHost;
  }

  get retryAfter(): number | null {
    if (this.foundRetryAfter === undefined) this.foundRetryAfter = findRetryAfter(this.scanned());
    return this.foundRetryAfter;
  }

  get blocklist(): Blocklist | null {
    if (this.foundBlocklist === undefined) this.foundBlocklist = findBlocklist(this.scanned());
    return this.foundBlocklist;
  }

  get helpUrl(): string | null {
    if (this.foundHelpUrl === undefined) this.foundHelpUrl = findHelpUrl(this.scanned());
    return this.foundHelpUrl;
  }

  get queueId(): string | null {
    if (this.foundQueueId === undefined) this.foundQueueId = findQueueId(this.scanned());
    return this.foundQueueId;
  }

  private scanned(): string {
    return this.text.length > SCAN_LIMIT ? this.text.slice(0, SCAN_LIMIT) : this.text;
  }
}

const threeDigits = (text: string, at: number): number =>
  text.charCodeAt(at) * 100 + text.charCodeAt(at + 1) * 10 + text.charCodeAt(at + 2) - 48 * 111;

/**
 * Offset of the status that belongs to the code, -1 for none: right behind the code (RFC 2034 §4), else later in the
 * reply, else before it and of the same class, as in "5.1.1 smtp;550 user unknown" where the relaying MTA put it.
 */
function findReplyStatus(text: string, code: number, end: number): number {
  if (code < 0) return findQuotedStatus(text, end);
  const behind = skipToStatus(text, code + 3);
  if (statusEnd(text, behind) > 0) return behind;
  const later = findStatus(text, code + 3, end);
  if (later >= 0) return later;
  const earlier = code < 5 ? -1 : findStatus(text, 0, code);
  return earlier >= 0 && text.charCodeAt(earlier) === text.charCodeAt(code) ? earlier : -1;
}

/** Without a code: a status that opens a quotation is the remote server's ("5.1.0 - Unknown address error '5.7.1 …'"). */
function findQuotedStatus(text: string, end: number): number {
  const first = findStatus(text, 0, end);
  if (first < 0) return -1;
  for (let quote = text.indexOf("'", first); quote >= 0 && quote < end; quote = text.indexOf("'", quote + 1)) {
    if (statusEnd(text, quote + 1) > 0) return quote + 1;
  }
  return first;
}
