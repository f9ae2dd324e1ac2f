/**
 * What somebody sees who may look but not know whom: every answer of the API with j***@example.com in the place of addresses,
 * wherever in it they stand, and hashes of addresses cut short. One place for all routes, those to come too: whatever is no
 * object that can be looked through is refused.
 */
import type { FastifyInstance } from 'fastify';
import { Problem } from './errors.ts';
import type { Caller } from './keys.ts';

export const isMasked = ({ scopes }: Caller): boolean => scopes.has('masked');

export function maskAnswers(app: FastifyInstance): void {
  app.addHook('preSerialization', async ({ caller }, _reply, payload) =>
    caller !== undefined && isMasked(caller) ? maskValue(payload) : payload,
  );
  // What is no JSON does not come by there: mails as they were, exports.
  app.addHook('onSend', async ({ caller }, reply, payload) => {
    if (caller === undefined || !isMasked(caller) || payload == null || typeof payload === 'string') return payload;
    if (reply.statusCode >= 400) return payload;
    throw new Problem('masked_view', 'This has addresses that cannot be masked');
  });
}

/** Of anything that JSON can write. */
export function maskValue(value: unknown): unknown {
  if (typeof value === 'string') return maskText(value);
  if (Array.isArray(value)) return value.map(maskValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [maskText(name), maskValue(held)]));
}

const endsLocalPart = /[\s"<>(),;:\\[\]]/;
const hash = /\b([0-9a-f]{6})[0-9a-f]{58}\b/gi;

/** Every "local@domain", also as it stands in addresses of pages. Linear in the length of the text. */
export function maskText(text: string): string {
  let masked = '';
  let done = 0;
  for (const { index: at } of text.matchAll(/@|%40/gi)) {
    const start = localPartStart(text, at, done);
    if (start === at) continue;
    const [first = ''] = text.slice(start, at).match(/^"?[\p{L}\p{N}]?/u) ?? [];
    masked += `${text.slice(done, start)}${first.replace('"', '')}***`;
    done = at;
  }
  return (masked + text.slice(done)).replace(hash, '$1***');
}

function localPartStart(text: string, at: number, from: number): number {
  if (text[at - 1] === '"') {
    const open = text.lastIndexOf('"', at - 2);
    return open >= from && at >= 2 ? open : at;
  }
  let start = at;
  while (start > from && !endsLocalPart.test(text[start - 1] ?? ' ')) start--;
  return start;
}
