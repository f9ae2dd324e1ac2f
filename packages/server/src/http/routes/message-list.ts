/** GET /v1/messages: what was sent, to whom, and what became of it. */
import { Type } from 'typebox';
import { readTime } from '../../health/bounce-query.ts';
import { normalAddress } from '../../ledger/address-key.ts';
import { type Fate, fates } from '../../ledger/fate.ts';
import type { MessageFilter } from '../../store/store.ts';
import type { Api, App } from '../api.ts';
import { messagePage } from '../message-page.ts';
import { mostEvents } from '../messages-to.ts';
import { listedMessage, pageOf, paging, shortText, strict } from '../schemas.ts';
import { wrongField } from './queue.ts';

const asked = {
  recipient: Type.Optional(
    shortText(
      `Address, in any case: every message to it, also such as another server sent, from its latest ${mostEvents} events and the queue`,
    ),
  ),
  outcome: Type.Optional(
    Type.Enum([...fates], {
      description:
        'State of the recipient, or of any recipient; bounced, complained, expired, cancelled and suppressed ones as long as their events are kept (`retention.events`)',
    }),
  ),
  sender: Type.Optional(shortText('Envelope sender, in any case; <> for the null reverse-path')),
  stream: Type.Optional(shortText('Stream')),
  campaign: Type.Optional(shortText('Campaign')),
  list: Type.Optional(shortText('List')),
  since: Type.Optional(shortText('Accepted from this instant (RFC 3339) on, or how long ago: 24h')),
  until: Type.Optional(shortText('Accepted before this instant, or how long ago')),
};

export function messageListRoute(app: App, { store, now }: Api): void {
  app.get(
    '/v1/messages',
    {
      config: { scope: 'messages:read' },
      schema: {
        summary:
          'Messages, the newest first, to whom they went and what became of them; a page of a rare list, sender or the like may hold few, and `next` all the same',
        tags: ['messages'],
        querystring: strict({ ...asked, ...paging }),
        response: { 200: pageOf(listedMessage) },
      },
    },
    async ({ query: { after = null, limit = 100, recipient, ...query } }) => {
      const to = recipient === undefined ? null : normalAddress(recipient);
      return messagePage(store, { ...filterOf(query, now()), to }, after, limit);
    },
  );
}

interface Query extends Omit<MessageFilter, 'since' | 'until' | 'fate'> {
  readonly outcome?: Fate;
  readonly since?: string;
  readonly until?: string;
}

function filterOf({ outcome, since, until, sender, ...labels }: Query, now: number): MessageFilter {
  const at = (name: string, text: string | undefined): number | undefined => {
    const read = text === undefined ? undefined : readTime(text, now);
    if (read !== null) return read;
    throw wrongField(
      `/querystring/${name}`,
      'must be a length such as 24h or 7d, or an instant such as 2026-11-28T09:00:00Z',
    );
  };
  return {
    ...labels,
    sender: sender === '<>' ? '' : sender,
    fate: outcome,
    since: at('since', since),
    until: at('until', until),
  };
}
