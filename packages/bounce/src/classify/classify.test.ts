import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explain, trace } from './classify.ts';
import { compileRules } from './compile-rules.ts';
import { reasons } from './taxonomy.ts';

describe('what is believed', () => {
  test('words before the enhanced status, and that before the code', () => {
    expect(explain('550 5.1.1 recipient over quota').reason).toBe('mailbox_full');
    expect(explain('550 5.2.2 zzz')).toMatchObject({ reason: 'mailbox_full', rule: 'status/5.2.2' });
    expect(explain('552 zzz')).toMatchObject({ reason: 'mailbox_full', rule: 'code/552' });
    expect(explain('zzz')).toMatchObject({ reason: 'undetermined', rule: 'none', code: null, status: null });
  });

  test('a status that tells one cause before a refusal that tells none, unless it calls the address dead', () => {
    for (const [reply, reason] of [
      ['552 5.2.2 Refused', 'mailbox_full'],
      ['550 5.7.25 Access denied', 'missing_ptr'],
      ['550 5.7.23 Message rejected', 'auth_spf'],
      ['550 5.1.6 Message rejected', 'blocked_unspecified'],
      ['550 5.7.1 Message rejected', 'blocked_unspecified'],
    ] as const) {
      expect(explain(reply).reason, reply).toBe(reason);
      expect(trace(reply).verdict.rule).toBe(explain(reply).rule);
    }
  });

  test('a host that does not reply, but not who asks that nobody do', () => {
    expect(explain('The remote server does not reply').reason).toBe('connection_failure');
    expect(explain('host mx.example.org is not answering').reason).toBe('connection_failure');
    expect(explain('Please do not reply to this message').reason).toBe('undetermined');
  });

  test("a provider's rule where the MX is its own, with more confidence than elsewhere", () => {
    const reply = '550-5.1.1 The email account that you tried to reach does not exist. gsmtp';
    const own = explain(reply, { mx: 'aspmx.l.google.com' });
    expect(own).toMatchObject({ provider: 'google', rule: 'google/no-such-user', reason: 'user_unknown' });
    const passedOn = explain(reply, { mx: 'us-smtp-inbound-1.mimecast.com' });
    expect(passedOn.provider).toBe('mimecast');
    expect(passedOn.reason).toBe('user_unknown');
    expect(passedOn.confidence).toBeLessThan(own.confidence);
  });

  test('the provider from the host that a logger named, and from no other', () => {
    expect(explain('host aspmx.l.google.com[192.0.2.1] said: 550 zzz').provider).toBe('google');
    expect(explain('550 zzz', { mx: 'mx.example.org' }).provider).toBeNull();
    expect(explain('550 user@gmail.com zzz').provider).toBeNull();
  });

  test('nothing about the recipient before RCPT', () => {
    const reply = '550 5.1.1 User unknown';
    expect(explain(reply, { stage: 'rcpt' }).reason).toBe('user_unknown');
    expect(explain(reply, { stage: 'mail' })).toMatchObject({ reason: 'bad_sender', rule: 'stage/mail' });
    expect(explain(reply, { stage: 'connect' })).toMatchObject({
      reason: 'blocked_unspecified',
      rule: 'stage/connect',
    });
  });
});

describe('whether it is final', () => {
  test.each([
    ['450 4.2.2 zzz', false],
    ['550 5.1.1 zzz', true],
    ['550 too many messages from your ip, slow down', false],
    ['550 4.2.2 user over quota', true],
    ['451 4.4.7 message expired', true],
    ['4.2.2', false],
  ])('%s', (reply, final) => {
    expect(explain(reply).final).toBe(final);
  });
});

describe('how sure it is', () => {
  test('a temporary code beside a lasting reason, or no code at all, takes confidence away', () => {
    const sure = explain('550 5.1.1 user unknown').confidence;
    expect(sure).toBeGreaterThanOrEqual(0.9);
    expect(explain('450 4.1.1 user unknown').confidence).toBeLessThan(sure - 0.1);
    expect(explain('user unknown').confidence).toBeLessThan(0.9);
  });

  test('numbers alone are never believed as much as words', () => {
    for (const code of [421, 450, 451, 452, 500, 501, 512, 523, 535, 550, 551, 552, 553, 554, 556])
      expect(explain(`${code} zzz`).confidence).toBeLessThanOrEqual(0.5);
    expect(explain('550 5.1.1 zzz').confidence).toBeLessThanOrEqual(0.75);
    expect(explain('zzz').confidence).toBeLessThanOrEqual(0.2);
  });

  test("the logger's words behind a reply are none of the reply", () => {
    for (const reply of ['550 Invalid server token', '553 5.7.1 Sender address rejected: not logged in']) {
      const { reason, rule } = explain(reply);
      expect(explain(`${reply} (in reply to RCPT TO command)`)).toMatchObject({ reason, rule });
    }
  });

  test('random text is never hard and sure', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (text) => {
        const { bounce, confidence, reason } = explain(text);
        expect(reasons).toContain(reason);
        expect(bounce === 'hard' && confidence >= 0.9).toBe(false);
      }),
    );
  });
});

describe('the evidence', () => {
  test('quotes the reply as it was given, also over changed white space and several lines', () => {
    const reply = '550-5.1.1  The email account that you\r\n550-5.1.1 tried to reach\tdoes not exist';
    const { evidence } = explain(reply);
    expect(evidence.length).toBeGreaterThan(0);
    for (const { start, end, text } of evidence) expect(reply.slice(start, end)).toBe(text);
  });

  test('is the status or the code where they decided', () => {
    expect(explain('550 5.2.2 zzz').evidence).toEqual([{ start: 4, end: 9, text: '5.2.2' }]);
    expect(explain('smtp; 552 zzz').evidence).toEqual([{ start: 6, end: 9, text: '552' }]);
  });
});

describe('the verdict as a value', () => {
  const reply = '451 4.7.1 Greylisted, try again in 300 seconds, see https://example.org/grey for 192.0.2.1';

  test('has all its fields as JSON, spread and cloned', () => {
    const verdict = explain(reply);
    const expected = {
      reason: 'greylisted',
      final: false,
      code: 451,
      status: '4.7.1',
      retry_after: 300,
      help_url: 'https://example.org/grey',
      blocklist: null,
      template: '451 4.7.1 greylisted, try again in <n> seconds, see <url> for <ip>',
    };
    expect(JSON.parse(JSON.stringify(verdict))).toMatchObject(expected);
    expect({ ...verdict }).toMatchObject(expected);
    expect(structuredClone(verdict)).toMatchObject(expected);
  });

  test('is the same for the first reply and after many others', () => {
    const samples = ['550 5.1.1 user unknown', '552 5.2.2 mailbox full', '554 blocked using zen.spamhaus.org', reply];
    const before = samples.map((sample) => JSON.stringify(explain(sample)));
    for (let n = 0; n < 3000; n++) explain(`550 5.7.1 message ${n} refused, contact postmaster@example.org`);
    expect(samples.map((sample) => JSON.stringify(explain(sample)))).toEqual(before);
  });

  test('of a reply seen before knows another MX and stage', () => {
    const words = '550 5.1.1 User unknown';
    expect(explain(words).reason).toBe('user_unknown');
    expect(explain(words, { stage: 'mail' }).reason).toBe('bad_sender');
    expect(explain(words, { mx: 'aspmx.l.google.com' }).provider).toBe('google');
    expect(explain(words).provider).toBeNull();
  });
});

describe('a trace', () => {
  test('has the same verdict, what won, what lost and why', () => {
    const { verdict, steps } = trace('550 5.2.1 recipient over quota', { stage: 'rcpt' });
    expect(verdict).toEqual(explain('550 5.2.1 recipient over quota', { stage: 'rcpt' }));
    expect(steps.filter(({ won }) => won)).toEqual([
      expect.objectContaining({ reason: 'mailbox_full', rule: verdict.rule }),
    ]);
    expect(steps).toContainEqual(
      expect.objectContaining({
        step: 'registry',
        rule: 'status/5.2.1',
        won: false,
        why: `${verdict.rule} is believed more`,
      }),
    );
    expect(steps.at(-1)).toMatchObject({ step: 'undetermined', won: false });
  });

  test('names what was barred', () => {
    const { steps } = trace('550 5.1.1 User unknown', { stage: 'connect' });
    expect(steps).toContainEqual(
      expect.objectContaining({
        reason: 'user_unknown',
        won: false,
        why: expect.stringContaining('not heard of the recipient'),
      }),
    );
  });

  test('decides as explain does, whatever the reply', () => {
    const words = fc.constantFrom(
      '550',
      '4.2.1',
      '5.7.1',
      'user',
      'unknown',
      'mailbox',
      'full',
      'blocked',
      'spam',
      'try',
      'later',
      'not found',
      'gsmtp',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 8 }), (parts) => {
        const reply = parts.join(' ');
        expect(trace(reply).verdict).toEqual(explain(reply));
      }),
    );
  });
});

describe("a user's own rules", () => {
  const { rules, problems } = compileRules([
    { id: 'acme/retired', reason: 'user_disabled', pattern: 'mailbox has retired', code: '5xx' },
    { id: 'acme/house-code', reason: 'policy_restriction', status: '5.7.77' },
  ]);

  test('are believed before ours', () => {
    expect(problems).toEqual([]);
    expect(explain('550 5.1.1 User unknown: mailbox has retired', { rules })).toMatchObject({
      rule: 'acme/retired',
      reason: 'user_disabled',
    });
    expect(explain('550 5.7.77 zzz', { rules }).rule).toBe('acme/house-code');
  });

  test('leave what they do not know to ours', () => {
    expect(explain('552 5.2.2 mailbox full', { rules })).toEqual(explain('552 5.2.2 mailbox full'));
    expect(explain('450 mailbox has retired', { rules }).rule).not.toBe('acme/retired');
  });

  test('show in a trace', () => {
    expect(trace('550 mailbox has retired', { rules }).steps[0]).toMatchObject({ step: 'own_rule', won: true });
  });
});
