/** GET /v1/suppressions/export: the whole list as it is read, in a form that other programs take. */
import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { csvLine } from '../../compose/csv.ts';
import type { SuppressionEntry } from '../../store/store.ts';
import type { Api, App } from '../api.ts';
import { strict } from '../schemas.ts';
import { wireSuppression } from '../wire.ts';

const forms = ['csv', 'jsonl', 'hashed'] as const;
const columns = [
  ...(['address', 'address_sha256', 'scope', 'value', 'state', 'reason', 'since', 'expires_at', 'why'] as const),
] as const;
const atOnce = 1000;
const types = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/jsonl',
  hashed: 'text/csv; charset=utf-8',
} as const;

export function suppressionExportRoute(app: App, { suppressions, ruling }: Api): void {
  app.get(
    '/v1/suppressions/export',
    {
      config: { scope: 'suppressions:read' },
      schema: {
        summary: 'Writes the whole list, as it is read: CSV, JSON lines, or CSV without the addresses themselves',
        tags: ['suppressions'],
        querystring: strict({
          format: Type.Optional(Type.Enum([...forms], { default: 'csv' })),
          hashed: Type.Optional(Type.Boolean({ description: 'Without addresses, in any form' })),
        }),
        response: { 200: Type.Unsafe<Readable>({ type: 'string', description: 'One entry a line' }) },
      },
    },
    async ({ query: { format = 'csv', hashed = format === 'hashed' }, caller }, reply) => {
      await ruling.audit(caller.name, 'suppression.exported', format);
      return reply
        .type(types[format])
        .header('content-disposition', `attachment; filename="suppressions.${format === 'jsonl' ? 'jsonl' : 'csv'}"`)
        .send(Readable.from(linesOf(suppressions, format, hashed)));
    },
  );
}

/** A page at a time: memory does not grow with the list. */
async function* linesOf(
  { list }: Api['suppressions'],
  format: (typeof forms)[number],
  hashed: boolean,
): AsyncGenerator<string> {
  if (format !== 'jsonl') yield csvLine(columns);
  for (let after: string | null = null; ; ) {
    const page: Awaited<ReturnType<typeof list>> = await list({}, after, atOnce);
    if (page.data.length > 0) yield page.data.map((entry) => lineOf(entry, format, hashed)).join('');
    after = page.next;
    if (after === null) return;
  }
}

function lineOf(entry: SuppressionEntry, format: (typeof forms)[number], hashed: boolean): string {
  const told = wireSuppression(entry);
  const shown = hashed ? { ...told, address: null, why: '' } : told;
  if (format === 'jsonl') return `${JSON.stringify(shown)}\n`;
  return csvLine(columns.map((name) => shown[name]));
}
