/** Requests are checked by the schemas that the documentation is written from; what is wrong is named by its JSON pointer. */
import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Convert } from 'typebox/value';
import { type ErrorDetail, Problem } from './errors.ts';

const mostErrors = 20;

export const validatorCompiler: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const check = Compile(schema);
  return (value: unknown) => {
    // A query has texts only: "10" is meant as a number where one belongs, a single value as a list.
    const read = httpPart === 'querystring' ? Convert(schema, { ...(value as object) }) : value;
    if (check.Check(read)) return { value: read };
    const part = httpPart === 'body' ? '' : `/${httpPart ?? ''}`;
    const errors = detailsOf(check.Errors(read), part);
    return { error: new Problem('invalid_request', 'The request does not have its form', { errors }) };
  };
};

interface Finding {
  readonly keyword: string;
  readonly instancePath: string;
  readonly message: string;
  readonly params: object;
}

/** What may stand there is told, where it is a list; and of an id how one begins. */
function inWords({ keyword, message, params }: Finding): string {
  const [, prefix] = keyword === 'pattern' ? (/"\^([a-z]+_)\[0-9a-f-\]/.exec(message) ?? []) : [];
  if (prefix !== undefined) return `must be an id as lists have it, which begins with ${prefix}`;
  const allowed = keyword === 'enum' && 'allowedValues' in params ? params.allowedValues : null;
  return Array.isArray(allowed) ? `must be one of ${allowed.join(', ')}` : message;
}

function detailsOf(findings: readonly Finding[], part: string): readonly ErrorDetail[] {
  const unknown = findings.filter(({ keyword }) => keyword === 'boolean');
  const others = findings.filter(({ keyword }) => !['boolean', 'additionalProperties', 'anyOf'].includes(keyword));
  return [
    ...unknown.map(({ instancePath }) => ({ pointer: part + instancePath, detail: 'is no field of this request' })),
    ...others.map((finding) => ({ pointer: part + finding.instancePath, detail: inWords(finding) })),
  ].slice(0, mostErrors);
}
