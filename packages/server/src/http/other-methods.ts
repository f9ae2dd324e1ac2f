/** What a path may be asked with, for who has asked it with something else (RFC 9110 §15.5.6). */
import type { Operation } from './openapi.ts';

/** "GET, HEAD, POST"; null: there is no such path. */
export function allowedAt(operations: readonly Pick<Operation, 'method' | 'url'>[], path: string): string | null {
  const asked = path.split('/');
  const methods = operations.filter(({ url }) => fits(url.split('/'), asked)).map(({ method }) => method.toUpperCase());
  const all = methods.includes('GET') ? [...methods, 'HEAD'] : methods;
  return all.length === 0 ? null : all.toSorted().join(', ');
}

const fits = (pattern: readonly string[], asked: readonly string[]): boolean =>
  pattern.length === asked.length &&
  pattern.every((part, index) => (part.startsWith(':') ? asked[index] !== '' : part === asked[index]));
