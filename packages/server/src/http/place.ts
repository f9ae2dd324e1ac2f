/** Where a page of lists, senders or providers ended, as an opaque cursor. */
import type { PartPlace } from '../health/parts.ts';
import { Problem } from './errors.ts';

export const writePlace = ({ attempted, key }: PartPlace): string =>
  Buffer.from(JSON.stringify([attempted, key])).toString('base64url');

/** Throws a Problem: it came from outside. */
export function readPlace(text: string): PartPlace {
  const values = /^[\w-]+$/.test(text) ? valuesOf(Buffer.from(text, 'base64url').toString()) : null;
  const [attempted, key] = Array.isArray(values) ? (values as readonly unknown[]) : [];
  if (typeof attempted !== 'number' || typeof key !== 'string')
    throw new Problem('invalid_request', 'The request does not have its form', {
      errors: [{ pointer: '/querystring/after', detail: 'is no cursor of this list' }],
    });
  return { attempted, key };
}

function valuesOf(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
