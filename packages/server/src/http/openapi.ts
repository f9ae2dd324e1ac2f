/** OpenAPI 3.1 from the routes themselves: what validates a request is what documents it. */
import type { FastifyInstance, RouteOptions } from 'fastify';

declare module 'fastify' {
  interface FastifySchema {
    readonly summary?: string;
    readonly tags?: readonly string[];
    /** Not of the API. */
    readonly hide?: boolean;
  }
}

export interface Operation {
  readonly method: string;
  readonly url: string;
  readonly schema: RouteSchema;
  readonly scope: string | null;
}

/** What a route says of itself in `schema`; JSON Schema each. */
interface RouteSchema {
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly params?: ObjectSchema;
  readonly querystring?: ObjectSchema;
  readonly headers?: ObjectSchema;
  /** A schema for JSON, or one for each media type. */
  readonly body?: object | { readonly content: Readonly<Record<string, { readonly schema: object }>> };
  readonly response?: Readonly<Record<string, { readonly description?: string }>>;
}

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, { readonly description?: string }>>;
  readonly required?: readonly string[];
}

/** Remembers each route as it is made; call before the first. */
export function collectOperations(app: FastifyInstance): readonly Operation[] {
  const operations: Operation[] = [];
  app.addHook('onRoute', ({ method, url, schema, config }: RouteOptions) => {
    if (schema?.hide === true) return;
    for (const each of [method].flat())
      if (each !== 'HEAD')
        operations.push({
          method: each.toLowerCase(),
          url,
          schema: (schema ?? {}) as RouteSchema,
          scope: config?.scope ?? null,
        });
  });
  return operations;
}

export function writeOpenApi(operations: readonly Operation[], version: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    const path = operation.url.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [operation.method]: writeOperation(operation, path) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Hearback', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'hb_… made by `hearback key new`' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'hearback_session',
          description: 'Of the page; by https __Host-hearback_session',
        },
      },
      schemas: { Problem: problem },
    },
  };
}

const problem = {
  type: 'object',
  description: 'RFC 9457; docs/errors.md lists the codes',
  required: ['type', 'title', 'status', 'detail', 'code', 'request_id'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string' },
    request_id: { type: 'string' },
    errors: {
      type: 'array',
      items: { type: 'object', properties: { pointer: { type: 'string' }, detail: { type: 'string' } } },
    },
    scope: { type: 'string' },
    reply: { type: 'string' },
  },
};

function writeOperation({ method, schema, scope }: Operation, path: string): Record<string, unknown> {
  const parameters = [
    ...parametersOf('path', schema.params),
    ...parametersOf('query', schema.querystring),
    ...parametersOf('header', schema.headers),
  ];
  const { body } = schema;
  const content =
    body === undefined ? null : 'content' in body ? body.content : { 'application/json': { schema: body } };
  return {
    operationId: `${method}${path.replace(/[^A-Za-z0-9]+(\w)?/g, (_, letter: string | undefined) => (letter ?? '').toUpperCase())}`,
    summary: schema.summary,
    tags: schema.tags,
    security: scope === null ? [] : [{ key: scope === 'any' ? [] : [scope] }, { session: [] }],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(content === null ? {} : { requestBody: { required: true, content } }),
    responses: {
      ...Object.fromEntries(Object.entries(schema.response ?? {}).map(writeResponse)),
      default: {
        description: 'What went wrong',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

const parametersOf = (where: string, schema: ObjectSchema | undefined): object[] =>
  Object.entries(schema?.properties ?? {}).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || (schema?.required?.includes(name) ?? false),
    ...(property.description === undefined ? {} : { description: property.description }),
    schema: property,
  }));

/** A response whose schema has `contentMediaType` is not JSON. */
function writeResponse([status, schema]: [string, { readonly description?: string }]): [string, object] {
  const description = schema.description ?? 'Done';
  const type = 'contentMediaType' in schema ? String(schema.contentMediaType) : 'application/json';
  const empty = 'type' in schema && schema.type === 'null';
  return [status, empty ? { description } : { description, content: { [type]: { schema } } }];
}
