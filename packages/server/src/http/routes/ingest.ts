/** /v1/ingest: what others report, handed in; and the sources that it comes from. 2xx: it is on disk. */

import { stages } from '@hearback/bounce';
import { type Static, Type } from 'typebox';
import { toldTypes } from '../../intake/json-events.ts';
import { TrayFull } from '../../intake/tray.ts';
import type { Api, App } from '../api.ts';
import { Problem } from '../errors.ts';
import { shortText, strict } from '../schemas.ts';
import { wireTaken } from '../wire.ts';
import { wrongField } from './queue.ts';

const tags = ['ingest'];
const write = { scope: 'ingest:write' } as const;

const sourceName = Type.String({
  pattern: '^[A-Za-z0-9_.:/@-]{1,100}$',
  description: 'Name of the source; "api" when left out',
});
const word = (description: string, maxLength = 1000) => Type.Optional(Type.String({ maxLength, description }));

const toldEvent = strict({
  key: Type.String({
    minLength: 1,
    maxLength: 500,
    description: 'Unique within the source: the same key is the same event',
  }),
  type: Type.Enum([...toldTypes]),
  at: word('RFC 3339; now when left out', 40),
  recipient: shortText('Address'),
  original_recipient: word('Address before it was forwarded'),
  sender: word('Envelope sender; "" for none'),
  reply: word('What the receiver said, as it said it; the verdict is read from it', 8192),
  code: Type.Optional(Type.Integer({ minimum: 200, maximum: 599 })),
  status: Type.Optional(Type.String({ pattern: '^[245]\\.\\d{1,3}\\.\\d{1,3}$' })),
  reason: word('Where the reply says nothing: one of docs/reasons.md', 100),
  stage: Type.Optional(Type.Enum([...stages])),
  mx: Type.Optional(strict({ host: shortText('Host that spoke'), address: word('Its IP address', 45) })),
  source_ip: word('IP address that the mail was sent from', 45),
  message_id: Type.Optional(Type.String({ pattern: '^msg_[0-9a-f-]{36}$', description: 'Ours' })),
  header_message_id: word('Message-ID'),
  envelope_id: word('ENVID'),
  feedback_id: word('Feedback-ID'),
  custom_id: word('Value of the header field that `intake.header` names'),
  remote_id: word('Id of the message at the server that sent it'),
  stream: word('Stream', 200),
  list: word('List', 200),
  campaign: word('Campaign', 200),
  tags: Type.Optional(Type.Array(Type.String({ maxLength: 200 }), { maxItems: 50 })),
});
const batch = strict({
  source: Type.Optional(sourceName),
  events: Type.Array(toldEvent, { minItems: 1, maxItems: 10_000 }),
});
type Batch = Static<typeof batch>;

export const taken = Type.Object({
  recorded: Type.Integer({ description: 'New events' }),
  repeated: Type.Integer({ description: 'Events that were known' }),
  untrusted: Type.Integer({ description: 'Kept, without effect: nothing proves that they are about mail of ours' }),
  in_tray: Type.Boolean({ description: 'Kept because it was not understood, all of it or a part' }),
  notes: Type.Array(Type.String(), { description: 'What was not understood, or why there was nothing to record' }),
});

export function ingestRoutes(app: App, { ingest }: Api): void {
  app.post(
    '/v1/ingest',
    {
      config: write,
      schema: {
        summary: 'Takes a mail that reports something (message/rfc822), or a batch of events',
        tags,
        querystring: strict({
          source: Type.Optional(sourceName),
          recipient: Type.Optional(shortText('For message/rfc822: the address that the mail came to')),
          key: Type.Optional(shortText('For message/rfc822: unique name of the mail within the source')),
        }),
        body: {
          content: {
            'application/json': { schema: batch },
            'message/rfc822': { schema: Type.Unsafe<Buffer>({ contentMediaType: 'message/rfc822' }) },
          },
        },
        response: { 200: taken },
      },
    },
    async ({ body, query }) => {
      if (!Buffer.isBuffer(body)) {
        const { source, events } = body as Batch;
        const [name] = Object.keys(query);
        if (name !== undefined) throw wrongField(`/querystring/${name}`, 'is for message/rfc822; say it in the body');
        return wireTaken(await stored(ingest.events(events, source ?? 'api')));
      }
      if (body.length === 0) throw wrongField('', 'has no mail');
      const { source = 'api', recipient = null, key = null } = query;
      return wireTaken(await stored(ingest.mail({ octets: body, recipient, key }, source)));
    },
  );
  webhookRoute(app, ingest);
}

/** A provider signs the octets, so its body is read as nothing else. */
function webhookRoute(app: App, ingest: Api['ingest']): void {
  app.register(async (own: App) => {
    own.removeAllContentTypeParsers();
    own.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: 10 << 20 }, (_request, body, done) =>
      done(null, body),
    );
    own.post(
      '/v1/ingest/providers/:name',
      {
        // The request itself proves who it is from.
        config: { scope: null },
        schema: {
          summary: 'Takes what a provider says; it is heard when it proves who it is (docs/webhooks-in.md)',
          tags,
          params: Type.Object({ name: Type.String({ maxLength: 60, description: 'Name in `intake.webhooks`' }) }),
          response: { 200: taken },
        },
      },
      async ({ params, headers, body, url }) => {
        const rawBody = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
        const answer = await stored(ingest.webhook(params.name, { headers: single(headers), rawBody, url }));
        if (answer === null) throw new Problem('not_found', 'No webhook of that name is configured');
        if (!('kind' in answer)) return wireTaken(answer);
        if (answer.status === 503) throw new Problem('busy', answer.why, { retryAfter: 60 });
        throw new Problem(answer.status === 400 ? 'malformed_body' : 'not_proven', answer.why);
      },
    );
  });
}

const single = (headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]));

async function stored<T>(taking: Promise<T>): Promise<T> {
  try {
    return await taking;
  } catch (error) {
    if (error instanceof TrayFull) throw new Problem('busy', error.message, { retryAfter: 300 });
    throw error;
  }
}
