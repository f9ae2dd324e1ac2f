/** Providers that sign nothing: who may speak is told by credentials. */
import { describe, expect, test } from 'vitest';
import { brevo } from './brevo.ts';
import { mailjet } from './mailjet.ts';
import { postmark } from './postmark.ts';
import type { Secrets } from './provider.ts';
import { receive } from './receive.ts';
import { now, post } from './sns.fixture.ts';
import { sparkpost } from './sparkpost.ts';

const secrets: Secrets = {
  basic: [
    { user: 'hooks', password: 'old' },
    { user: 'hooks', password: 'pass:word é' },
  ],
  tokens: ['t0k3n'],
  headers: [
    { name: 'X-Hook-Secret', value: 's3cret' },
    { name: 'X-Empty', value: '' },
  ],
};

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

describe.each([postmark, sparkpost, mailjet, brevo])('$name', (provider) => {
  const answer = (headers: Record<string, string>, known: Secrets = secrets) =>
    receive(provider, post('[]', headers), known, now);

  test.each([
    { authorization: basic('hooks:pass:word é') },
    { authorization: basic('hooks:old') },
    { authorization: basic('hooks:old').replace('Basic', 'bAsIc') },
    { authorization: 'Bearer t0k3n' },
    { authorization: 'bearer  t0k3n' },
    { 'x-hook-secret': 's3cret' },
    { authorization: basic('someone:else'), 'x-hook-secret': 's3cret' },
  ])('heard: %j', async (headers) => {
    expect(await answer(headers)).toMatchObject({ kind: 'nothing' });
  });

  test.each([
    {},
    { authorization: '' },
    { authorization: 'Basic' },
    { authorization: basic('hooks:') },
    { authorization: basic('hooks:pass:word') },
    { authorization: basic('hooks:OLD') },
    { authorization: basic('hooks:old').slice('Basic '.length) },
    { authorization: basic('hooks:old').replace('Basic', 'Bearer') },
    { authorization: 'Bearer T0K3N' },
    { authorization: 'Bearer t0k3n t0k3n' },
    { authorization: 't0k3n' },
    { 'x-hook-secret': 'S3cret' },
    { 'x-hook-secret': '' },
    { 'x-empty': '' },
  ])('refused: %j', async (headers: Record<string, string>) => {
    expect(await answer(headers)).toMatchObject({ kind: 'refused', status: 401 });
  });

  test.each([{}, { basic: [], tokens: [], headers: [] }])('nothing configured, nothing heard: %j', async (known) => {
    const refused = await answer({ authorization: basic(':') }, known);
    expect(refused).toMatchObject({ kind: 'refused', status: 401, why: expect.stringContaining('No credentials') });
  });
});
