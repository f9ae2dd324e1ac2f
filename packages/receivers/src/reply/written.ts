/** What a receiver of the simulated world would have said, for whoever tells of mail that was never sent. */
import type { Stage } from '@hearback/bounce';
import { chance } from '../chance.ts';
import { personalities } from '../personalities/index.ts';
import type { RepliedReason } from '../personalities/personality.ts';
import { plain } from '../personalities/plain.ts';
import { fill, onTheWire, toReply } from './fill.ts';
import { replyFor, stageFor } from './reason.ts';

export interface Written {
  /** As it comes over the wire. */
  readonly reply: string;
  readonly stage: Stage;
  /** Host that speaks. */
  readonly mx: string;
}

export interface WrittenFacts {
  readonly recipient: string;
  readonly sender: string;
  readonly ip: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** `reason` null: the message is taken. The receiver is that of the recipient's domain; the same facts have the same words. */
export function writtenReply(reason: RepliedReason | null, { recipient, sender, ip, at }: WrittenFacts): Written {
  const domain = recipient.slice(recipient.lastIndexOf('@') + 1);
  const personality = personalities.find(({ domains }) => domains.includes(domain)) ?? plain;
  const draws = chance(at, recipient);
  const host = draws.of(personality.mx);
  const facts = { recipient, sender, ip, host, id: draws.word(personality.idForm), seconds: Math.floor(at / 1000) };
  const form = reason === null ? `250 ${personality.accepted}` : replyFor(personality, reason);
  return {
    reply: onTheWire(toReply(fill(form, facts))),
    stage: reason === null ? 'body' : stageFor(personality, reason),
    mx: host,
  };
}
