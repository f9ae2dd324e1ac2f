import { expect, test } from 'vitest';
import { eventOf } from '../store/store.fixture.ts';
import { createReceivers } from './receivers.ts';

const at = (recipient: string, host: string, trusted = true) =>
  eventOf('delivered', { recipient, mx: { host, address: '' }, trusted });

test('what was recorded with a server goes before what the domain is called', () => {
  const receivers = createReceivers();
  expect(receivers.providerFor('jo@firm.example')).toBeNull();
  expect(receivers.providerFor('jo@Yahoo.com')).toBe('yahoo');
  expect(receivers.providerFor('jo@gmail.com')).toBe('google');
  receivers.heard([at('a@firm.example', 'aspmx.l.google.com'), at('a@yahoo.com', 'mx.relay.example')]);
  expect(receivers.providerFor('jo@FIRM.example')).toBe('google');
  expect(receivers.providerFor('jo@yahoo.com')).toBeNull();
});

test('what nobody vouches for teaches nothing, and a flood of domains forgets the oldest alone', () => {
  const receivers = createReceivers();
  receivers.heard([at('a@firm.example', 'aspmx.l.google.com', false)]);
  expect(receivers.providerFor('jo@firm.example')).toBeNull();
  receivers.heard([at('a@old.example', 'aspmx.l.google.com')]);
  receivers.heard(Array.from({ length: 40_000 }, (_, index) => at(`a@d${index}.example`, 'aspmx.l.google.com')));
  expect(receivers.providerFor('jo@old.example')).toBeNull();
  expect(receivers.providerFor('jo@d39999.example')).toBe('google');
});
