import { readScenario } from '@hearback/receivers';
import { expect, test } from 'vitest';
import { campaign, populationOf, profiles } from './campaign.ts';

test('3,000 messages of three senders to two lists, the same for the same seed', () => {
  const mailings = campaign(1);
  expect(mailings.map(({ list, recipients }) => [list, recipients.length])).toEqual([
    ['customers', 1800],
    ['old-leads', 900],
    [null, 300],
  ]);
  expect(new Set(mailings.map(({ sender }) => sender)).size).toBe(3);
  expect(campaign(1)).toEqual(mailings);
  expect(campaign(2)).not.toEqual(mailings);
});

test('every recipient has a fate, and strangers have none', () => {
  const mailings = campaign(1, 100);
  const population = populationOf(mailings);
  for (const { recipients, profile } of mailings)
    for (const address of recipients) expect(population(address)).toBe(profile);
  expect(population('ann@gmail.sim')).toBeNull();
});

test('every fate is one that receivers know', () => {
  for (const name of Object.values(profiles).flatMap((profile) => Object.keys(profile))) {
    expect([name, readScenario(name)?.kind]).toEqual([name, expect.stringMatching(/^(say|mail)$/)]);
  }
});
