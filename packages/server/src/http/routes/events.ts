/** /v1/events: pages for those who come back, a stream for those who stay. */
import { Type } from 'typebox';
import type { Api, App } from '../api.ts';
import { eventsPaging, pageOfEvents, readEventPlace, writeEventPlaces } from '../event-place.ts';
import { isMasked } from '../masked.ts';
import { event, eventType, strict } from '../schemas.ts';
import { streamEvents } from '../sse.ts';
import { wireEvent } from '../wire.ts';
import { wrongField } from './queue.ts';

export function eventRoutes(app: App, api: Api): void {
  const streams = new Set<Promise<void>>();
  // The store closes after this: no stream may still be reading from it.
  app.addHook('onClose', async () => {
    await Promise.allSettled(streams);
  });
  app.get(
    '/v1/events',
    {
      config: { scope: 'events:read' },
      schema: {
        summary: 'Events in the order they were recorded; with Accept: text/event-stream as they happen',
        tags: ['events'],
        querystring: strict({
          message_id: Type.Optional(Type.String({ pattern: '^msg_[0-9a-f-]{36}$' })),
          type: Type.Optional(eventType),
          since: Type.Optional(
            Type.String({ maxLength: 40, description: 'Instant (RFC 3339): what happened from then on' }),
          ),
          ...eventsPaging,
        }),
        headers: Type.Object({
          accept: Type.Optional(Type.String()),
          'last-event-id': Type.Optional(
            Type.String({ description: 'The `id` line of the last event seen; the stream goes on behind it' }),
          ),
        }),
        response: { 200: pageOfEvents(event) },
      },
    },
    async (request, reply) => {
      const { message_id: messageId, type, after, limit = 100 } = request.query;
      const { store, control, closing: signal } = api;
      const [filter, since] = [{ messageId, type }, readInstant(request.query.since)];
      // The head of a stream alone would never end.
      const isStream = request.method !== 'HEAD' && /\btext\/event-stream\b/.test(request.headers.accept ?? '');
      const last = isStream ? request.headers['last-event-id'] : undefined;
      // Once the answer has begun nothing can be refused any more.
      const place = await placeOf(last, after, since, isStream);
      if (!isStream) {
        const { events, ...places } = await store.eventsOnward(place, { ...filter, since }, limit);
        return { data: events.map(wireEvent), ...writeEventPlaces(places) };
      }
      reply.hijack();
      reply.raw.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
      const stream = streamEvents(reply.raw, {
        ...{ store, watch: control.watch, filter, from: place, since, signal },
        masked: isMasked(request.caller),
        mayListen: () => request.stillMay(),
      });
      streams.add(stream);
      try {
        await stream;
      } catch (error) {
        // The answer has begun: all that is left is to break it off, so that the client comes again.
        request.log.error({ err: error }, 'A stream of events broke off');
        reply.raw.destroy();
      } finally {
        streams.delete(stream);
      }
      return reply;
    },
  );

  async function placeOf(
    last: string | undefined,
    after: string | undefined,
    since: number | undefined,
    isStream: boolean,
  ) {
    const { store } = api;
    if (last !== undefined) return readEventPlace(store, last, '/headers/last-event-id');
    if (after !== undefined) return readEventPlace(store, after, '/querystring/after');
    if (since !== undefined) return store.numberBefore(since);
    return isStream ? store.newestEvent() : 0;
  }
}

export function readInstant(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const at = Date.parse(text);
  if (!/^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(text) || Number.isNaN(at))
    throw wrongField('/querystring/since', 'must be an instant such as 2026-11-28T09:00:00Z');
  return at;
}
