import { expect, test } from 'vitest';
import { providerName } from './provider-name.ts';

test('receivers are called as they call themselves, and hosts by their names', () => {
  expect(['google', 'microsoft-365', 'gmx', 't-online', 'mail-ru'].map(providerName)).toEqual([
    ...['Google', 'Microsoft 365', 'GMX', 'T-Online', 'Mail.ru'],
  ]);
  expect(['yahoo.com', 'mx.example.net'].map(providerName)).toEqual(['yahoo.com', 'mx.example.net']);
});
