import { explain, providerOf } from '@hearback/bounce';
import { describe, expect, test } from 'vitest';
import { chance } from '../chance.ts';
import { personalities } from '../personalities/index.ts';
import { fill, onTheWire, toReply } from './fill.ts';
import { repliedReasons, replyFor, stageFor } from './reason.ts';

const facts = (host: string, idForm: string) => ({
  recipient: 'jo.lee@gmail.sim',
  sender: 'b+2k7x@bounces.sender.example',
  ip: '127.0.0.1',
  host,
  id: chance(7, host).word(idForm),
  seconds: 1_800_000_300,
});

describe.each(personalities.map((personality) => [personality.id, personality] as const))('%s', (_, personality) => {
  const [host = ''] = personality.mx;

  test('its MX hosts are those of its provider', () => {
    expect(personality.mx.map((mx) => providerOf(mx))).toEqual(personality.mx.map(() => personality.provider));
  });

  test.each(repliedReasons)('says %s so that it is understood', (reason) => {
    const text = onTheWire(toReply(fill(replyFor(personality, reason), facts(host, personality.idForm))));
    const { reason: heard, rule } = explain(text, { mx: host, stage: stageFor(personality, reason) });
    expect({ reason: heard, rule: heard === reason ? '' : rule, text }).toEqual({ reason, rule: '', text });
  });

  test('every own reply leaves no placeholder open', () => {
    for (const form of [
      personality.greeting,
      personality.hello,
      personality.accepted,
      ...Object.values(personality.replies),
    ]) {
      expect(fill(form, facts(host, personality.idForm))).not.toMatch(/[{}]/);
    }
  });
});
