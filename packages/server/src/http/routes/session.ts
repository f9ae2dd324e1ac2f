/** /v1/session: who looks at the page. /v1/login-links: how somebody gets to. */
import { Type } from 'typebox';
import type { Visit } from '../../store/store.ts';
import type { Api, App } from '../api.ts';
import { Problem } from '../errors.ts';
import { fromOurPage } from '../guard.ts';
import { instant } from '../instant.ts';
import { type Scope, scopes } from '../keys.ts';
import { strict, time } from '../schemas.ts';
import { loginLink, sessionCookie, writeSessionCookie } from '../visitors.ts';

const tags = ['session'];
const session = Type.Object({
  name: Type.String(),
  scopes: Type.Array(Type.String()),
  version: Type.String(),
  hostname: Type.String(),
  simulated: Type.Boolean({ description: 'Time goes faster than it does, and receivers are simulated' }),
  now: time,
  speed: Type.Number(),
});
const visit = Type.Object({
  id: Type.String(),
  name: Type.String(),
  scopes: Type.Array(Type.String()),
  created_at: time,
  expires_at: time,
});

const wireVisit = ({ id, name, scopes: granted, createdAt, expiresAt }: Visit) => ({
  ...{ id, name, scopes: [...granted], created_at: instant(createdAt), expires_at: instant(expiresAt) },
});

export function sessionRoutes(app: App, { visitors, page, version, now }: Api): void {
  const about = (name: string, granted: Iterable<string>) => ({
    ...{ name, scopes: [...granted], version, hostname: page.hostname, simulated: page.simulated },
    ...{ now: instant(now()), speed: page.speed() },
  });

  app.get(
    '/v1/session',
    {
      config: { scope: 'any' },
      schema: { summary: 'Who is asking, and what the clock of the server says', tags, response: { 200: session } },
    },
    async ({ caller }) => about(caller.name, caller.scopes),
  );
  app.post(
    '/v1/session',
    {
      config: { scope: null },
      schema: {
        summary: 'Opens a session with a link of `hearback login`; the link works once',
        tags,
        body: strict({ link: Type.String({ maxLength: 100, description: 'What the link has behind `#login=`' }) }),
        response: { 201: session },
      },
    },
    async (request, reply) => {
      fromOurPage(request, page);
      const entered = await visitors.enter(request.body.link);
      if (entered === null) throw new Problem('link_used', 'This link was used already, or is too old');
      reply.header('Set-Cookie', writeSessionCookie(entered.secret, page.url()));
      return reply.code(201).send(about(entered.session.name, entered.session.scopes));
    },
  );
  app.delete(
    '/v1/session',
    {
      config: { scope: 'any' },
      schema: { summary: 'Ends this session', tags, response: { 204: Type.Null({ description: 'It is over' }) } },
    },
    async ({ headers }, reply) => {
      const secret = sessionCookie(headers.cookie, page.url());
      if (secret !== null) await visitors.leave(secret);
      reply.header('Set-Cookie', writeSessionCookie('', page.url()));
      return reply.code(204).send(null);
    },
  );
  app.get(
    '/v1/sessions',
    {
      config: { scope: 'keys:write' },
      schema: {
        summary: 'Lists the sessions of people',
        tags,
        response: { 200: Type.Object({ data: Type.Array(visit) }) },
      },
    },
    async () => ({ data: (await visitors.sessions()).map(wireVisit) }),
  );
  app.delete(
    '/v1/sessions/:id',
    {
      config: { scope: 'keys:write' },
      schema: {
        summary: 'Ends the session of somebody',
        tags,
        params: Type.Object({ id: Type.String({ maxLength: 100, description: 'Id of the session' }) }),
        response: { 204: Type.Null({ description: 'It is over' }) },
      },
    },
    async ({ params }, reply) => {
      if (!(await visitors.end(params.id))) throw new Problem('not_found', 'There is no such session');
      return reply.code(204).send(null);
    },
  );
  app.post(
    '/v1/login-links',
    {
      config: { scope: 'operator' },
      schema: {
        summary: 'Makes a link to the page that works once, within 15 minutes',
        tags,
        body: strict({
          name: Type.Optional(
            Type.String({
              minLength: 1,
              maxLength: 100,
              pattern: '^[^\\u0000-\\u001f\\u007f]*$',
              description: 'Who will use it',
            }),
          ),
          masked: Type.Optional(Type.Boolean({ description: 'The session sees no whole address' })),
          read_only: Type.Optional(Type.Boolean({ description: 'The session changes nothing' })),
        }),
        response: { 201: Type.Object({ url: Type.String(), expires_at: time }) },
      },
    },
    async ({ body }, reply) => {
      const granted: readonly Scope[] =
        body.read_only === true ? scopes.filter((scope) => scope.endsWith(':read')) : scopes;
      const { secret, expiresAt } = await visitors.invite(
        body.name ?? 'operator',
        body.masked === true ? [...granted, 'masked'] : granted,
      );
      return reply.code(201).send({ url: loginLink(page.url(), secret), expires_at: instant(expiresAt) });
    },
  );
}
