import { expect, test } from 'vitest';
import { findRetryAfter } from './retry-after.ts';

test.each<[string, number]>([
  ['450 4.2.0 Greylisted, try again in 5 minutes', 300],
  ['451 4.7.1 Greylisted for 300 seconds', 300],
  ['451 Greylisting in action, please come back in 00:05:00', 300],
  ['421 retry after 01:00:00', 3600],
  ['451 Retry-After: 120', 120],
  ['421 try again in 1 hour', 3600],
  ['421 please try again in an hour', 3600],
  ['450 try again later in 15 min.', 900],
  ['450 too fast, wait 60s', 60],
  ['450 wait 5m30s and retry', 330],
  ['450 retry in 1 hour 30 minutes', 5400],
  ['450 please wait 5-10 minutes', 600],
  ['421 temporarily blocked for 2 days', 172800],
  ['450 In 10 minutes please try again', 600],
  ['450 Connection timed out after 30 seconds. Try again in 10 minutes', 600],
  ['451 Bitte in 10 Minuten erneut versuchen', 600],
  ['451 Bitte warten Sie 1 Stunde', 3600],
  ['451 Veuillez réessayer dans 5 minutes', 300],
  ['451 Patientez 2 heures', 7200],
  ['451 Intente de nuevo en 3 minutos', 180],
  ['451 Riprovare tra 2 ore', 7200],
  ['451 Tente novamente em 30 segundos', 30],
  ['451 Probeer het over 10 minuten opnieuw', 600],
  ['451 Spróbuj ponownie za 2 godziny', 7200],
  ['451 Повторите попытку через 5 минут', 300],
  ['451 请5分钟后重试', 300],
  ['451 請於2小時後再試', 7200],
  ['451 10分後に再送してください', 600],
  ['451 Lütfen 5 dakika sonra tekrar deneyin', 300],
])('%s', (text, seconds) => expect(findRetryAfter(text)).toBe(seconds));

test('a number that stands first is read like any other', () => {
  expect(findRetryAfter('5 minutes, then try again')).toBe(300);
  expect(findRetryAfter('5')).toBe(null);
  expect(findRetryAfter('5 7 1)2分3 wait')).toBe(120);
});

test('of many durations the first that is a wait counts, and none is read twice', () => {
  expect(findRetryAfter('retry in 99 h '.repeat(1000) + '1h '.repeat(2000))).toBe(99 * 3600);
  expect(findRetryAfter(' 1h30min'.repeat(100_000))).toBe(null);
});

test.each([
  '421 limit of 100 per hour exceeded, try again later',
  '421 timeout after 30 seconds, try again later',
  '421 20 connections per 60 seconds; retry',
  '450 Try again later',
  '452 4.4.5 Disk full; try again later 452 4.4.5 Disk full',
  '552 Message of 30 MB is too large, wait',
  '550 mailbox inactive for 180 days',
  '450 greylisted by 192.0.2.5 minutes',
  'Could not be delivered for 8 hours, will retry',
  '450 Your call at 12:30:00 was recorded',
  '450 retry timeout exceeded after 5 days',
  '450 retry in 9999999 days',
])('no wait in: %s', (text) => expect(findRetryAfter(text)).toBeNull());
