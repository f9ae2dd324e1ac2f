/** Types of the HTTP API for those who call it, generated from its OpenAPI document: no code, so that a page costs nothing. */
export type { Answer } from './answer.ts';
export type { operations, paths } from './schema.gen.ts';
