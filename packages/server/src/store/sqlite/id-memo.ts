/** Octets of ids; the steps of a unit name the same message over and over. */
import { type IdPrefix, idOctets } from '../id.ts';

export function idMemo(prefix: IdPrefix): (id: unknown) => Uint8Array {
  let last = '';
  let octets: Uint8Array = new Uint8Array(0);
  return (id) => {
    const text = String(id);
    if (text === last) return octets;
    octets = idOctets(text, prefix);
    last = text;
    return octets;
  };
}
