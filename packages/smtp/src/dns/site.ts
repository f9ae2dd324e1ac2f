/**
 * A short name for a set of mail hosts. Domains whose mail the same hosts take share a site, and with it a lane: the
 * provider's name where all hosts are one provider's, else what the names have in common, else all of them.
 */
import { createHash } from 'node:crypto';
import { providerOf } from '@hearback/bounce';

/** Second-level labels under which registries hand out names in countries: "co.uk", "com.br". */
const registryLabels = new Set(['ac', 'co', 'com', 'edu', 'gob', 'gov', 'gv', 'ne', 'net', 'or', 'org']);

/** Longer lists of hosts are shortened to the first and a hash. */
const longest = 80;

export function siteOf(hosts: readonly string[]): string {
  const names = [...new Set(hosts)].filter((host) => host !== '').toSorted();
  const [first = ''] = names;
  const provider = providerOf(first);
  if (provider !== null && names.every((name) => providerOf(name) === provider)) return provider;
  if (names.length === 1) return first;
  const common = commonSuffix(names);
  if (common !== null) return common;
  const list = names.join(' ');
  return list.length <= longest ? list : `${first} ${createHash('sha256').update(list).digest('hex').slice(0, 12)}`;
}

/** Null when the names share no more than what a registry hands out. */
function commonSuffix(names: readonly string[]): string | null {
  const lists = names.map((name) => name.split('.').reverse());
  const [head = []] = lists;
  let count = 0;
  while (count < head.length && lists.every((labels) => labels[count] === head[count])) count++;
  const [top = '', second = ''] = head;
  const least = top.length === 2 && (registryLabels.has(second) || second.length <= 2) ? 3 : 2;
  const isName = lists.every((labels) => !/^\d*$/.test(labels[0] ?? '') && !labels[0]?.includes(']'));
  return isName && count >= least ? head.slice(0, count).reverse().join('.') : null;
}
