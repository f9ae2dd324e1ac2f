/**
 * One request of a provider to what it says: verified first, then read. Never throws. A refusal is for a request that
 * has not proven who it is from; what is proven and not understood is `not_understood`, to be kept and answered with 2xx:
 * a provider that is answered with an error sends the same again until it gives up.
 */
import type { Heard } from '../../ledger/observation.ts';
import type { Provider, ProviderRequest, Refused, Secrets } from './provider.ts';

export async function receive(
  provider: Provider,
  request: ProviderRequest,
  secrets: Secrets,
  now: number,
  sourceName: string = provider.name,
): Promise<Heard | Refused> {
  const verified = await provider.verify(request, secrets, now);
  if (!verified.ok) return { kind: 'refused', status: verified.status ?? 401, why: verified.why };
  const answered = provider.answer === undefined ? null : await provider.answer(request, now);
  return answered ?? provider.read(request.rawBody, { sourceName, now });
}
