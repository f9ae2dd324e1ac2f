import { describe, expect, it } from 'vitest';
import type { Submission } from '../delivery/submission.ts';
import { EgressError, type Outgoing } from '../egress/fetch.ts';
import { type Telling, tellThrough } from './channels.ts';

const telling: Telling = {
  id: 'aln_1',
  kind: 'opened',
  alert: {
    ...{ rule: 'list_hard_rate', key: 'news\r\nBcc: all@there.example', severity: 'warning' },
    ...{ sentence: 'Hard bounces of list <news> & more are 7.9 %.', nextStep: 'Stop mailing the list.' },
  },
};
const nowhere = { from: 'alerts@ours.example', hostname: 'mail.ours.example' };
const notUsed = (): never => expect.fail('this channel is not asked');

describe('by e-mail', () => {
  it('queues one message, from <>, under a key of its own; the list’s name adds no field', async () => {
    const queued: Submission[] = [];
    const accept = async (submission: Submission) => {
      queued.push(submission);
      return { kind: 'accepted', id: 'msg_1', suppressed: [] } as const;
    };
    const tell = tellThrough(
      { ...nowhere, accept, fetch: notUsed },
      { kind: 'email', to: ['ann@ours.example'], severity: 'warning' },
    );
    expect(await tell(telling)).toBeNull();
    const [submission] = queued;
    expect(submission?.envelope).toMatchObject({ sender: '', recipients: [{ address: 'ann@ours.example' }] });
    expect(submission?.idempotency?.key).toBe('alert:aln_1');
    const [header = ''] = Buffer.from(submission?.body ?? [])
      .toString()
      .split('\r\n\r\n');
    expect(header).toContain('From: Hearback <alerts@ours.example>');
    expect(header).toContain('Auto-Submitted: auto-generated');
    expect(header).not.toMatch(/^Bcc:/m);
    expect(Buffer.from(submission?.body ?? []).toString()).toContain('Stop mailing the list.');
  });

  it('tells that nobody gets it, for all are on the suppression list', async () => {
    const accept = async () => ({ kind: 'accepted', id: 'msg_1', suppressed: ['ann@ours.example'] }) as const;
    const through = (...to: readonly string[]) =>
      tellThrough({ ...nowhere, accept, fetch: notUsed }, { kind: 'email', to, severity: 'warning' });
    expect(await through('ann@ours.example')(telling)).toBe('ann@ours.example is on the suppression list');
    expect(await through('ann@ours.example', 'bob@ours.example')(telling)).toBeNull();
  });

  it('tells why it could not be queued', async () => {
    const accept = async () => ({ kind: 'refused', code: 452, status: '4.3.1', text: '452 4.3.1 No room' }) as const;
    const tell = tellThrough(
      { ...nowhere, accept, fetch: notUsed },
      { kind: 'email', to: ['a@b.example'], severity: 'warning' },
    );
    expect(await tell(telling)).toBe('452 4.3.1 No room');
  });
});

describe('by an incoming webhook', () => {
  const slack = { kind: 'slack', url: 'https://hooks.example/T0/B0/x', severity: 'warning' } as const;

  it('writes one text, in which nothing is markup', async () => {
    const sent: Outgoing[] = [];
    const fetch = async (outgoing: Outgoing) => {
      sent.push(outgoing);
      return { status: 200, body: 'ok' };
    };
    expect(await tellThrough({ ...nowhere, accept: notUsed, fetch }, slack)(telling)).toBeNull();
    expect(sent[0]).toMatchObject({ url: slack.url, method: 'POST' });
    const { text } = JSON.parse(String(sent[0]?.body)) as { text: string };
    expect(text.split('\n')).toHaveLength(3);
    expect(text).toContain('list &lt;news&gt; &amp; more');
  });

  it.each([
    ['another answer', async () => ({ status: 404, body: 'no_team' }), 'answered 404'],
    [
      'a refused address',
      () => Promise.reject(new EgressError('refused', '10.0.0.1 is no public address')),
      '10.0.0.1 is no public address',
    ],
  ])('tells of %s', async (_, fetch, why) => {
    expect(await tellThrough({ ...nowhere, accept: notUsed, fetch }, slack)(telling)).toBe(why);
  });
});
