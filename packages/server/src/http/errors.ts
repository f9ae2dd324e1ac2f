/**
 * Every way in which the API says no. The code is what programs read; `type` of a problem is the page of the code, which this
 * server has itself (routes/errors.ts) and docs/errors.md holds too.
 */

export interface ErrorEntry {
  readonly status: number;
  readonly title: string;
  /** What happened, and what to do. */
  readonly meaning: string;
}

export const errorTable = {
  invalid_request: {
    status: 400,
    title: 'The request does not have its form',
    meaning:
      'A field is missing, has the wrong form or is not known. `errors` names each by its JSON pointer. Correct the request.',
  },
  malformed_body: {
    status: 400,
    title: 'The body cannot be read',
    meaning:
      'The body is no JSON, breaks off, or has a key twice in one object, of which nobody knows which one counts. Nothing was done.',
  },
  malformed_request: {
    status: 400,
    title: 'The request cannot be read',
    meaning: 'It is no HTTP, or its path is no path. Nothing was done.',
  },
  unauthorized: {
    status: 401,
    title: 'No valid key',
    meaning: 'Send `Authorization: Bearer hb_…` with a key that `hearback key ls` lists. A revoked key counts no more.',
  },
  not_proven: {
    status: 401,
    title: 'The request has not proven who it is from',
    meaning:
      'A webhook needs the signature or the credentials that `[intake.webhooks.NAME]` has; `detail` says what is missing (docs/webhooks-in.md).',
  },
  link_used: {
    status: 401,
    title: 'The link does not work any more',
    meaning: 'It was used already, or is too old. `hearback login` makes a new one.',
  },
  cross_site: {
    status: 403,
    title: 'The request comes from another page',
    meaning:
      'A session changes things only from the page of this server: same origin, with the header field `X-Hearback`. Programs use a key.',
  },
  missing_scope: {
    status: 403,
    title: 'The key may not do this',
    meaning: 'The key lacks the scope that `scope` names. Make a key that has it: `hearback key new NAME --scope …`.',
  },
  sender_not_granted: {
    status: 403,
    title: 'The key may not send as this',
    meaning:
      'The envelope sender or an author of the message is none of those that the key was made for (`senders`, `authors`; `hearback key ls`), or the key to be made could send as more than its maker; `detail` names it. Nothing was taken.',
  },
  masked_view: {
    status: 403,
    title: 'This cannot be shown without addresses',
    meaning:
      'The key or session has `masked`, or the service has `http.mask`: exports and mails as they came are for those who see addresses (docs/privacy.md).',
  },
  not_found: {
    status: 404,
    title: 'There is no such thing',
    meaning: 'The id is wrong, or what it named has been deleted after its time (`[retention]`).',
  },
  no_such_path: {
    status: 404,
    title: 'There is no such path',
    meaning:
      'The path is wrong, or belongs to another version than this service has; `/openapi.json` has all that there are.',
  },
  method_not_allowed: {
    status: 405,
    title: 'This path knows another method',
    meaning: 'The header field `Allow` has those that there are.',
  },
  too_slow: {
    status: 408,
    title: 'The request took too long to come in',
    meaning:
      'A request has a minute to come in; one with a key has longer, as long as every minute brings 64 KB more of it. Nothing was done.',
  },
  conflict: {
    status: 409,
    title: 'It cannot be so now',
    meaning: 'Something of that name exists already, or is kept elsewhere (the configuration); `detail` says what.',
  },
  no_store_key: {
    status: 409,
    title: 'There is no key to keep secrets under',
    meaning:
      'Passwords of sources, secrets of webhooks and the key of erased addresses are sealed in the store with `store.key`, which is not set, or is another one than they were sealed with; `detail` says which (docs/several-processes.md). Nothing was done.',
  },
  body_gone: {
    status: 410,
    title: 'The message is not kept any more',
    meaning: 'The message itself is kept until the last of its recipients is settled; its events are kept longer.',
  },
  event_gone: {
    status: 410,
    title: 'The event to go on from is not kept any more',
    meaning:
      'It was erased with its address, or deleted after its time, and an id alone does not tell where it stood. Go on from `resume` of a page or from an `id:` line of the stream, which do; or begin anew, from an instant with `since`.',
  },
  incident_open: {
    status: 409,
    title: 'The incident is open',
    meaning:
      'What an incident holds is released when it is closed: it closes by itself when the bounces are back to what is usual, or by hand (`hearback incidents close`).',
  },
  too_large: {
    status: 413,
    title: 'The request is too large',
    meaning: 'The body is larger than `http.max_body`, or the message larger than `smtp.max_size`.',
  },
  unsupported_media_type: {
    status: 415,
    title: 'The body has an unknown type',
    meaning:
      'Send `application/json`, or what `detail` names (a finished message: `message/rfc822`), as it is: no `Content-Encoding` is read.',
  },
  wrong_host: {
    status: 421,
    title: 'The request is for another host',
    meaning: 'The Host header names none of ours. Add the name to `http.hosts` when it is right.',
  },
  message_refused: {
    status: 422,
    title: 'The message cannot be accepted',
    meaning: '`reply` says why, as an SMTP server would. Trying again changes nothing.',
  },
  rule_refused: {
    status: 422,
    title: 'The rule cannot be saved',
    meaning:
      '`errors` says what is wrong: a field or a pattern (docs/rules.md), or an example that another rule decides. Nothing was saved.',
  },
  nothing_to_undo: {
    status: 409,
    title: 'There is nothing to undo',
    meaning: 'No correction is in force, or it has been taken back already. Nothing was changed.',
  },
  idempotency_mismatch: {
    status: 422,
    title: 'The Idempotency-Key has been used for another request',
    meaning: 'Within a day a key stands for one request. Use a new key for a new message.',
  },
  too_many_requests: {
    status: 429,
    title: 'Too many requests',
    meaning:
      'The key has used up its share (`http.requests_per_second`, `http.request_burst`). Come again after `Retry-After` seconds; `RateLimit-Remaining` tells beforehand how many requests are left.',
  },
  head_too_large: {
    status: 431,
    title: 'The head of the request is too large',
    meaning: 'Path and header fields together have at most 16 KB. A search that is so long has to be made shorter.',
  },
  internal: {
    status: 500,
    title: 'A fault of ours',
    meaning:
      'The log of the server has more under the same `request_id`. Nothing was promised; trying again is safe with an Idempotency-Key.',
  },
  busy: {
    status: 503,
    title: 'Not now',
    meaning:
      'The server has no room, is shutting down or cannot reach its store. Try again after `Retry-After` seconds.',
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;

export type ErrorCode = keyof typeof errorTable;

export interface ErrorDetail {
  readonly pointer: string;
  readonly detail: string;
}

export interface Extras {
  readonly errors?: readonly ErrorDetail[];
  readonly scope?: string;
  readonly reply?: string;
  /** Seconds. */
  readonly retryAfter?: number;
}

/** Thrown within a route; the error handler of app.ts answers it as application/problem+json. */
export class Problem extends Error {
  readonly code: ErrorCode;
  readonly extras: Extras;

  constructor(code: ErrorCode, detail: string, extras: Extras = {}) {
    super(detail);
    this.name = 'Problem';
    this.code = code;
    this.extras = extras;
  }
}

/** RFC 9457. */
export function problemBody({ code, message, extras }: Problem, requestId: string): Record<string, unknown> {
  const { status, title } = errorTable[code];
  const { retryAfter: _, ...members } = extras;
  return { type: `/errors/${code}`, title, status, detail: message, code, request_id: requestId, ...members };
}

/** docs/errors.md */
export function writeErrorDocs(): string {
  const entries = Object.entries(errorTable).map(
    ([code, { status, title, meaning }]) => `\n## ${code}\n\n**${status} ${title}.** ${meaning}\n`,
  );
  return `# Errors of the HTTP API

*Written from \`packages/server/src/http/errors.ts\`; a test holds this page to it.*

An error is \`application/problem+json\` ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)). \`code\` is one of these; \`type\` is the
path of its page on the server that answered (\`/errors/CODE\`), which says the same. \`request_id\` also stands in the log.
${entries.join('')}`;
}
