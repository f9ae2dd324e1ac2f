/** /v1/audit: who changed what by hand. Nothing of it is changed, and it goes only after its time. */
import { Type } from 'typebox';
import type { Api, App } from '../api.ts';
import { instant } from '../instant.ts';
import { pageOf, paging, shortText, strict, time } from '../schemas.ts';

export function auditRoutes(app: App, { store }: Api): void {
  app.get(
    '/v1/audit',
    {
      config: { scope: 'audit:read' },
      schema: {
        summary: 'What people and keys changed, the latest first',
        tags: ['audit'],
        querystring: strict({
          who: Type.Optional(shortText('Key or person')),
          what: Type.Optional(shortText('Such as rule.saved')),
          ...paging,
        }),
        response: {
          200: pageOf(
            Type.Object({
              ...{ at: time, who: Type.String(), what: Type.String(), subject: Type.String() },
              detail: Type.Record(Type.String(), Type.Unknown()),
            }),
          ),
        },
      },
    },
    async ({ query }) => {
      const { after = null, limit = 100, ...filter } = query;
      const page = await store.audited(filter, after, limit);
      return { data: page.data.map(({ at, ...entry }) => ({ at: instant(at), ...entry })), next: page.next };
    },
  );
}
