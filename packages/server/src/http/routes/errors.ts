/** The pages that `type` of a problem names. */
import { Type } from 'typebox';
import type { App } from '../api.ts';
import { type ErrorCode, errorTable, Problem } from '../errors.ts';

export function errorRoutes(app: App): void {
  app.get(
    '/errors/:code',
    {
      config: { scope: null },
      schema: {
        summary: 'What an error code means',
        tags: ['health'],
        params: Type.Object({ code: Type.String({ maxLength: 100, description: 'Code of the error' }) }),
        response: { 200: Type.String({ contentMediaType: 'text/plain', description: 'The page' }) },
      },
    },
    async ({ params }, reply) => {
      if (!Object.hasOwn(errorTable, params.code)) throw new Problem('not_found', 'There is no such error');
      const { status, title, meaning } = errorTable[params.code as ErrorCode];
      return reply.type('text/plain; charset=utf-8').send(`${status} ${title}\n\n${meaning}\n`);
    },
  );
}
