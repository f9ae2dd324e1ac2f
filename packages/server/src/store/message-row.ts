/** A StoredMessage as a row: what is searched has its column, the rest is JSON that leaves out what is usual. */
import { hash } from 'node:crypto';
import { keyOf } from '../ledger/address-key.ts';
import { idText } from './id.ts';
import type { StoredMessage } from './rows.ts';
import type { MessagesTable } from './schema.ts';

type Detail = Omit<StoredMessage, 'id' | 'acceptedAt' | 'sender' | 'stream' | 'list' | 'campaign' | 'size'>;

const usual: Detail = {
  tags: [],
  ret: null,
  envid: null,
  eightBit: false,
  smtputf8: false,
  headerMessageId: null,
  subject: null,
  origin: 'smtp',
  submitter: null,
  notifiable: false,
  source: '',
  retry: null,
  recipients: 1,
};

export function messageDetail(message: StoredMessage): string {
  return JSON.stringify({
    tags: message.tags.length === 0 ? undefined : message.tags,
    ret: message.ret ?? undefined,
    envid: message.envid ?? undefined,
    eightBit: message.eightBit || undefined,
    smtputf8: message.smtputf8 || undefined,
    headerMessageId: message.headerMessageId ?? undefined,
    subject: message.subject ?? undefined,
    origin: message.origin,
    submitter: message.submitter ?? undefined,
    notifiable: message.notifiable || undefined,
    source: message.source,
    retry: message.retry ?? undefined,
    recipients: message.recipients === 1 ? undefined : message.recipients,
  });
}

/** Hash of the Message-ID by which the message is found again; null for those that we made: they hold the message's id. */
export function headerIdOf({ id, headerMessageId, origin }: StoredMessage): number | null {
  if (headerMessageId === null || origin === 'notice' || headerMessageId.includes(id)) return null;
  return headerIdHash(headerMessageId);
}

/** With angle brackets or without. */
export function headerIdHash(headerMessageId: string): number {
  const bare = headerMessageId.trim().replace(/^<|>$/g, '');
  return keyOf(hash('sha256', bare, 'hex')).recipient;
}

export type MessageRow = Pick<
  MessagesTable,
  'id' | 'accepted_at' | 'sender' | 'stream' | 'list' | 'campaign' | 'size' | 'detail'
>;

export const messageColumns = [
  'id',
  'accepted_at',
  'sender',
  'stream',
  'list',
  'campaign',
  'size',
  'detail',
] as const satisfies readonly (keyof MessagesTable)[];

export const readMessage = (row: MessageRow): StoredMessage => messageOf(idText(row.id, 'msg_'), row);

export function messageOf(id: string, row: Omit<MessageRow, 'id'>): StoredMessage {
  return {
    id,
    acceptedAt: row.accepted_at,
    sender: row.sender,
    stream: row.stream,
    list: row.list,
    campaign: row.campaign,
    size: row.size,
    ...usual,
    ...(JSON.parse(row.detail) as Partial<Detail>),
  };
}
