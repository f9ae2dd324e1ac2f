/** /v1/deliveries: which webhooks were told of what happened to a message or an address. */
import { Type } from 'typebox';
import { addressKey, normalAddress } from '../../ledger/address-key.ts';
import type { LedgerEvent } from '../../ledger/event.ts';
import { publicationIds } from '../../publish/publication.ts';
import type { WebhookDelivery } from '../../store/store.ts';
import type { Api, App } from '../api.ts';
import { eventsOfMessage, eventsPaging, resume } from '../event-place.ts';
import { delivery, type WireDelivery, wireDelivery } from '../publishing-wire.ts';
import { nullable, pageOf, shortText, strict } from '../schemas.ts';
import { wrongField } from './queue.ts';

const { webhook_id: _, replay: __, body: ___, ...shown } = delivery.properties;
const told = Type.Object({
  ...shown,
  url: Type.String({ description: 'Of the webhook' }),
  event_id: Type.String({ description: 'What it tells of' }),
});

export function toldRoutes(app: App, { store }: Api): void {
  const urls = async (): Promise<ReadonlyMap<string, string>> =>
    new Map((await store.webhooks()).map(({ id, url }) => [id, url]));

  app.get(
    '/v1/deliveries',
    {
      config: { scope: 'webhooks:read' },
      schema: {
        summary: 'What webhooks were told of a message or an address, for the same page of its events',
        tags: ['webhooks'],
        querystring: strict({
          message_id: Type.Optional(Type.String({ pattern: '^msg_[0-9a-f-]{36}$' })),
          address: Type.Optional(shortText('Address: its latest events')),
          ...eventsPaging,
        }),
        response: { 200: Type.Object({ ...pageOf(told).properties, resume: nullable(resume) }) },
      },
    },
    async ({ query: { message_id: messageId, address, ...page } }) => {
      const isOne = (messageId === undefined) !== (address === undefined);
      if (isOne && messageId !== undefined) {
        const { events, ...places } = await eventsOfMessage(store, messageId, page);
        return { data: await toldOf(events), ...places };
      }
      if (isOne && address !== undefined)
        return { data: await toldOf(await latest(address, page.limit ?? 100)), next: null, resume: null };
      throw wrongField('', 'needs message_id or address, one of them');
    },
  );

  async function toldOf(events: readonly LedgerEvent[]) {
    const published = new Map(events.flatMap((event) => publicationIds(event).map((id) => [id, event.id] as const)));
    const [deliveries, endpoints] = await Promise.all([store.deliveriesOf([...published.keys()]), urls()]);
    return deliveries.map((one) => ({
      ...wire(one),
      url: endpoints.get(one.endpoint) ?? '',
      event_id: published.get(one.publication) ?? '',
    }));
  }

  async function latest(address: string, limit: number): Promise<readonly LedgerEvent[]> {
    const normal = normalAddress(address);
    const found = await store.eventsAbout(addressKey(normal).recipient, null, limit);
    // A hash may be another address's too.
    return found
      .map(({ event }) => event)
      .filter(({ recipient }) => recipient === null || normalAddress(recipient) === normal);
  }
}

function wire(told: WebhookDelivery): Omit<WireDelivery, 'webhook_id' | 'replay' | 'body'> {
  const { webhook_id: _, replay: __, body: ___, ...rest } = wireDelivery(told);
  return rest;
}
