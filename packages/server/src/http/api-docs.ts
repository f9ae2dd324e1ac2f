/** docs/api.md, written from the description of the API. */

const opening = `# HTTP API

*Written from the routes; a test holds this page to them. \`GET /openapi.json\` has the same with every field (OpenAPI 3.1).*

By default at \`http://127.0.0.1:8025\` with a key, and at the socket \`hearback.sock\` in the data folder (mode 0600), where whoever may
open it is the operator and needs none:

    KEY=$(hearback key new shop --scope messages:write)
    curl http://127.0.0.1:8025/v1/messages -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' \\
         -H 'Idempotency-Key: order-1871' \\
         -d '{"from":"Shop <shop@example.com>","to":["jo@example.net"],"subject":"Your order","text":"Thank you."}'
    curl --unix-socket hearback.sock 'http://localhost/v1/queue'

* \`202\` comes when the message is on disk.
* The same \`Idempotency-Key\` with the same request is the same message for a day (\`Idempotency-Replayed: true\`), with another it is refused.
* A finished message goes as \`message/rfc822\` with its envelope in the query: \`POST /v1/messages?from=…&to=…&to=…\`.
* Lists are pages \`{"data": […], "next": "…"}\`: give \`next\` as \`after\`; null is the end.
* \`GET /v1/events\` with \`Accept: text/event-stream\` stays open and tells events as they are committed. \`Last-Event-ID\` goes on behind
  the last one seen (its \`id:\` line as it came), also when that was erased since; an event may come twice, the \`id\` in its data tells.
* Who follows the events by pages goes on from \`resume\`, which every page of \`GET /v1/events\` has, also the last: nothing is recorded before it
  any more. The mere \`id\` of an event does as \`after\` too, until that event is deleted or erased; then the answer is \`410\`. The pages of one message
  (\`GET /v1/messages/{id}/events\`, \`GET /v1/deliveries\`) have it too; they show at once what there is, so that behind \`resume\` an event may come again.
* Unknown fields are refused, in the query too. Errors are \`application/problem+json\`: [errors.md](errors.md).
* A request has a minute to come in; with a key it has as long as every minute brings 64 KB more of it. Bodies come as they are, not packed.
  Who sends \`Expect: 100-continue\` is told to go on when the key has been looked at and the body is not too large.
* A key that asks too often gets \`429\` with \`Retry-After\`; \`RateLimit-Remaining\` and \`RateLimit-Reset\` tell beforehand (\`http.requests_per_second\`).
* Host stands once; it must be an IP address, \`localhost\`, \`server.hostname\`, the one of \`http.url\` or one of \`http.hosts\`.
`;

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
}

interface DescribedOperation {
  readonly summary: string;
  readonly tags: readonly string[];
  readonly security: readonly { readonly key?: readonly string[] }[];
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly description?: string }[];
}

/** `description` is what `writeOpenApi` wrote. */
export function writeApiDocs({ paths }: Description): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const groups = [...new Set(operations.map(({ operation }) => operation.tags[0] ?? ''))];
  const tables = groups.map((group) => {
    const rows = operations
      .filter(({ operation }) => operation.tags[0] === group)
      .map(
        ({ path, method, operation }) => `| \`${method} ${path}\` | ${scopeOf(operation)} | ${meaning(operation)} |\n`,
      );
    return `\n## ${group}\n\n| request | scope | what it does |\n| --- | --- | --- |\n${rows.join('')}`;
  });
  return `${opening}${tables.join('')}`;
}

function scopeOf({ security }: DescribedOperation): string {
  const scope = security[0]?.key?.[0];
  if (scope === undefined) return security.length === 0 ? 'open' : 'any';
  return scope === 'operator' ? 'the operator at the socket' : `\`${scope}\``;
}

function meaning({ summary, parameters = [] }: DescribedOperation): string {
  const query = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => `\`${name}\``);
  return `${summary}.${query.length === 0 ? '' : ` Query: ${query.join(', ')}.`}`.replaceAll('|', '\\|');
}
