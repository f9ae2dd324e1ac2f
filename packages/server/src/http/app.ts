/** The API as one application; listening is serve.ts's. */
import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { repeatedKey } from '../json/repeated-key.ts';
import type { Log } from '../observe/log.ts';
import { StoreError } from '../store/store-error.ts';
import type { Api, App } from './api.ts';
import { checkBodies, hasBody } from './declared-body.ts';
import { errorTable, Problem, problemBody } from './errors.ts';
import { inviteBodies } from './expect-continue.ts';
import { guard } from './guard.ts';
import { refuseUnknownQuery } from './known-query.ts';
import { answerPath, refuseClient } from './malformed.ts';
import { maskAnswers } from './masked.ts';
import { collectOperations, writeOpenApi } from './openapi.ts';
import { allowedAt } from './other-methods.ts';
import { type Pace, paceBodies } from './pace.ts';
import { type Page, servePage } from './page.ts';
import type { RateLimit } from './rate-limit.ts';
import { addressRoutes } from './routes/addresses.ts';
import { alertRoutes } from './routes/alerts.ts';
import { auditRoutes } from './routes/audit.ts';
import { bounceExportRoute } from './routes/bounce-export.ts';
import { bounceRoutes } from './routes/bounces.ts';
import { eraseRoutes } from './routes/erase.ts';
import { errorRoutes } from './routes/errors.ts';
import { eventRoutes } from './routes/events.ts';
import { healthRoutes } from './routes/health.ts';
import { houseRoutes } from './routes/house.ts';
import { incidentRoutes } from './routes/incidents.ts';
import { ingestRoutes } from './routes/ingest.ts';
import { keyRoutes } from './routes/keys.ts';
import { messageRoutes } from './routes/messages.ts';
import { ownRuleRoutes } from './routes/own-rules.ts';
import { processRoutes } from './routes/process.ts';
import { queueRoutes } from './routes/queue.ts';
import { reclassifyRoutes } from './routes/reclassify.ts';
import { rulesRoutes } from './routes/rules.ts';
import { rulesHistoryRoutes } from './routes/rules-history.ts';
import { sessionRoutes } from './routes/session.ts';
import { simulatorRoutes } from './routes/simulator.ts';
import { sourceRoutes } from './routes/sources.ts';
import { statsRoutes } from './routes/stats.ts';
import { storeRoutes } from './routes/store.ts';
import { suppressionExportRoute } from './routes/suppression-export.ts';
import { jobRoutes, suppressionImportRoutes } from './routes/suppression-imports.ts';
import { suppressionRoutes } from './routes/suppressions.ts';
import { toldRoutes } from './routes/told.ts';
import { trayRoutes } from './routes/tray.ts';
import { webhookDeliveryRoutes } from './routes/webhook-deliveries.ts';
import { webhookRoutes } from './routes/webhooks.ts';
import { validatorCompiler } from './validation.ts';

export interface AppOptions {
  /** 'operator': whoever reaches it may do everything (the socket). */
  readonly openTo: 'keys' | 'operator';
  readonly hosts: readonly string[];
  /** Octets of a request. */
  readonly bodyLimit: number;
  readonly log: Log;
  /** Nobody sees whole addresses here. */
  readonly mask?: boolean;
  /** Left out: keys may ask as often as they like. */
  readonly rateLimit?: RateLimit;
  /** How slowly requests may come in; left out: as pace.ts has it. */
  readonly pace?: Pace;
}

export function createApp(
  api: Api,
  { openTo, hosts, bodyLimit, log, mask = false, rateLimit = () => {}, pace }: AppOptions,
): App {
  const app: App = Fastify({
    // Errors only: who asked what is counted, not logged.
    loggerInstance: log.child({}, { level: 'warn' }) as FastifyBaseLogger,
    bodyLimit,
    requestIdHeader: false,
    logController: new LogController({ requestIdLogLabel: 'request_id' }),
    genReqId: () => crypto.randomUUID(),
    // pace.ts ends what comes too slowly.
    requestTimeout: 0,
    clientErrorHandler: refuseClient,
    frameworkErrors: answerPath,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 1000 },
  });
  app.setValidatorCompiler(validatorCompiler);
  // What leaves was made by wire.ts; the schemas document it, and a test holds it to them.
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  refuseUnknownQuery(app);
  const operations = collectOperations(app);
  app.setErrorHandler<FastifyError | Problem>(answerError);
  let page: Page | null = null;
  const refuseNowhere = ({ method, url }: FastifyRequest, reply: FastifyReply): never => {
    const allowed = allowedAt(operations, pathOf(url));
    if (allowed === null) throw new Problem('no_such_path', 'There is no such path');
    reply.header('Allow', allowed);
    throw new Problem('method_not_allowed', `There is no ${method} here, but ${allowed}`);
  };
  app.setNotFoundHandler((request, reply) => {
    const { method, url, headers } = request;
    if (method === 'GET' && page?.screen(pathOf(url), headers.accept, reply) === true) return;
    refuseNowhere(request, reply);
  });
  app.removeContentTypeParser(['text/plain', 'application/json']);
  readJson(app);
  app.addContentTypeParser('message/rfc822', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  const { visitors, page: facts } = api;
  paceBodies(app, pace);
  guard(app, { keys: openTo === 'operator' ? null : api.keys, visitors, page: facts, hosts, mask, rateLimit });
  checkBodies(app);
  // Fastify would read it first.
  app.addHook('preParsing', async (request, reply) => {
    if (request.is404 && hasBody(request.headers)) refuseNowhere(request, reply);
  });
  inviteBodies(app);
  maskAnswers(app);
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({ 'X-Request-Id': request.id, 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store' });
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    api.metrics.requests.inc({ route, method: request.method, status: String(reply.statusCode) });
  });

  processRoutes(app, api);
  errorRoutes(app);
  messageRoutes(app, api);
  queueRoutes(app, api);
  eventRoutes(app, api);
  ingestRoutes(app, api);
  sourceRoutes(app, api);
  trayRoutes(app, api);
  suppressionRoutes(app, api);
  suppressionExportRoute(app, api);
  suppressionImportRoutes(app, api);
  jobRoutes(app, api);
  incidentRoutes(app, api);
  addressRoutes(app, api);
  eraseRoutes(app, api);
  bounceRoutes(app, api);
  bounceExportRoute(app, api);
  healthRoutes(app, api);
  statsRoutes(app, api);
  webhookRoutes(app, api);
  webhookDeliveryRoutes(app, api);
  toldRoutes(app, api);
  reclassifyRoutes(app, api);
  rulesRoutes(app, api);
  rulesHistoryRoutes(app, api);
  ownRuleRoutes(app, api);
  auditRoutes(app, api);
  alertRoutes(app, api);
  keyRoutes(app, api);
  houseRoutes(app, api);
  sessionRoutes(app, api);
  simulatorRoutes(app, api);
  storeRoutes(app, api);
  if (api.page.files !== null) page = servePage(app, api.page.files.folder, api.page.files.html);
  let description: Record<string, unknown> | null = null;
  app.get(
    '/openapi.json',
    { config: { scope: null }, schema: { summary: 'This description', tags: ['process'] } },
    async () => {
      description ??= writeOpenApi(operations, api.version);
      return description;
    },
  );
  return app;
}

const pathOf = (url: string): string => url.split('?', 1)[0] ?? '';

/** As Fastify does, but for keys that stand twice: those it would let pass. */
function readJson(app: App): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const text = String(body);
    parse(request, text, (error, value) => {
      const key = error === null ? repeatedKey(text) : null;
      if (key === null) done(error, value);
      else
        done(new Problem('malformed_body', `The key ${JSON.stringify(key.slice(0, 100))} stands twice in one object`));
    });
  });
}

function answerError(error: FastifyError | Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = error instanceof Problem ? error : (storeProblem(error, request) ?? problemOf(error, request));
  if (problem.code === 'internal') request.log.error({ err: error }, 'A request failed');
  const { retryAfter } = problem.extras;
  if (retryAfter !== undefined) reply.header('Retry-After', String(retryAfter));
  if (problem.code === 'unauthorized') reply.header('WWW-Authenticate', 'Bearer');
  return reply
    .code(errorTable[problem.code].status)
    .type('application/problem+json')
    .send(problemBody(problem, request.id));
}

/** What a store refuses that the asker can mend; of what is only read, the place to go on from, which came from outside. */
function storeProblem(error: unknown, { method }: FastifyRequest): Problem | null {
  if (!(error instanceof StoreError)) return null;
  if (error.code === 'no_key') return new Problem('no_store_key', error.message);
  if (error.code !== 'rejected' || method !== 'GET') return null;
  const errors = [{ pointer: '/querystring/after', detail: error.message }];
  return new Problem('invalid_request', 'The request does not have its form', { errors });
}

/** What Fastify itself refuses. */
function problemOf(error: FastifyError, { raw }: FastifyRequest): Problem {
  // Its asker has gone, or was cut off: nobody reads the answer.
  if (raw.destroyed && !raw.complete) return new Problem('malformed_body', 'The body broke off');
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new Problem('too_large', 'The request is larger than http.max_body');
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new Problem('unsupported_media_type', 'Send application/json');
    case 'FST_ERR_VALIDATION':
      return new Problem('invalid_request', 'The request does not have its form');
  }
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return new Problem('malformed_body', 'The body cannot be read');
  return new Problem('internal', 'Something went wrong here');
}
