/** /v1/store: for the operator at the socket alone; these write and read where the server's files are. */
import { isAbsolute } from 'node:path';
import { Type } from 'typebox';
import { StoreError } from '../../store/store-error.ts';
import type { Api, App } from '../api.ts';
import { Problem } from '../errors.ts';
import { strict } from '../schemas.ts';
import { wrongField } from './queue.ts';

const tags = ['store'];
const config = { scope: 'operator' } as const;

/** Where it goes was the operator's choice: no folder, no room, no permission. */
function unwritten(error: unknown): never {
  if (error instanceof StoreError && ['io', 'full'].includes(error.code))
    throw wrongField('/file', `cannot be written: ${error.message}`);
  throw error;
}

export function storeRoutes(app: App, { store }: Api): void {
  app.post(
    '/v1/store/backup',
    {
      config,
      schema: {
        summary: 'Writes a consistent copy of the store to a new file of the server',
        tags,
        body: strict({
          file: Type.String({ minLength: 1, maxLength: 4000, description: 'Absolute path that does not exist' }),
        }),
        response: { 200: Type.Object({ file: Type.String() }) },
      },
    },
    async ({ body }) => {
      if (!isAbsolute(body.file) || body.file.includes('\0')) throw wrongField('/file', 'must be an absolute path');
      if (store.backup === null)
        throw new Problem('message_refused', 'This store has no backup of its own: use pg_dump or pg_basebackup');
      await store.backup(body.file).catch(unwritten);
      return { file: body.file };
    },
  );

  app.post(
    '/v1/store/verify',
    {
      config,
      schema: {
        summary: 'Looks for damage',
        tags,
        body: strict({ deep: Type.Optional(Type.Boolean({ description: 'Reads every page and every message' })) }),
        response: { 200: Type.Object({ findings: Type.Array(Type.String()) }) },
      },
    },
    async ({ body }) => ({ findings: [...(await store.verify(body.deep ?? false))] }),
  );

  app.get(
    '/v1/store',
    {
      config,
      schema: {
        summary: 'What "on disk" is worth here',
        tags,
        response: { 200: Type.Object({ kind: Type.String(), durable: Type.Boolean(), text: Type.String() }) },
      },
    },
    async () => ({ kind: store.kind, ...(await store.guarantee()) }),
  );
}
