/** /v1/addresses: all that is known of one address, and what would happen to the next message. */
import { Type } from 'typebox';
import { addressKey, normalAddress } from '../../ledger/address-key.ts';
import type { LedgerEvent } from '../../ledger/event.ts';
import type { Api, App } from '../api.ts';
import { instant } from '../instant.ts';
import { anyEvent, nullable, shortText, strict, time } from '../schemas.ts';
import { wireEvent, wireSuppression } from '../wire.ts';
import { suppressionEntry } from './suppressions.ts';

/** Events looked at, the latest first. */
const most = 2000;

export function addressRoutes(app: App, { store, suppressions }: Api): void {
  app.get(
    '/v1/addresses/:address',
    {
      config: { scope: 'suppressions:read' },
      schema: {
        summary:
          'State of an address, what is counted, whether the next message would be sent, and with events:read its latest events',
        tags: ['addresses'],
        params: Type.Object({ address: Type.String({ minLength: 3, maxLength: 320, description: 'Address' }) }),
        querystring: strict({
          stream: Type.Optional(shortText('Stream of the next message')),
          list: Type.Optional(shortText('List of the next message')),
          sender: Type.Optional(shortText('Sender of the next message')),
          limit: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000, default: 50, description: 'Most events' })),
        }),
        response: {
          200: Type.Object({
            address: Type.String(),
            next: Type.Object({ sent: Type.Boolean(), why: Type.String() }),
            entries: Type.Array(suppressionEntry),
            counts: Type.Record(Type.String(), Type.Integer(), {
              description: 'Events by type, untrusted ones left out',
            }),
            first_at: nullable(time),
            last_at: nullable(time),
            events: Type.Array(anyEvent, { description: 'The latest first; none for a key without events:read' }),
          }),
        },
      },
    },
    async ({ params, query, caller }) => {
      const { limit = 50, ...context } = query;
      const address = normalAddress(params.address);
      const { recipient } = addressKey(address);
      const [recorded, [stopped = null], { entries }] = await Promise.all([
        store.eventsAbout(recipient, null, most),
        suppressions.check([address], context),
        suppressions.why(address),
      ]);
      // A hash may be another address's too.
      const events = recorded
        .map(({ event: one }) => one)
        .filter((one) => one.recipient === null || normalAddress(one.recipient) === address);
      const instants = events.map(({ at }) => at);
      return {
        address,
        next: { sent: stopped === null, why: stopped?.why ?? 'Nothing keeps mail from this address.' },
        entries: entries.map(wireSuppression),
        counts: countsOf(events),
        first_at: instants.length === 0 ? null : instant(Math.min(...instants)),
        last_at: instants.length === 0 ? null : instant(Math.max(...instants)),
        events: caller.scopes.has('events:read') ? events.slice(0, limit).map(wireEvent) : [],
      };
    },
  );
}

function countsOf(events: readonly LedgerEvent[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type, trusted } of events) if (trusted) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}
