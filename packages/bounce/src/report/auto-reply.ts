/** Automatic replies (RFC 3834): absence notices and acknowledgements, written by a program in a person's name. */
import type { Reason } from '../classify/taxonomy.ts';
import type { Evidence, Verdict } from '../classify/verdict.ts';
import { findAcknowledgement, isSharedMailbox } from './auto-reply/acknowledgement.ts';
import { standIn } from './auto-reply/contact.ts';
import { findDeparture } from './auto-reply/departed.ts';
import { ownWords, quotes } from './auto-reply/own-words.ts';
import {
  acknowledges,
  answersAsProgram,
  isAnswer,
  isListMail,
  isNumbered,
  type Sign,
  signOf,
} from './auto-reply/signs.ts';
import { findAbsence, type Title, titleOf } from './auto-reply/title.ts';
import { returnDay } from './auto-reply/until.ts';
import type { Mail } from './mail.ts';
import { announced } from './ndr-words.ts';
import { isDaemon } from './origin.ts';
import type { AutoReply } from './report.ts';
import { verdictOf } from './verdicts.ts';
import { writtenAddresses } from './written-addresses.ts';

/** A program comes to the point. */
const BEGINNING = 400;

/** Null when the mail is no automatic reply. */
export function readAutoReply(mail: Mail): AutoReply | null {
  const sign = answersAsProgram(mail) ? 'declared' : signOf(mail);
  const title = titleOf(mail);
  if (!isPossible(mail, sign, title) || isDaemon(mail)) return null;
  const words = ownWords(mail);
  const meaning = meaningOf(mail, words);
  if (!(isAutomatic(mail, words, sign, title, meaning) || isNotesAgent(words)) || isNotice(words, title, meaning))
    return null;
  return {
    until: meaning === null || meaning.reason === 'out_of_office' ? returnDay(words, mail.header('date')) : null,
    contact: standIn(mail, words),
    verdict: verdict(mail, sign, meaning),
  };
}

/** By header and subject alone. */
function isPossible(mail: Mail, sign: Sign, title: Title): boolean {
  if (sign === 'declared') return true;
  if (isListMail(mail) || mail.leaves.some(({ type }) => type === 'text/calendar')) return false;
  if (THIRD_PERSON.test(mail.title)) return true;
  if (title === 'answer' || title === 'automatic') return true;
  if (title === 'absence') return sign !== 'none';
  return isAnswer(mail) || (sign === 'hinted' && acknowledges(mail));
}

interface Meaning {
  readonly reason: Reason;
  readonly evidence: Evidence;
}

/** Null when no words tell. */
function meaningOf(mail: Mail, words: string): Meaning | null {
  const departure = findDeparture(words);
  if (departure && !isOfOthers(mail, words, departure)) return { reason: 'departed', evidence: departure };
  const absence = absenceIn(words);
  const acknowledgement = findAcknowledgement(words);
  // A travel agency has "vacation" in its acknowledgements; one word is no sentence of absence.
  const weak = absence !== null && (isSharedMailbox(mail.from) || isOneWord(absence));
  if (absence && !(weak && acknowledgement)) return { reason: 'out_of_office', evidence: absence };
  return acknowledgement && { reason: 'auto_acknowledgement', evidence: acknowledgement };
}

/** Somebody who is away himself tells of another address; or of a colleague, when he has said until what day. */
function isOfOthers(mail: Mail, words: string, { start, text }: Evidence): boolean {
  const [about] = writtenAddresses(text);
  if (about && about.address.toLowerCase() !== mail.from) return findAbsence(words.slice(mail.subject.length)) !== null;
  const before = words.slice(mail.subject.length, start);
  return findAbsence(before) !== null && returnDay(before, mail.header('date')) !== null;
}

/** The first that is more than one word, else the first. */
function absenceIn(words: string): Evidence | null {
  const first = findAbsence(words);
  let found = first;
  for (let n = 0, from = 0; found !== null && isOneWord(found) && n < MOST_WORDS; n++) {
    from = found.end;
    const next = findAbsence(words.slice(from));
    found = next && { ...next, start: from + next.start, end: from + next.end };
  }
  return found ?? first;
}

/** Single words of absence that are looked past. */
const MOST_WORDS = 4;

/** "Vacation", "urlaub": part of many a sentence. Where words stand without blanks, or have accents, it says more. */
const isOneWord = ({ text }: Evidence): boolean => /^[a-z]*$/i.test(text);

/** The absence agent of Lotus Notes sets no field. Its titles speak of the person, its texts for the person. */
const THIRD_PERSON = /\bis out of the office\b/i;
const isNotesAgent = (words: string): boolean =>
  /^[^\n]{0,200}\bis out of the office\b[^\n]{0,60}\n\s*I (?:will be|am) out of the office\b/i.test(words);

/** Where the header does not say so, subject and text have to. */
function isAutomatic(mail: Mail, words: string, sign: Sign, title: Title, meaning: Meaning | null): boolean {
  if (sign === 'declared' || title === 'answer' || (sign !== 'none' && title === 'automatic')) return true;
  if (meaning === null) return false;
  if (title === 'automatic') return true;
  if (sign === 'none' || (sign === 'possible' && title === 'none')) return isTold(mail, words, meaning);
  if (title === 'none' && isOneWord(meaning.evidence)) return false;
  if (meaning.reason === 'auto_acknowledgement' && !acknowledges(mail)) return false;
  return meaning.evidence.start < mail.subject.length + BEGINNING;
}

/**
 * Without a sign in the header: an answer that thanks for the message and says until when its writer is away, or a desk's that
 * gives a number. A person who was away, and is back, names no day; one who answers before he goes quotes or asks.
 */
function isTold(mail: Mail, words: string, { reason, evidence }: Meaning): boolean {
  if (evidence.start >= mail.subject.length + BEGINNING || isOneWord(evidence)) return false;
  if (reason === 'auto_acknowledgement') return isSharedMailbox(mail.from) && isNumbered(mail);
  if (reason !== 'out_of_office' || quotes(mail.text) || words.includes('?')) return false;
  return findAcknowledgement(words) !== null && returnDay(words, mail.header('date')) !== null;
}

/** Servers mark their notices of failure as automatic replies too (RFC 3834 §5). */
const isNotice = (words: string, title: Title, meaning: Meaning | null): boolean =>
  title === 'none' && meaning === null && announced(words) !== null;

const CONFIDENCE: Readonly<Record<Sign, number>> = { declared: 0.95, hinted: 0.9, possible: 0.85, none: 0.8 };

function verdict(mail: Mail, sign: Sign, meaning: Meaning | null): Verdict {
  const reason = meaning?.reason ?? (isSharedMailbox(mail.from) ? 'auto_acknowledgement' : 'out_of_office');
  return {
    ...verdictOf(reason),
    final: true,
    confidence: meaning === null ? 0.6 : CONFIDENCE[sign],
    rule: `auto-reply/${reason.replaceAll('_', '-')}`,
    evidence: meaning === null ? [] : [meaning.evidence],
  };
}
