/** What goes wrong between a command and the service: nobody answers, or the answer is no (RFC 9457). */
import { type Target, writeTarget } from './target.ts';

/** The service answered no. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: readonly string[];

  constructor(status: number, code: string, message: string, details: readonly string[]) {
    super(message);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

/** Nobody answers there. */
export class Unreachable extends Error {
  /** It may be there, and is not for this user. */
  readonly isForbidden: boolean;

  constructor(target: Target, cause: Error) {
    const code = 'code' in cause ? String(cause.code) : cause.message;
    const isForbidden = code === 'EACCES' || code === 'EPERM';
    const hint = isForbidden
      ? "; it is for the service's own user and root: run this as one of them, or give --url and a key"
      : target.kind === 'socket'
        ? '; is `hearback serve` running, with this data folder (HEARBACK_SERVER__DATA, or --config)?'
        : '';
    super(`no hearback answers at ${writeTarget(target)} (${code})${hint}`, { cause });
    this.name = 'Unreachable';
    this.isForbidden = isForbidden;
  }
}

/** From the body of an answer, whatever it is: something that is no hearback may answer there. */
export function problemOf(status: number, body: unknown): ApiProblem {
  const { code, detail, title, errors } = isRecord(body) ? body : {};
  const fields = Array.isArray(errors) ? errors.filter(isField) : [];
  return new ApiProblem(
    status,
    typeof code === 'string' ? code : 'unknown',
    typeof detail === 'string' ? detail : typeof title === 'string' ? title : `HTTP ${status}`,
    fields.map(({ pointer, detail: why }) => `${nameOf(pointer)} ${why}`),
  );
}

/** "/querystring/to/0" is the first `to`; nothing: all of it. */
const nameOf = (pointer: string): string =>
  pointer.replace(/^\/(?:(?:params|querystring|headers)\/)?/, '') || 'the request';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
const isField = (value: unknown): value is { readonly pointer: string; readonly detail: string } =>
  isRecord(value) && typeof value['pointer'] === 'string' && typeof value['detail'] === 'string';
