import { expect, test } from 'vitest';
import { enhancedRegistry } from '../rules/enhanced-registry.ts';
import { explain } from './classify.ts';
import { registeredStatus } from './registered-status.ts';

test('the registry is complete from X.0.0 to X.7.30', () => {
  const last: Readonly<Record<number, number>> = { 0: 0, 1: 10, 2: 4, 3: 6, 4: 7, 5: 6, 6: 10, 7: 30 };
  for (const [subject, details] of Object.entries(last))
    for (let detail = 0; detail <= details; detail++) expect(enhancedRegistry).toHaveProperty([`${subject}.${detail}`]);
});

test('every entry names where it is defined', () => {
  for (const { description, reference } of Object.values(enhancedRegistry)) {
    expect(description).not.toBe('');
    expect(reference).toMatch(/^(RFC \d{4}(, RFC \d{4})*|IANA.*)$/);
  }
});

test('every entry is known by its status', () => {
  for (const [key, { permanent, temporary, confidence }] of Object.entries(enhancedRegistry))
    expect(registeredStatus(`5.${key}`)).toEqual({ permanent, temporary, confidence });
});

test('class 4 and class 5 may mean different things', () => {
  expect(explain('550 5.1.2 zzz').reason).toBe('domain_not_found');
  expect(explain('450 4.1.2 zzz').reason).toBe('dns_failure');
});

test('a detail that is not registered says what its subject says', () => {
  expect(registeredStatus('5.7.99')).toEqual(registeredStatus('5.7.0'));
  expect(explain('550 5.7.99 zzz')).toMatchObject({
    reason: 'policy_restriction',
    bounce: 'soft',
    rule: 'status/5.7.99',
  });
  expect(explain('550 5.4.99 zzz').bounce).toBe('soft');
  expect(explain('451 4.3.99 zzz').reason).toBe('receiver_temporary_failure');
  for (const status of ['5.1.99', '5.2.99', '5.8.1', '5.70.1']) expect(registeredStatus(status)).toBeNull();
});

test('what is not registered, or names no cause, decides nothing', () => {
  expect(registeredStatus('5.9.9')).toBeNull();
  expect(registeredStatus('5.constructor')).toBeNull();
  expect(explain('550 5.0.0 zzz').rule).toBe('code/550');
  expect(explain('250 2.1.5 zzz').reason).toBe('undetermined');
});
