/**
 * Talking SMTP: a receiver, a client, the way to a domain's servers and the signature on a message.
 */
export { connect } from './client/connect.ts';
export type * from './client/connection.ts';
export { defaultTimeouts } from './client/timeouts.ts';
export type * from './client/tls-options.ts';
export type * from './client/transaction.ts';
export { type Resign, type Resigned, signersOf } from './dkim/resign.ts';
export { createSigner, type Signer, type SignerOptions, type SigningKey } from './dkim/signer.ts';
export { canonicalAddress, inNetwork } from './dns/address.ts';
export { isPublicAddress, mayReach } from './dns/address-policy.ts';
export type { ServerAddress } from './dns/ask-server.ts';
export type { AddressFamily } from './dns/host-addresses.ts';
export { ordered } from './dns/ordered.ts';
export type * from './dns/resolver.ts';
export type * from './dns/route.ts';
export { createRouter, type Router, type RouterOptions } from './dns/router.ts';
export { type DnsServer, type DnsServerOptions, startDnsServer } from './dns/server.ts';
export type { StaticRoute } from './dns/static-routes.ts';
export { createResolver, type ResolverOptions } from './dns/stub-resolver.ts';
export type { DnsQuestion, DnsReply, Fault, Zone, ZoneEntry } from './dns/zone.ts';
export * from './envelope/envelope.ts';
export { carriesRoute, domainOf, type Mailbox, type ParsedPath, parseMailbox, parsePath } from './envelope/path.ts';
export { decodeXtext, encodeXtext, isXtext } from './envelope/xtext.ts';
export type { FaultyServerOptions, SpokenCommand, TakenMessage } from './faults/dialogue.ts';
export { type ServerFault, serverFaults } from './faults/misbehave.ts';
export { type FaultyServer, startFaultyServer } from './faults/server.ts';
export { type FaultStage, faultStages } from './faults/stage.ts';
export { type Certificate, type CertificateOptions, createCertificate } from './fixture/certificate.ts';
export { addMissingFields, headerField, type MissingFields } from './message/header.ts';
export { type Identity, identitiesOf } from './message/identities.ts';
export { joinPieces, linesOf, longestLine } from './message/lines.ts';
export { reencoded } from './message/reencode.ts';
export { quotedPrintable } from './message/transfer-encoding.ts';
export type * from './receiver/handler.ts';
export { defaultReceiverLimits, type ReceiverLimits } from './receiver/limits.ts';
export { listen, type Receiver, type ReceiverOptions, type ReceiverTls } from './receiver/listen.ts';
export { type DataProgress, MessageData } from './receiver/message-data.ts';
export { type ReceivedBy, receivedField } from './receiver/received.ts';
export type { ConfiguredTls, TlsRule } from './tls/configured.ts';
export { createPolicyFetcher, type FetchOptions } from './tls/fetch-policy.ts';
export {
  createMtaSts,
  type FetchedPolicy,
  type FetchPolicy,
  type KeptPolicy,
  type MtaSts,
  type MtaStsOptions,
  type PolicyCache,
} from './tls/mta-sts.ts';
export { createTlsPolicies, type TlsPolicyOptions } from './tls/policies.ts';
export type { HostPolicy, PolicyHost, TlsPolicies } from './tls/policy.ts';
export { openPolicyFile, type PolicyFileOptions } from './tls/policy-file.ts';
export type { StsMode, StsPolicy } from './tls/sts-policy.ts';
