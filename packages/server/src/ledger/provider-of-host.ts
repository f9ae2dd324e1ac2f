/** The provider of an MX host, "other" for a host of nobody known; hosts repeat. */
import { providerOf } from '@hearback/bounce';

const remembered = 4096;
const providers = new Map<string, string>();

export function providerOfHost(host: string): string {
  const known = providers.get(host);
  if (known !== undefined) return known;
  const provider = providerOf(host) ?? 'other';
  if (providers.size === remembered) providers.clear();
  providers.set(host, provider);
  return provider;
}
