import { english } from '@hearback/bounce';
import { describe, expect, it } from 'vitest';
import { deliverySettings } from './delivery-settings.ts';
import { loadConfig } from './load.ts';

const read = (...set: string[]) => loadConfig({ file: '/dev/null', env: {}, set }).read;
const wordsOf = (...set: string[]) => {
  const found = read(...set);
  if (!found.ok) throw new Error(JSON.stringify(found.problems));
  return deliverySettings(found.config, 'mail.a.example').notices.words;
};
const problems = (...set: string[]) => {
  const found = read(...set);
  return found.ok ? [] : found.problems.map(({ key, why }) => `${key} ${why}`);
};

describe('words of notices', () => {
  it('are English where nothing is set', () => {
    expect(wordsOf()).toEqual(english);
  });

  it('are the operator’s where they are set, and English for the rest', () => {
    const words = wordsOf(
      'notices.words.sender=Postverwaltung',
      'notices.words.subject.failed=Unzustellbar: {subject}',
      'notices.words.reasons.user_unknown.what=Kein Postfach für {recipient}.',
      'notices.words.reasons.undetermined.advice=Fragen Sie Ann.',
    );
    expect(words.sender).toBe('Postverwaltung');
    expect(words.subject).toEqual({ ...english.subject, failed: 'Unzustellbar: {subject}' });
    expect(words.opening).toEqual(english.opening);
    expect(words.reasons.user_unknown).toEqual({
      what: 'Kein Postfach für {recipient}.',
      advice: english.reasons.user_unknown?.advice,
    });
    expect(words.reasons.undetermined).toEqual({
      what: english.reasons.undetermined.what,
      advice: 'Fragen Sie Ann.',
    });
    expect(words.reasons.mailbox_full).toEqual(english.reasons.mailbox_full);
  });

  it('are refused with the key where they cannot be said', () => {
    expect(problems('notices.words.reasons.no_such_reason.what=x')).toEqual([
      'notices.words.reasons.no_such_reason is no reason of docs/reasons.md',
    ]);
    expect(problems('notices.words.answered={hots} sagte:')).toEqual([
      'notices.words.answered has nothing to put in the place of {hots}; did you mean {host}?',
    ]);
    expect(problems('notices.words.opening.failed=Not to {recipient}.')).toEqual([
      'notices.words.opening.failed has nothing to put in the place of {recipient}',
    ]);
    expect(problems('notices.words.retrying=a\nb')).toEqual([
      'notices.words.retrying must not contain control characters',
    ]);
    expect(problems(`notices.words.opening.failed=${'x'.repeat(501)}`)).toEqual([
      'notices.words.opening.failed has more than 500 characters',
    ]);
    expect(problems('notices.words.subjetc.failed=x')).toEqual([
      'notices.words.subjetc is no key; did you mean notices.words.subject?',
    ]);
  });
});
