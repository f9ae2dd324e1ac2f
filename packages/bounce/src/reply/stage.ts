/**
 * The stage of the SMTP dialogue (RFC 5321 §3) that the words around a reply name: Postfix' "(in reply to RCPT TO
 * command)", Exim's "after MAIL FROM:<…>", qmail's "does not like recipient", the ">>>" lines of a transcript.
 * Words of the reply itself ("503 Valid RCPT command must precede DATA") are no evidence.
 */
import type { Stage } from '../classify/verdict.ts';

/** Stage named before the code (which starts at `code`, -1 for none) or in a logger's suffix; null when none is. */
export function findStage(text: string, code: number): Stage | null {
  const behind = namedBehind(text);
  if (behind !== null || (code >= 0 && code < SHORTEST)) return behind;
  const prefix = plain(code < 0 ? text : text.slice(0, code));
  return lastCommand(prefix) ?? namedIn(prefix);
}

/** Loggers and mails break lines within these words: "(in reply to end of\n    DATA command)". */
function plain(text: string): string {
  const lower = text.toLowerCase();
  return /[\t-\r]| {2}/.test(lower) ? lower.replace(/\s+/g, ' ') : lower;
}

/** A prefix that names a stage has at least so many characters ("RCPT: "). */
const SHORTEST = 6;

/** Verbs as they are written behind "in reply to", "after", ">>>" and the like. The first that fits counts. */
const commands: readonly (readonly [words: string, stage: Stage])[] = [
  ['rcpt', 'rcpt'],
  ['mail', 'mail'],
  ['end of data', 'body'],
  ['end-of-data', 'body'],
  ['end of message', 'body'],
  ['final dot', 'body'],
  ['final data', 'body'],
  ['message content', 'body'],
  ['message body', 'body'],
  ['bdat', 'body'],
  ['data', 'data'],
  ['.', 'body'],
  ['ehlo', 'ehlo'],
  ['helo', 'ehlo'],
  ['lhlo', 'ehlo'],
  ['starttls', 'starttls'],
  ['auth', 'auth'],
  ['initial', 'connect'],
  ['connect', 'connect'],
  ['greeting', 'connect'],
  ['banner', 'connect'],
  ['rset', 'rset'],
  ['quit', 'quit'],
];

/** Where a logger goes on with the command. */
const leads = [
  'in reply to ',
  'in response to ',
  'error following ',
  'smtp error from remote mail server after ',
  'smtp error from remote mailer after ',
  'remote mail server after ',
  'response to ',
  'while sending ',
  'while performing the ',
  'while receiving the ',
  'did not like our ',
  'failed on ',
  'error after ',
  'rejected after ',
  'during ',
  'after pipelined ',
  'smtp:',
  'command was: ',
  'command: ',
];

/** Whole phrases of MTAs that name the stage in other words. */
const phrases: readonly (readonly [phrase: string, stage: Stage])[] = [
  ['mail+rcpt', 'rcpt'],
  ['does not like recipient', 'rcpt'],
  ['rejected recipient', 'rcpt'],
  ['sender was rejected', 'mail'],
  ['but my name was rejected', 'ehlo'],
  ['but greeting failed', 'connect'],
  ['refused to talk to me', 'connect'],
  ['failed after i sent the message', 'body'],
  ['failed on data command', 'data'],
];

function commandAt(text: string, at: number): Stage | null {
  const start = text[at] === '"' || text[at] === "'" || text[at] === '<' ? at + 1 : at;
  for (const [words, stage] of commands) if (text.startsWith(words, start)) return stage;
  return text.startsWith('pipelined ', start) ? commandAt(text, start + 10) : null;
}

/** "(in reply to RCPT TO command)", "[RCPT_TO]": what Postfix and others write behind the reply. */
function namedBehind(text: string): Stage | null {
  // One character is found much quicker than the words.
  if (!text.includes('(') && !text.includes(']')) return null;
  if (!/\(in\s|_(?:to|from)\]/i.test(text)) return null;
  const end = plain(text).trimEnd();
  const reply = end.lastIndexOf('(in reply to ');
  if (reply >= 0) return commandAt(end, reply + 13);
  return end.endsWith('[rcpt_to]') ? 'rcpt' : end.endsWith('[mail_from]') ? 'mail' : null;
}

/** The last command of a transcript before the reply: ">>> RCPT TO:<a@example.org>". */
function lastCommand(prefix: string): Stage | null {
  const arrow = prefix.lastIndexOf('>>> ');
  return arrow < 0 ? null : commandAt(prefix, arrow + 4);
}

/** Each phrase and each lead has one of these. Mostly none of them stands there, which one search tells. */
const hint = /to |ing |after|like |fail|reject|command|smtp:|mail\+/;

function namedIn(prefix: string): Stage | null {
  if (!hint.test(prefix)) return null;
  for (const [phrase, stage] of phrases) if (prefix.includes(phrase)) return stage;
  for (const lead of leads) {
    // To search forward is much quicker, and mostly there is nothing to find.
    if (!prefix.includes(lead)) continue;
    const stage = commandAt(prefix, prefix.lastIndexOf(lead) + lead.length);
    if (stage !== null) return stage;
  }
  return null;
}
