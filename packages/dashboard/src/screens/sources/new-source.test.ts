import { expect, test } from 'vitest';
import { commandOf, kinds, providers, questionsOf, sourceOf } from './new-source.ts';

const labels = (kind: Parameters<typeof questionsOf>[0], answers = {}) =>
  questionsOf(kind, answers).map(({ name }) => name);

test('every kind that the command line takes can be asked for', () => {
  expect(kinds.map(([kind]) => kind).sort()).toEqual(['imap', 'log', 'maildir', 'webhook']);
});

test('a mailbox: nothing until host, user and password are there; moving asks where to', () => {
  const answers = { name: 'bounces', host: 'mail.example.com', user: 'b' };
  expect(sourceOf('imap', answers)).toBeNull();
  expect(sourceOf('imap', { ...answers, password: ' secret ' })).toEqual({
    ...{ kind: 'imap', ...answers, password: ' secret ', tls: 'implicit', after: 'seen' },
  });
  expect(labels('imap', { after: 'move' })).toContain('move_to');
  expect(sourceOf('imap', { ...answers, password: 'x', after: 'move' })).toBeNull();
  expect(sourceOf('imap', { ...answers, password: 'x', port: '99x' })).toBeNull();
});

test('a webhook is asked for what its provider is known by', () => {
  expect(sourceOf('webhook', { name: 'ses', secret: 'arn:aws:sns:eu-west-1:1:b' })).toMatchObject({
    topics: ['arn:aws:sns:eu-west-1:1:b'],
  });
  expect(sourceOf('webhook', { name: 'mg', provider: 'mailgun', secret: 'key' })).toMatchObject({ keys: ['key'] });
  const postmark = { name: 'pm', provider: 'postmark' };
  expect(sourceOf('webhook', { ...postmark, secret: 'no-colon' })).toBeNull();
  expect(sourceOf('webhook', { ...postmark, secret: 'user:word' })).toMatchObject({ basic: ['user:word'] });
  expect(sourceOf('webhook', { ...postmark, proof: 'headers', secret: 'X-Secret: word' })).toMatchObject({
    headers: ['X-Secret: word'],
  });
  // Chosen for another provider before.
  expect(sourceOf('webhook', { name: 'mg', provider: 'mailgun', proof: 'headers', secret: 'key' })).toMatchObject({
    keys: ['key'],
  });
  for (const provider of providers) expect(labels('webhook', { provider })).toContain('secret');
});

test('files are set up by a command on their machine, which no name can break out of', () => {
  const log = sourceOf('log', { name: 'mail', path: "/var/log/it's.log", format: 'exim', history: 'no' });
  expect(log).toEqual({ kind: 'log', name: 'mail', path: "/var/log/it's.log", format: 'exim', history: false });
  expect(log && commandOf(log)).toBe(
    `hearback source add log --format exim --skip-history mail '/var/log/it'\\''s.log'`,
  );
  const maildir = sourceOf('maildir', { name: 'old', path: '/home/b/Maildir', delete: 'yes' });
  expect(maildir && commandOf(maildir)).toBe('hearback source add maildir --delete old /home/b/Maildir');
  expect(sourceOf('log', { name: 'mail', path: 'relative.log' })).toBeNull();
  expect(sourceOf('log', { name: '$(rm)', path: '/x' })).toBeNull();
});
