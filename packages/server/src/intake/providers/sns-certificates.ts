/**
 * The certificates that SNS signs with: fetched once, kept, and never more than a few fetched at a time, so that forged
 * requests cannot make us fetch without end.
 */
import { type KeyObject, X509Certificate } from 'node:crypto';

/** Rejects when the address cannot be fetched; whoever gives it limits time, size and where it may connect. */
export type FetchText = (url: string) => Promise<string>;

export type Certificates = (url: string, now: number) => Promise<Certificate>;

export type Certificate =
  | { readonly kind: 'key'; readonly key: KeyObject }
  /** For now: worth another try. */
  | { readonly kind: 'unavailable'; readonly why: string }
  | { readonly kind: 'unusable'; readonly why: string };

interface Kept {
  readonly certificate: Certificate;
  readonly until: number;
}

const most = 32;
const mostAtOnce = 4;
const afterSuccess = 24 * 3_600_000;
const afterFailure = 60_000;

export function createCertificates(fetchText: FetchText): Certificates {
  const kept = new Map<string, Kept>();
  const coming = new Map<string, Promise<Certificate>>();

  const fetchOne = async (url: string, now: number): Promise<Certificate> => {
    const certificate = await fetched(fetchText, url, now);
    const oldest = kept.keys().next().value;
    if (kept.size >= most && oldest !== undefined) kept.delete(oldest);
    const until = certificate.kind === 'key' ? afterSuccess : afterFailure;
    kept.set(url, { certificate, until: now + until });
    coming.delete(url);
    return certificate;
  };

  return async (url, now) => {
    const known = kept.get(url);
    if (known !== undefined && now < known.until) return known.certificate;
    kept.delete(url);
    const underWay = coming.get(url);
    if (underWay !== undefined) return underWay;
    if (coming.size >= mostAtOnce)
      return { kind: 'unavailable', why: 'Too many signing certificates are being fetched at once.' };
    const fetching = fetchOne(url, now);
    coming.set(url, fetching);
    return fetching;
  };
}

async function fetched(fetchText: FetchText, url: string, now: number): Promise<Certificate> {
  let pem: string;
  try {
    pem = await fetchText(url);
  } catch (error) {
    return { kind: 'unavailable', why: `The signing certificate could not be fetched: ${messageOf(error)}` };
  }
  return usable(pem, now);
}

function usable(pem: string, now: number): Certificate {
  const certificate = read(pem);
  if (certificate === null) return { kind: 'unusable', why: 'What was fetched as signing certificate is none.' };
  const from = Date.parse(certificate.validFrom);
  const to = Date.parse(certificate.validTo);
  // Written so that a date that cannot be read counts as wrong.
  if (!(now >= from && now <= to)) return { kind: 'unusable', why: 'The signing certificate is not valid now.' };
  const { publicKey } = certificate;
  const bits = publicKey.asymmetricKeyType === 'rsa' ? (publicKey.asymmetricKeyDetails?.modulusLength ?? 0) : 0;
  if (bits < 2048) return { kind: 'unusable', why: 'The signing certificate has no RSA key of 2048 bits or more.' };
  return { kind: 'key', key: publicKey };
}

function read(pem: string): X509Certificate | null {
  try {
    return new X509Certificate(pem);
  } catch {
    return null; // how the parser says that this is no certificate; told above
  }
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
