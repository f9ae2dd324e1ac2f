/**
 * The page's files, as they were built, with a policy that lets nothing come from elsewhere and no text become markup. A path
 * that is neither a file nor of the API is a screen: it gets the page, which finds its way.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply } from 'fastify';
import type { App } from './api.ts';

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const guards = {
  'Content-Security-Policy': policy,
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
};

export interface Page {
  /** Answers with the page, if the path can be one of its screens; false: it cannot. */
  readonly screen: (path: string, accept: string | undefined, reply: FastifyReply) => boolean;
}

export async function readPage(folder: string): Promise<string> {
  return readFile(join(folder, 'index.html'), 'utf8');
}

/** `html`: what readPage gave. */
export function servePage(app: App, folder: string, html: string): Page {
  void app.register(fastifyStatic, { root: folder, serve: false, preCompressed: true });
  const config = { scope: null } as const;
  const schema = { hide: true };
  app.get<{ Params: { '*': string } }>('/assets/*', { config, schema }, (request, reply) =>
    // Their names change with what is in them.
    reply.headers(guards).sendFile(`assets/${request.params['*']}`, { maxAge: '365d', immutable: true }),
  );
  for (const file of ['icon.svg', 'theme.js'])
    app.get(`/${file}`, { config, schema }, (_request, reply) =>
      reply.headers(guards).sendFile(file, { maxAge: '1h' }),
    );
  const send = (reply: FastifyReply): FastifyReply =>
    reply.headers(guards).header('Cache-Control', 'no-cache').type('text/html; charset=utf-8').send(html);
  app.get('/', { config, schema }, async (_request, reply) => send(reply));
  return {
    screen(path, accept, reply) {
      if (/^\/(?:v1|assets|errors)(?:\/|$)/.test(path) || !/\btext\/html\b/.test(accept ?? '')) return false;
      send(reply.code(200));
      return true;
    },
  };
}
