/**
 * Return paths that were signed here, verified once: a mail's is asked about when it is named, when the mail is read, and
 * when it is looked for what the mail is about.
 */
import { type ReturnPathKeys, returnPath } from '@hearback/bounce';
import { normalAddress } from './address-key.ts';

export interface SignedPath {
  /** "msg_" and a UUIDv7. */
  readonly message: string;
  readonly isFor: (recipient: string) => boolean;
}

/** Null for what was not signed with these keys, or too long ago. */
export type VerifyPath = (address: string) => SignedPath | null;

const day = 86_400_000;
/** Those being talked about at a time. */
const remembered = 1024;

/** `keys` null: none are signed. `now`: the clock that signs. */
export function createVerifyPath(keys: ReturnPathKeys | null, now: () => number): VerifyPath {
  const known = new Map<string, SignedPath>();
  let today = 0;
  return (address) => {
    if (keys === null) return null;
    const at = now();
    // They are good for whole days. What strangers make up is not remembered.
    if (known.size === remembered || Math.floor(at / day) !== today) known.clear();
    today = Math.floor(at / day);
    const before = known.get(address);
    if (before !== undefined) return before;
    const verified = returnPath.verify(address, keys, at);
    if (!verified.ok) return null;
    const { message, isFor } = verified;
    // Signed is the address in its one spelling; before, it was signed as it stood.
    const signed = { message, isFor: rememberLast((name) => isFor(normalAddress(name)) || isFor(name)) };
    known.set(address, signed);
    return signed;
  };
}

/** It is asked twice about the one recipient that a mail names. */
function rememberLast(isFor: SignedPath['isFor']): SignedPath['isFor'] {
  let last: string | null = null;
  let answer = false;
  return (recipient) => {
    if (recipient !== last) [last, answer] = [recipient, isFor(recipient)];
    return answer;
  };
}
