import { explain } from '@hearback/bounce';
import { expect, test } from 'vitest';
import { effectsOf } from './effects.ts';

const effects = (reply: string, mx?: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    effectsOf(explain(reply, { mx, stage: 'rcpt' }), 'reply').map((each) => [each.name, each.sentence]),
  );

test('a dead mailbox counts for the list and stops mail to it', () => {
  const { Rate, Suppression, 'This message': message } = effects('550 5.1.1 User unknown');
  expect(Rate).toContain('list');
  expect(Suppression).toMatch(/confirmed/);
  expect(message).toMatch(/^Bounces/);
});

test('a rate limit counts for the sender, is tried again, and slows the lane down', () => {
  const said = effects('421 4.7.0 [TSS04] Messages from 192.0.2.7 temporarily deferred', 'mta5.am0.yahoodns.net');
  expect(said).toMatchObject({
    Rate: 'Soft bounce: counts for the health of the sender.',
    Suppression: 'None: the address is not at fault.',
    'Others to this receiver': 'When 2 such replies came within 1 h, they stop for 2 h.',
  });
  expect(said['This message']).toMatch(/^Tried again in about 1[3-7] min, by the schedule/);
});

test('the wait that the receiver names is kept', () => {
  expect(effects('451 4.7.1 Greylisted, please try again in 7200 seconds')['This message']).toMatch(
    /^Tried again in about 2(\.\d)? h, as the receiver asks/,
  );
});
