/**
 * The mail that is handed in. A recipient's local part says what the sink does with it, so that what ought to become of it
 * is known from its address alone.
 */
import { createHash } from 'node:crypto';

/**
 * - `ok`: taken.
 * - `later`: refused with 451 twice, then taken.
 * - `hard`: refused with 550, so that the sender is owed a notice.
 * - `lost`: the first time the sink takes the message and hangs up instead of saying so.
 * - `parked`: refused with 451 as long as the sink parks mail; in a stream of its own, which waits until told.
 */
type Fate = 'ok' | 'later' | 'hard' | 'lost' | 'parked';
const fates: ReadonlySet<string> = new Set<Fate>(['ok', 'later', 'hard', 'lost', 'parked']);

export interface Mail {
  readonly token: string;
  readonly sender: string;
  readonly recipients: readonly string[];
  /** Header and text with CRLF; the text's lines begin with dots here and there. */
  readonly content: string;
}

export interface Campaign {
  readonly next: () => Mail;
}

export interface CampaignOptions {
  /** Names the mail; two campaigns to one sink have two names. */
  readonly name: string;
  /** How often each fate comes, in recipients per hundred; what is missing is `ok`. */
  readonly per100: Partial<Record<Fate, number>>;
  /** Octets of the text, about. */
  readonly size: number;
  /** Of all mails; by default each has a sender of its own. */
  readonly sender?: string;
}

const recipientDomain = 'sink.example';
const senderDomain = 'client.example';
const parkedStream = 'parked';

export function createCampaign({ name, per100, size, sender }: CampaignOptions): Campaign {
  const random = sequence(name);
  let count = 0;
  const fate = (): Fate => {
    let left = random() * 100;
    for (const [one, share] of Object.entries(per100) as [Fate, number][]) {
      left -= share;
      if (left < 0) return one;
    }
    return 'ok';
  };
  return {
    next: () => {
      const token = `${name}.${++count}`;
      const first = fate();
      // Parked mail has a stream of its own, and so messages of its own.
      const others = first === 'parked' ? ['parked' as const] : [fate(), fate()].filter((one) => one !== 'parked');
      const all = [first, ...others.slice(0, Math.floor(random() * 3))];
      return {
        token,
        sender: sender ?? `from-${token}@${senderDomain}`,
        recipients: all.map((one, index) => `${one}-${token}-${index}@${recipientDomain}`),
        content: contentOf(token, first === 'parked', size),
      };
    },
  };
}

function contentOf(token: string, parked: boolean, size: number): string {
  const line = `..${token} `.padEnd(76, 'x');
  const text = `.first\r\n${`${line}\r\n`.repeat(Math.max(1, Math.round(size / 78)))}.\tlast\r\n`;
  const header = [
    `From: <from-${token}@${senderDomain}>`,
    `To: <list@${recipientDomain}>`,
    `Subject: ${token}`,
    ...(parked ? [`X-Hearback-Stream: ${parkedStream}`] : []),
    `X-Sum: ${sumOf(text)}`,
  ];
  return `${header.join('\r\n')}\r\n\r\n${text}`;
}

export const sumOf = (text: string): string => createHash('sha1').update(text, 'latin1').digest('hex');

/** What the sink does with mail for this address; null for senders of ours, who take everything. */
export function fateOf(recipient: string): Fate | null {
  const [word = ''] = recipient.split('-');
  return fates.has(word) ? (word as Fate) : null;
}

/** The same numbers for the same name: mulberry32. */
export function sequence(name: string): () => number {
  let state = createHash('sha1').update(name).digest().readUInt32LE(0);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
