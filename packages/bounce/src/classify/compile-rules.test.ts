import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explain } from './classify.ts';
import { compileRules } from './compile-rules.ts';

const good = { id: 'acme/closed', reason: 'user_disabled', pattern: 'account was closed' };

describe('rules of a user', () => {
  test('come as a list or as JSON text', () => {
    for (const source of [[good], JSON.stringify([good])]) {
      const { rules, problems } = compileRules(source);
      expect(problems).toEqual([]);
      expect(explain('550 account was closed', { rules }).rule).toBe('acme/closed');
    }
  });

  test.each([[null], [undefined], [{ rules: [good] }], ['{}'], ['"text"']])(
    'that are no list are a problem: %j',
    (source) => {
      const problem = 'not a list of rules, [{…}, …]';
      expect(compileRules(source as string).problems).toEqual([{ index: -1, rule: null, problem }]);
    },
  );

  test('with a problem are left out, and the others work', () => {
    const { rules, problems } = compileRules([{ ...good, id: 'acme/bad', pattern: 'account (was' }, good]);
    expect(problems).toEqual([
      { index: 0, rule: 'acme/bad', problem: 'pattern "account (was": group never closed (character 9)' },
    ]);
    expect(explain('550 account was closed', { rules }).rule).toBe('acme/closed');
  });

  test('of a long pattern what is about the fault is told', () => {
    const pattern = `${'a'.repeat(300)}(${'b'.repeat(50)}`;
    const { problems } = compileRules([{ id: 'acme/long', reason: 'complaint', pattern }]);
    expect(problems[0]?.problem).toBe(
      `pattern "…${'a'.repeat(40)}(${'b'.repeat(39)}…": group never closed (character 301)`,
    );
  });

  test.each([
    [null, 'not a rule object'],
    [{}, 'id is not'],
    [{ ...good, reason: 'nonsense' }, 'reason "nonsense" is not'],
    [{ ...good, pattern: 7 }, 'pattern is not'],
    [{ ...good, pattern: [] }, 'pattern is not'],
    [{ ...good, stage: 'lunch' }, 'stage "lunch" is not'],
    [{ ...good, confidence: 2 }, 'confidence is not'],
    [{ ...good, final: 'yes' }, 'final "yes" is not'],
    [{ ...good, code: '5x0' }, 'code "5x0"'],
    [{ ...good, status: '5.1' }, 'status "5.1"'],
    [{ id: 'acme/empty', reason: 'user_disabled' }, 'neither pattern nor code nor status'],
    [{ ...good, pattern: 'Closed' }, 'capital letter'],
  ])('%j is refused', (rule, problem) => {
    expect(compileRules([rule]).problems[0]?.problem).toContain(problem);
  });

  test('need ids of their own', () => {
    expect(compileRules([good, good]).problems).toEqual([
      { index: 1, rule: 'acme/closed', problem: 'another rule has this id' },
    ]);
  });

  test.each(['', '{', '{}', 'null', '"text"'])('that are the text %j are one problem', (text) => {
    expect(compileRules(text).problems).toHaveLength(1);
  });

  test('never throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.array(fc.anything()), fc.json(), fc.string()), (source) => {
        const { rules } = compileRules(source);
        explain('550 anything', { rules });
      }),
    );
  });
});

describe('conditions', () => {
  const decides = (condition: object, reply: string): boolean => {
    const { rules, problems } = compileRules([{ id: 'acme/rule', reason: 'complaint', pattern: 'zzz', ...condition }]);
    expect(problems).toEqual([]);
    return explain(reply, { rules, stage: 'rcpt' }).rule === 'acme/rule';
  };

  test.each([
    [{ code: '550' }, '550 zzz', true],
    [{ code: '550' }, '551 zzz', false],
    [{ code: ['4xx', '55x'] }, '559 zzz', true],
    [{ code: ['4xx', '55x'] }, '560 zzz', false],
    [{ code: '550' }, 'zzz', false],
    [{ status: '5.1.1' }, '550 5.1.1 zzz', true],
    [{ status: '5.1.1' }, '550 5.1.10 zzz', false],
    [{ status: 'x.1.1' }, '450 4.1.1 zzz', true],
    [{ status: '5.7.x' }, '550 5.7.515 zzz', true],
    [{ status: '5.7.x' }, '550 5.71.5 zzz', false],
    [{ status: '5.7.606-649' }, '550 5.7.620 zzz', true],
    [{ status: '5.7.606-649' }, '550 5.7.650 zzz', false],
    [{ stage: 'rcpt' }, '550 zzz', true],
    [{ stage: ['mail', 'connect'] }, '550 zzz', false],
  ])('%j and %s: %s', (condition, reply, expected) => {
    expect(decides(condition, reply)).toBe(expected);
  });
});
