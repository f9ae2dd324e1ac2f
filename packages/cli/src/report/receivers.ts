/** Who answered: the provider an MX host belongs to. */
import { providerOf } from '@hearback/bounce';
import { own, Recent } from './recent.ts';

/** A host answered, but it is none of the providers we know. */
const otherHosts = 'other';
/** No host answered: DNS failed or nobody took the connection. */
export const noHost = 'none';

/** More than there are providers. */
export const receiverLimit = 128;

export class Receivers {
  /** Provider ids; a receiver is its place in this list. 0 is no host. */
  readonly names: string[] = [noHost, otherHosts];
  private readonly byHost = new Recent<number>(5000);

  of(mx: string | null): number {
    if (mx === null) return 0;
    const known = this.byHost.get(mx);
    if (known !== undefined) return known;
    const receiver = this.named(providerOf(mx) ?? otherHosts);
    this.byHost.set(own(mx), receiver);
    return receiver;
  }

  named(name: string): number {
    const known = this.names.indexOf(name);
    if (known !== -1) return known;
    return this.names.length === receiverLimit ? 1 : this.names.push(name) - 1;
  }
}
