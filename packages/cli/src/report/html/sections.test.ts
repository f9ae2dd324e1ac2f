import { explain } from '@hearback/bounce';
import { expect, test } from 'vitest';
import type { ReplyRow } from '../health.ts';
import { causeTable, replyList } from './sections.ts';

const reply = (sample: string): ReplyRow => {
  const verdict = explain(sample);
  return {
    template: verdict.template,
    sample,
    providers: [{ name: 'other', recipients: 7 }],
    recipients: 7,
    hard: 7,
    recovered: 0,
    verdict,
    last_transient: null,
    definition: 'There is none.',
  };
};

test('a reply of many screens is shortened in its list and whole where it is shown as it came', () => {
  const long = `550 5.1.1 User unknown ${'w'.repeat(3000)}`;
  const { markup } = replyList('Replies', '', [reply(long)]) ?? { markup: '' };
  expect(/<code>([^<]*)<\/code>/.exec(markup)?.[1]).toMatch(/^550 5.1.1 user unknown w{300,400}…$/);
  expect(markup).toContain(`<pre>${long}</pre>`);
});

test('every column has a name for who hears the page', () => {
  const { markup } = causeTable('Causes', '', [
    {
      reason: 'user_unknown',
      category: 'non_existing_address',
      fault: ['list'],
      action: 'suppress',
      definition: '',
      recipients: 1,
      hard: 1,
      refused: 0,
      waiting: 0,
      recovered: 0,
    },
  ]) ?? { markup: '' };
  const names = [...markup.matchAll(/<th scope="col"[^>]*>(.*?)<\/th>/g)].map(([, name = '']) =>
    name.replaceAll(/<[^>]+>/g, ''),
  );
  expect(names).toEqual(['cause', 'share', 'recipients', 'hard', 'recovered', 'fault', 'what to do']);
});
