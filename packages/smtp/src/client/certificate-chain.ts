/** The certificates that a server sent, its own first, each followed by its issuer as far as that was sent or is known. */
import { X509Certificate } from 'node:crypto';
import type { DetailedPeerCertificate, TLSSocket } from 'node:tls';

const MOST_CERTIFICATES = 12;

export function chainOf(socket: TLSSocket): X509Certificate[] {
  const chain: X509Certificate[] = [];
  let certificate: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true);
  while (certificate?.raw !== undefined && chain.length < MOST_CERTIFICATES) {
    chain.push(new X509Certificate(certificate.raw));
    // A certificate that is its own issuer ends the chain.
    certificate = certificate.issuerCertificate === certificate ? undefined : certificate.issuerCertificate;
  }
  return chain;
}
