/** Names of domains and mailboxes alone, for programs that talk to nobody: `@hearback/smtp/names`. */
export { asciiDomain } from './dns/name.ts';
export { parseMailbox } from './envelope/path.ts';
