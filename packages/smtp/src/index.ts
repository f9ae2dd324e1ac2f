/**
 * Talking SMTP: a receiver, a client, the way to a domain's servers and the signature on a message.
 */
export type * from './client/connection.ts';
export type * from './client/tls-options.ts';
export type * from './client/transaction.ts';
export type * from './dns/resolver.ts';
export type * from './dns/route.ts';
export * from './envelope/envelope.ts';
export type * from './receiver/handler.ts';
