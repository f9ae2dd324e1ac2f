/** The words of notices: what the configuration says, and English for the rest; and what cannot be said. */
import { english, isReason, type NoticeWords, type Sentences } from '@hearback/bounce';
import type { Config } from './schema/schema.ts';
import { suggest } from './suggest.ts';

type Words = Config['notices']['words'];

export function noticeWords({ reasons, subject, opening, outcome, summary: _, ...rest }: Words): NoticeWords {
  return {
    ...rest,
    subject: { ...english.subject, ...subject },
    opening: { ...english.opening, ...opening },
    outcome: { ...english.outcome, ...outcome },
    reasons: { ...english.reasons, ...Object.fromEntries(Object.entries(reasons).map(sentencesOf)) },
  };
}

function sentencesOf([reason, { what, advice }]: readonly [string, Words['reasons'][string]]): [string, Sentences] {
  const usual = (isReason(reason) ? english.reasons[reason] : undefined) ?? english.reasons.undetermined;
  return [reason, { what: what ?? usual.what, advice: advice ?? usual.advice }];
}

/** What can stand in braces: where all the message is spoken of, where one recipient is, where many messages are. */
const places = {
  message: ['subject'],
  recipient: ['recipient', 'host', 'until'],
  summary: ['messages', 'recipients'],
} as const;
/** A sentence is a line or two of a mail, not a letter. */
const longest = 500;

export function checkNoticeWords(words: Words, wrong: (key: string, why: string) => void): void {
  checkEach('notices.words', words, wrong);
}

function checkEach(key: string, value: object, wrong: (key: string, why: string) => void): void {
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner === 'string') checkWords(`${key}.${name}`, inner, wrong);
    else if (inner !== null) checkEach(`${key}.${name}`, inner, wrong);
  }
}

function checkWords(key: string, text: string, wrong: (key: string, why: string) => void): void {
  if (text.length > longest) wrong(key, `has more than ${longest} characters`);
  const [, table = ''] = /\.(summary|subject|opening)\./.exec(key) ?? [];
  const place = table === 'summary' ? table : table === '' ? 'recipient' : 'message';
  const allowed: readonly string[] = places[place];
  for (const [, named = ''] of text.matchAll(/\{([^{}]*)\}/g)) {
    if (allowed.includes(named)) continue;
    const meant = suggest(named, allowed);
    wrong(key, `has nothing to put in the place of {${named}}${meant === null ? '' : `; did you mean {${meant}}?`}`);
  }
}
