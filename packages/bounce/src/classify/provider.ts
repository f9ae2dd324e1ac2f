/**
 * Which provider an MX host belongs to. The host decides, never the recipient's domain: companies keep their mail with providers.
 */
import type { Provider } from '../rules/rule.ts';

/** Finds the provider's id by the longest suffix of the host name; null for hosts of nobody known. */
export class ProviderTable {
  readonly #bySuffix = new Map<string, string>();

  constructor(providers: readonly Pick<Provider, 'id' | 'mx'>[]) {
    for (const provider of providers) for (const suffix of provider.mx) this.#bySuffix.set(suffix, provider.id);
  }

  /** Accepts "aspmx.l.google.com", with a closing dot, in any case. */
  of(host: string): string | null {
    let suffix = host.toLowerCase().replace(/\.$/, '');
    for (;;) {
      const provider = this.#bySuffix.get(suffix);
      if (provider !== undefined) return provider;
      const dot = suffix.indexOf('.');
      if (dot < 0) return null;
      suffix = suffix.slice(dot + 1);
    }
  }
}
