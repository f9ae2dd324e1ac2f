/** What went wrong with a request, in the words of the server (RFC 9457), or of the network. */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly requestId: string | null;
  readonly fields: readonly { readonly pointer: string; readonly detail: string }[];

  constructor(
    code: string,
    detail: string,
    status = 0,
    requestId: string | null = null,
    fields: Problem['fields'] = [],
  ) {
    super(detail);
    this.name = 'Problem';
    this.code = code;
    this.status = status;
    this.requestId = requestId;
    this.fields = fields;
  }
}

export const unreachable = (): Problem =>
  new Problem('unreachable', 'The server cannot be reached. It is tried again.');

export const unanswered = (seconds: number): Problem =>
  new Problem(
    'unanswered',
    `No answer came within ${seconds} seconds. It may be on its way in a connection that has died.`,
  );

/** An answer that is none of the server's, or of another version of it. */
export const odd = (): Problem =>
  new Problem(
    'odd',
    'The answer is none that this page knows. Another version of the server gave it, or something between.',
  );

/** From the body of an answer, whatever it is. */
export function problemOf(status: number, body: unknown): Problem {
  const { code, detail, title, request_id: id, errors } = isRecord(body) ? body : {};
  const fields = Array.isArray(errors) ? errors.filter(isField) : [];
  // An id in the address bar that cannot be one: its form is nobody's business, that nothing is there is.
  if (status === 400 && fields.some(({ pointer }) => pointer.startsWith('/params/')))
    return new Problem('not_found', 'Nothing has this address. Was it cut off when it was copied?', 404);
  const text =
    typeof detail === 'string' ? detail : typeof title === 'string' ? title : `The server answered ${status}.`;
  return new Problem(
    typeof code === 'string' ? code : 'unknown',
    text,
    status,
    typeof id === 'string' ? id : null,
    fields,
  );
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
const isField = (value: unknown): value is Problem['fields'][number] =>
  isRecord(value) && typeof value['pointer'] === 'string' && typeof value['detail'] === 'string';
