/** /livez, /readyz, /metrics: for those who watch over the process. */
import { Type } from 'typebox';
import type { Api, App } from '../api.ts';
import { Problem } from '../errors.ts';

const plain = Type.String({ contentMediaType: 'text/plain', description: 'Text' });

export function processRoutes(app: App, { notReady, metrics, openMetrics }: Api): void {
  app.get(
    '/livez',
    {
      config: { scope: null },
      schema: { summary: 'The process answers', tags: ['process'], response: { 200: plain } },
    },
    async (_request, reply) => reply.type('text/plain; charset=utf-8').send('ok\n'),
  );
  app.get(
    '/readyz',
    { config: { scope: null }, schema: { summary: 'Mail is taken', tags: ['process'], response: { 200: plain } } },
    async (_request, reply) => {
      const why = notReady();
      if (why !== null) throw new Problem('busy', why, { retryAfter: 5 });
      return reply.type('text/plain; charset=utf-8').send('ok\n');
    },
  );
  app.get(
    '/metrics',
    {
      config: { scope: openMetrics ? null : 'metrics:read' },
      schema: { summary: 'Figures for Prometheus', tags: ['process'], response: { 200: plain } },
    },
    async (_request, reply) => reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
}
