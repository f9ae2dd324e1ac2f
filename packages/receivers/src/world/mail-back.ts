/** Turns an accepted message and the scenario of one of its recipients into the mails that go back. */
import { isReason, type Reason } from '@hearback/bounce';
import { chance } from '../chance.ts';
import {
  acknowledgement,
  challenge,
  complaint,
  departed,
  outOfOffice,
  readReceipt,
  unsubscribe,
} from '../notices/answers.ts';
import { bentReturnPath, bomb, forgedNotice } from '../notices/attacks.ts';
import { dialects, nonstandardNames } from '../notices/dialects.ts';
import type { NoticeFacts } from '../notices/notice.ts';
import { mailedReasons, type Personality, type RepliedReason } from '../personalities/personality.ts';
import { fill, toReply } from '../reply/fill.ts';
import { replyFor } from '../reply/reason.ts';
import type { Attack, Mailing } from '../scenario/scenario.ts';
import type { Letter } from './postman.ts';
import { readOriginal } from './read-original.ts';

export interface Occasion {
  readonly mailing: Mailing;
  readonly recipient: string;
  readonly sender: string;
  readonly body: Uint8Array;
  readonly host: string;
  readonly personality: Personality;
  readonly seed: number;
  /** When the mail is written. */
  readonly at: number;
}

/** In the order to send. Each has its own copy of the receiver's manner; none is sent for a null sender but by an attack. */
export function lettersFor(occasion: Occasion): readonly Letter[] {
  const { mailing, recipient, sender } = occasion;
  const facts = factsOf(occasion);
  const answer = (mail: string): readonly Letter[] => [{ from: '', to: sender, mail }];
  switch (mailing.kind) {
    case 'notice':
      return answer(dialectOf(occasion, mailing.dialect).write(facts));
    case 'complaint':
      return [
        { from: `feedback@${recipient.slice(recipient.lastIndexOf('@') + 1)}`, to: sender, mail: complaint(facts) },
      ];
    case 'auto_reply':
      return answer(autoReplies[mailing.reply](facts));
    case 'challenge':
      return answer(challenge(facts));
    case 'read_receipt':
      return answer(readReceipt(facts));
    case 'unsubscribe': {
      const wish = unsubscribe(facts);
      return wish === null ? [] : [{ from: recipient, to: wish.to, mail: wish.mail }];
    }
    case 'attack':
      return attackLetters(mailing.attack, facts);
  }
}

const autoReplies = { out_of_office: outOfOffice, auto_acknowledgement: acknowledgement, departed };

/** How often a replayed notice comes. */
const REPLAYS = 5;

function attackLetters(attack: Attack, facts: NoticeFacts): readonly Letter[] {
  const { sender, recipient } = facts;
  const notice = (): string => dialect('postfix').write(facts);
  switch (attack) {
    case 'forged-dsn':
      return [{ from: '', to: sender, mail: forgedNotice(facts) }];
    case 'forged-verp':
      return [{ from: '', to: bentReturnPath(sender), mail: notice() }];
    case 'replay':
      return Array.from({ length: REPLAYS }, () => ({ from: '', to: sender, mail: notice() }));
    case 'loop':
      // With a sender that answers whatever it gets: who bounces to it hears of it again.
      return [{ from: recipient, to: sender, mail: outOfOffice(facts) }];
    case 'bomb':
      return [{ from: '', to: sender, mail: bomb(facts) }];
  }
}

function dialect(name: string) {
  const found = dialects.get(name);
  if (found === undefined) throw new RangeError(`no dialect ${name}`);
  return found;
}

function dialectOf({ personality, seed, recipient }: Occasion, wished: string | null) {
  if (wished === 'any') return dialect(chance(seed, `dialect/${recipient}`).of(nonstandardNames));
  return dialect(wished ?? personality.dialect);
}

/** No receiver says these: a notice quotes the words of the server that gave up. */
const expired = '550 5.4.7 Delivery time expired';

const isReplied = (reason: Reason): reason is RepliedReason =>
  isReason(reason) && !(mailedReasons as readonly string[]).includes(reason);

function factsOf({ mailing, recipient, sender, body, host, personality, seed, at }: Occasion): NoticeFacts {
  const id = chance(seed, `notice/${recipient}/${at}`).word('[a-z0-9]{16}');
  const reason: Reason = mailing.kind === 'notice' ? mailing.reason : 'user_unknown';
  const form = isReplied(reason) ? replyFor(personality, reason) : expired;
  const text = fill(form, { recipient, sender, ip: '127.0.0.1', host, id, seconds: at / 1000 });
  const { code, status } = toReply(text);
  return {
    recipient,
    sender,
    reporter: host,
    remote: host,
    reply: text.replace(/\s*\n\s*/g, ' '),
    code,
    status: status ?? null,
    action: mailing.kind === 'notice' ? mailing.action : 'failed',
    expired: reason === 'message_expired',
    original: readOriginal(body),
    returns: mailing.kind !== 'notice' || mailing.original,
    language: mailing.kind === 'notice' ? mailing.language : null,
    at,
    id,
  };
}
