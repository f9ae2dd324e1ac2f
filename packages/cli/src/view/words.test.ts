import { defaultSuppressionPolicy, explain } from '@hearback/bounce';
import { expect, test } from 'vitest';
import { adviceOf } from './words.ts';

test('advice to stop mailing is given where the library would suppress, and nowhere else', () => {
  const sure = explain('550 5.1.1 User unknown');
  expect(adviceOf(sure)).toMatch(/^stop mailing/);
  expect(adviceOf({ ...sure, confidence: defaultSuppressionPolicy.certainty })).toMatch(/^stop mailing/);
  expect(adviceOf({ ...sure, confidence: defaultSuppressionPolicy.certainty - 0.01 })).toMatch(/^count it/);
  expect(adviceOf(explain('550'))).toMatch(/^count it/);
  expect(adviceOf(explain('450 5.1.1 User unknown'))).toMatch(/^try again/);
});
