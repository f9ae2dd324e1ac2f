/** /v1/messages: handing in, looking up, acting on one. */
import { Type } from 'typebox';
import type { Accepted } from '../../delivery/submission.ts';
import { failpoint } from '../../observe/failpoint.ts';
import { whyNotAuthor, whyNotSender } from '../../submission/sends-as.ts';
import type { Api, App } from '../api.ts';
import { Problem } from '../errors.ts';
import { eventsOfMessage, eventsPaging, pageOfEvents } from '../event-place.ts';
import { type EnvelopeQuery, envelopeQuery, readFinishedMessage } from '../finished-message.ts';
import { idempotencyOf } from '../idempotency.ts';
import { type LetterRequest, letterSchema, readLetter } from '../letter.ts';
import { findHead, type MessageHead, wireMessage } from '../message-head.ts';
import { recipientStates } from '../recipients.ts';
import { changed, event, message, messageId, recipientState, strict, time } from '../schemas.ts';
import { wireDialogue, wireEvent } from '../wire.ts';
import { messageListRoute } from './message-list.ts';
import { act, actions, wrongField } from './queue.ts';

const tags = ['messages'];
const read = { scope: 'messages:read' } as const;

export function messageRoutes(app: App, api: Api): void {
  submitRoute(app, api);
  messageListRoute(app, api);
  lookRoute(app, api);
  partRoutes(app, api);
  for (const [action, summary] of Object.entries(actions) as [keyof typeof actions, string][]) {
    app.post(
      `/v1/messages/:id/${action}`,
      {
        config: { scope: 'queue:write' },
        schema: {
          summary: `${summary}: what of the message still waits`,
          tags,
          params: messageId,
          response: { 200: changed },
        },
      },
      async ({ params, caller }) => {
        await known(api, params.id);
        return act(api, action, { messageId: params.id }, caller.name);
      },
    );
  }
}

const submitted = Type.Object({
  id: Type.String({ description: 'Id of the message' }),
  suppressed: Type.Array(Type.String(), { description: 'Recipients that must not be mailed and were left out' }),
});

/** JSON or a finished message; the second is octets, which no schema of JSON describes. */
const submission = {
  content: {
    'application/json': { schema: letterSchema },
    'message/rfc822': { schema: Type.Unsafe<Buffer>({ contentMediaType: 'message/rfc822' }) },
  },
};

function submitRoute(app: App, { accept, largestMessage }: Api): void {
  app.post(
    '/v1/messages',
    {
      config: { scope: 'messages:write' },
      schema: {
        summary: 'Hands in a message; the answer comes when it is on disk',
        tags,
        querystring: envelopeQuery,
        headers: Type.Object({
          'idempotency-key': Type.Optional(
            Type.String({ description: 'The same request under the same key has one effect, for a day' }),
          ),
        }),
        body: submission,
        response: { 202: submitted },
      },
    },
    async (request, reply) => {
      const { body, query, caller } = request;
      const asked = Buffer.isBuffer(body)
        ? { ...readFinishedMessage(query, body), retry: null }
        : readLetter(onlyLetter(query, body as LetterRequest));
      if (asked.body.length > largestMessage)
        throw new Problem('too_large', `A message has at most ${largestMessage} octets`);
      const why = whyNotSender(caller, asked.envelope.sender) ?? whyNotAuthor(caller, asked.body);
      if (why !== null) throw new Problem('sender_not_granted', why);
      const idempotency = idempotencyOf(request);
      const accepted = await accept({
        ...asked,
        origin: 'http',
        submitter: caller.name,
        notifiable: true,
        ours: true,
        client: null,
        idempotency,
      });
      failpoint('after-accept-before-202');
      return reply.code(202).headers(replayed(accepted)).send(answer(accepted));
    },
  );
}

/** A letter says all of it in its body. */
function onlyLetter(query: EnvelopeQuery, letter: LetterRequest): LetterRequest {
  const [name] = Object.keys(query);
  if (name !== undefined) throw wrongField(`/querystring/${name}`, 'is for message/rfc822; say it in the body');
  return letter;
}

const replayed = ({ kind }: Accepted): Record<string, string> =>
  kind === 'repeated' ? { 'Idempotency-Replayed': 'true' } : {};

function answer(accepted: Accepted): { id: string; suppressed: string[] } {
  switch (accepted.kind) {
    case 'accepted':
      return { id: accepted.id, suppressed: [...accepted.suppressed] };
    case 'repeated':
      return { id: accepted.id, suppressed: [] };
    case 'mismatched':
      throw new Problem('idempotency_mismatch', 'The Idempotency-Key has been used for another request');
    case 'refused': {
      const { code, status, text } = accepted;
      const reply = `${code} ${status} ${text}`;
      if (code >= 500) throw new Problem('message_refused', text, { reply });
      throw new Problem('busy', text, { reply, retryAfter: 30 });
    }
  }
}

async function known({ store }: Api, id: string): Promise<MessageHead> {
  const found = await findHead(store, id);
  if (found === null) throw new Problem('not_found', 'There is no such message');
  return found;
}

function lookRoute(app: App, api: Api): void {
  app.get(
    '/v1/messages/:id',
    {
      config: read,
      schema: {
        summary: 'A message and what became of each recipient',
        tags,
        params: messageId,
        response: { 200: Type.Object({ ...message.properties, recipients: Type.Array(recipientState) }) },
      },
    },
    async ({ params: { id } }) => {
      const found = await known(api, id);
      return { id, ...wireMessage(found), recipients: await recipientStates(api.store, id, found.recipients) };
    },
  );
}

function partRoutes(app: App, api: Api): void {
  const { store } = api;
  app.get(
    '/v1/messages/:id/events',
    {
      config: { scope: 'events:read' },
      schema: {
        summary: 'Everything that happened to a message, oldest first',
        tags,
        params: messageId,
        querystring: strict(eventsPaging),
        response: { 200: pageOfEvents(event) },
      },
    },
    async ({ params, query }) => {
      await known(api, params.id);
      const { events, ...places } = await eventsOfMessage(store, params.id, query);
      return { data: events.map(wireEvent), ...places };
    },
  );

  const dialogue = Type.Object({ position: Type.Integer(), attempt: Type.Integer(), at: time, text: Type.String() });
  app.get(
    '/v1/messages/:id/dialogue',
    {
      config: read,
      schema: {
        summary: 'What was said in SMTP, attempt by attempt',
        tags,
        params: messageId,
        response: { 200: Type.Object({ data: Type.Array(dialogue) }) },
      },
    },
    async ({ params }) => {
      await known(api, params.id);
      return { data: (await store.dialogues(params.id)).map(wireDialogue) };
    },
  );

  app.get(
    '/v1/messages/:id/raw',
    {
      config: read,
      schema: {
        summary: 'The message itself, while any of its recipients waits',
        tags,
        params: messageId,
        response: {
          200: Type.Unsafe<Buffer>({ type: 'string', contentMediaType: 'message/rfc822', description: 'The message' }),
        },
      },
    },
    async ({ params }, reply) => {
      await known(api, params.id);
      const body = await store.body(params.id);
      if (body === null) throw new Problem('body_gone', 'The message itself is not kept any more');
      // The id has the form that the schema asks for: nothing in it can break the header.
      return reply
        .headers({ 'Content-Type': 'message/rfc822', 'Content-Disposition': `attachment; filename="${params.id}.eml"` })
        .send(Buffer.from(body));
    },
  );
}
