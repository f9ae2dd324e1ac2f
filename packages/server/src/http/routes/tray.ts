/** /v1/tray: what was not understood, kept as it came. */
import { Type } from 'typebox';
import type { TrayEntry } from '../../intake/tray.ts';
import type { Api, App } from '../api.ts';
import { Problem } from '../errors.ts';
import { nullable, pageOf, paging, strict, time } from '../schemas.ts';
import { wireTaken, wireTray } from '../wire.ts';
import { taken } from './ingest.ts';

const tags = ['ingest'];
const item = Type.Object({
  id: Type.String(),
  at: time,
  source: Type.String({ description: 'Name of the source' }),
  kind: Type.String({ description: 'As on events' }),
  form: Type.Enum(['eml', 'json', 'bin']),
  size: Type.Integer({ description: 'Octets' }),
  recipient: nullable(Type.String({ description: 'Address that it came to' })),
  why: Type.Array(Type.String()),
});
const params = Type.Object({ id: Type.String({ pattern: '^[0-9a-f]{32}$' }) });
const read = { scope: 'sources:read' } as const;
const write = { scope: 'sources:write' } as const;

export function trayRoutes(app: App, { tray, ingest }: Api): void {
  const known = async (id: string): Promise<TrayEntry & { readonly octets: Uint8Array }> => {
    const found = await tray.read(id);
    if (found === null) throw gone();
    return found;
  };

  app.get(
    '/v1/tray',
    {
      config: read,
      schema: {
        summary: 'Lists what was not understood',
        tags,
        querystring: strict(paging),
        response: { 200: pageOf(item) },
      },
    },
    async ({ query: { after = null, limit = 100 } }) => {
      const { data, next } = await tray.list(after, limit);
      return { data: data.map(wireTray), next };
    },
  );

  app.get(
    '/v1/tray/:id',
    {
      config: read,
      schema: { summary: 'One of them, without its octets', tags, params, response: { 200: item } },
    },
    async ({ params: { id } }) => wireTray(await known(id)),
  );

  app.get(
    '/v1/tray/:id/raw',
    {
      config: read,
      schema: {
        summary: 'Its octets, as they came',
        tags,
        params,
        response: { 200: Type.Unsafe<Buffer>({ type: 'string', contentMediaType: 'application/octet-stream' }) },
      },
    },
    async ({ params: { id } }, reply) => {
      const { octets } = await known(id);
      // What a stranger has written is shown by no browser.
      reply.header('Content-Disposition', `attachment; filename="${id}"`).type('application/octet-stream');
      reply.serializer((body: unknown) => body as string);
      return reply.send(Buffer.from(octets));
    },
  );

  app.post(
    '/v1/tray/:id/retry',
    {
      config: write,
      schema: {
        summary: 'Reads it again with the readers and rules of now; what is understood is recorded and leaves the tray',
        tags,
        params,
        response: { 200: taken },
      },
    },
    async ({ params: { id } }) => {
      const again = await ingest.again(await known(id));
      if (!again.inTray) await tray.remove(id);
      return wireTaken(again);
    },
  );

  app.delete(
    '/v1/tray/:id',
    { config: write, schema: { summary: 'Throws it away', tags, params, response: { 204: Type.Null() } } },
    async ({ params: { id } }, reply) => {
      if (!(await tray.remove(id))) throw gone();
      return reply.code(204).send(null);
    },
  );
}

const gone = (): Problem => new Problem('not_found', 'There is no such item in the tray');
