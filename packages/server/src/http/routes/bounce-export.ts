/** GET /v1/bounces/export: all that a search finds, as it is read, as CSV. */
import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { csvLine } from '../../compose/csv.ts';
import type { Api, App } from '../api.ts';
import { strict } from '../schemas.ts';
import { wireEvent } from '../wire.ts';
import { isAbout, searched, searchOf } from './bounces.ts';

const columns = [
  ...['at', 'recipient', 'class', 'reason', 'provider', 'code', 'status', 'reply', 'rule', 'fault', 'type'],
  ...['source', 'list', 'stream', 'campaign', 'sender', 'message_id', 'id'],
];
const atOnce = 500;

export function bounceExportRoute(app: App, api: Api): void {
  app.get(
    '/v1/bounces/export',
    {
      config: { scope: 'events:read' },
      schema: {
        summary: 'Writes all that a search finds as CSV, the latest first; no spreadsheet takes a cell for a formula',
        tags: ['bounces'],
        querystring: strict(searched),
        response: { 200: Type.Unsafe<Readable>({ type: 'string', description: 'A heading, then one bounce a line' }) },
      },
    },
    async ({ query, caller }, reply) => {
      const search = searchOf(query, api.now());
      await api.ruling.audit(caller.name, 'bounces.exported', query.q ?? '', query);
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="bounces.csv"')
        .send(Readable.from(linesOf(api, search)));
    },
  );
}

/** A page at a time: memory does not grow with what is found. */
async function* linesOf({ store }: Api, search: ReturnType<typeof searchOf>): AsyncGenerator<string> {
  yield csvLine(columns);
  for (let after: string | null = null; ; ) {
    const page: Awaited<ReturnType<typeof store.failures>> = await store.failures(search, after, atOnce);
    const found = page.data.filter(({ event }) => isAbout(event, search));
    if (found.length > 0) yield found.map(lineOf).join('');
    after = page.next;
    if (after === null) return;
  }
}

type Found = Awaited<ReturnType<Api['store']['failures']>>['data'][number];

function lineOf({ event, class: kind, reason }: Found): string {
  const { at, type, source, recipient, verdict, reply, list, stream, campaign, sender, message_id, id } =
    wireEvent(event);
  return csvLine([
    ...[at, recipient, kind, reason, verdict?.provider ?? null, reply?.code ?? null, reply?.status ?? null],
    ...[reply?.text ?? null, verdict?.rule ?? null, verdict?.fault.join(' ') ?? null, type],
    ...[source, list, stream, campaign, sender, message_id, id],
  ]);
}
