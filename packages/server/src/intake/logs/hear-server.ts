/**
 * Lines that one mail server logs to observations. One line may tell of several recipients; the key of each is where the line
 * stands and what it says, so that reading it again is no second event. A Message-ID that the server logs before the
 * deliveries lets them be found as those of a message of ours; without one they are the server's own message.
 */
import { crc32 } from 'node:zlib';
import type { Observation } from '../../ledger/observation.ts';
import type { Attempt, Delivery, LogFormat } from '../../logs/index.ts';
import { address, headerMessageId, label } from '../providers/fields.ts';
import { complained } from '../providers/outcome.ts';
import { createMessageIds } from './message-ids.ts';
import { createOutcomes } from './outcomes.ts';
import { createWaiting } from './waiting.ts';

export interface ServerHearing {
  /** Whole lines that begin at this offset of this file. */
  readonly read: (file: string, start: number, octets: Buffer, now: number) => readonly Observation[];
  /** Lines that were read before: whose message a queue id is, and nothing is told of them. */
  readonly recall: (octets: Buffer, now: number) => void;
}

type Complaint = Pick<Attempt, 'at' | 'message' | 'recipient'>;

const newline = 0x0a;
/** Longer lines are none of a mail server's. */
const longestLine = 64 << 10;

export function createServerHearing(sourceName: string, format: LogFormat): ServerHearing {
  const told: Attempt[] = [];
  const complaints: Complaint[] = [];
  const messageIds = createMessageIds();
  const waiting = createWaiting();
  const outcomeOf = createOutcomes();

  const lines = format.reader({
    attempt: (attempt) => void told.push(...waiting.resolve(attempt)),
    delivered: (delivery) => {
      told.push(...waiting.resolve(attemptOf(delivery)));
      return true;
    },
    complaint: (at, message = '', recipient = '') => {
      // Without the recipient nobody can be told from it.
      if (recipient !== '') complaints.push({ at, message, recipient });
    },
    // Of an event one asks whose it is.
    counted: () => {},
    local: () => {},
  });

  const observed = (attempt: Attempt, key: string, now: number): Observation => {
    const { mx, sender, list, message } = attempt;
    const { type, reply, stage, verdict } = outcomeOf(attempt);
    const named = list === null ? null : label(list);
    return {
      source: 'log',
      sourceName,
      key,
      at: instant(attempt.at, now),
      type,
      recipient: address(attempt.recipient ?? undefined),
      originalRecipient: null,
      identifiers: identifiersOf(message, messageIds.of(message)),
      labels: named === null ? noLabels : { list: named },
      sender: sender === null || sender === '' ? sender : `@${sender}`,
      reply,
      stage,
      verdict,
      mx: mx === null ? null : { host: label(mx, 255) ?? '', address: '' },
      sourceIp: null,
      authentic: true,
    };
  };

  const complainedOf = ({ at, message, recipient }: Complaint, key: string, now: number): Observation => {
    const attempt = {
      at,
      message,
      recipient,
      outcome: 'delivered',
      mx: null,
      reply: '',
      sender: null,
      list: null,
    } as const;
    return { ...observed(attempt, key, now), ...complained('log', 'complaint') };
  };

  return {
    recall(octets, now) {
      eachLine(octets, format.sign, (line) => {
        messageIds.note(line, format);
        lines.read(line, now);
      });
      told.length = complaints.length = 0;
    },
    read(file, start, octets, now) {
      const all: Observation[] = [];
      eachLine(octets, format.sign, (line, offset) => {
        messageIds.note(line, format);
        lines.read(line, now);
        if (told.length === 0 && complaints.length === 0) return;
        const place = `${file}:${start + offset}:${digest(line)}`;
        let index = 0;
        for (const attempt of told) all.push(observed(attempt, numbered(place, index++), now));
        for (const each of complaints) all.push(complainedOf(each, numbered(place, index++), now));
        told.length = complaints.length = 0;
      });
      return all;
    },
  };
}

/** Strings of their own, not parts of the line: they are shorter lived, and read faster. */
function attemptOf(delivery: Delivery): Attempt {
  const { block, at, sender } = delivery;
  return {
    at,
    message: block.toString('utf8', delivery.messageStart, delivery.messageEnd),
    recipient: block.toString('utf8', delivery.recipientStart, delivery.recipientEnd),
    outcome: 'delivered',
    mx: block.toString('utf8', delivery.mxStart, delivery.mxEnd),
    reply: '',
    sender,
    list: null,
  };
}

const noLabels: Observation['labels'] = {};

const numbered = (place: string, index: number): string => (index === 0 ? place : `${place}/${index}`);

/** With their line ends, without those that lack the sign. */
function eachLine(octets: Buffer, sign: number | undefined, visit: (line: Buffer, offset: number) => void): void {
  for (let start = 0; start < octets.length; ) {
    const hit = sign === undefined ? start : octets.indexOf(sign, start);
    if (hit === -1) return;
    const begin = hit === start ? start : octets.lastIndexOf(newline, hit) + 1;
    const found = octets.indexOf(newline, hit);
    const end = found === -1 ? octets.length : found + 1;
    if (end - begin <= longestLine) visit(octets.subarray(begin, end), begin);
    start = end;
  }
}

function identifiersOf(message: string, messageId: string | null): Observation['identifiers'] {
  const remote = label(message, 500) ?? undefined;
  const header = messageId === null ? null : headerMessageId(messageId);
  return header === null ? { remote } : { remote, headerMessageId: header };
}

const earliest = Date.UTC(2000, 0);
const day = 86_400_000;

/** Lines without a time that can be count as of now. */
const instant = (at: number | null, now: number): number =>
  at !== null && at >= earliest && at <= now + day ? Math.floor(at) : now;

/** Beside the place: only what stands at the same place of a file with the same name must differ in it. */
const digest = (line: Buffer): string => crc32(line).toString(16).padStart(8, '0');
