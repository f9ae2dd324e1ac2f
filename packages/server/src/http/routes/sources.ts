/** /v1/sources: where reports come from. */
import { Type } from 'typebox';
import type { Api, App } from '../api.ts';
import { nullable, time } from '../schemas.ts';
import { wireSource } from '../wire.ts';

const count = Type.Integer();
const source = Type.Object({
  name: Type.String(),
  kind: Type.String(),
  ...{ items: count, recorded: count, repeated: count, untrusted: count, ignored: count, not_understood: count },
  ...{ refused: count, failed: count },
  last_item_at: nullable(time),
  last_event_at: nullable(time),
  lag_ms: nullable(Type.Integer({ description: 'Between the newest event and its arrival' })),
  last_error: nullable(Type.Object({ at: time, text: Type.String() })),
});

export function sourceRoutes(app: App, { intake }: Api): void {
  app.get(
    '/v1/sources',
    {
      config: { scope: 'events:read' },
      schema: {
        summary: 'Where reports come from, with what came since this process started',
        tags: ['ingest'],
        response: { 200: Type.Object({ data: Type.Array(source), in_tray: count }) },
      },
    },
    async () => ({ data: intake.sources().map(wireSource), in_tray: intake.inTray() }),
  );
}
