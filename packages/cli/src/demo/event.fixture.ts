import type { ServerEvent } from './follow.ts';

/** An event about one recipient of one message. */
export const eventOf = (type: ServerEvent['type'], n: number, more: Partial<ServerEvent> = {}): ServerEvent => ({
  id: `evt_${type}_${n}`,
  at: new Date(Date.UTC(2026, 10, 28, 12) + n * 1000).toISOString(),
  type,
  message_id: `msg_${n}`,
  recipient: `reader${n}@gmail.sim`,
  sender: 'offers@promo.acme.example',
  stream: 'offers',
  list: 'old-leads',
  attempt: 1,
  mx: { host: 'gmail-smtp-in.l.google.com' },
  reply: null,
  verdict: null,
  dominant_reason: null,
  next_attempt_at: null,
  incident_id: null,
  ...more,
});

export const noSuchUser = {
  code: 550,
  status: '5.1.1',
  text: '550-5.1.1 The email account that you tried to reach does not exist.\n550 5.1.1  https://support.google.com/mail/?p=NoSuchUser - gsmtp',
} as const;

export const greylisted = {
  code: 450,
  status: '4.2.0',
  text: '450 4.2.0 Greylisted, come back in 300 seconds',
} as const;
