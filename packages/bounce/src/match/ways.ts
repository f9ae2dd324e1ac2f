/**
 * How often a backtracking matcher may try again: an upper bound on the ways in which a node can match from one place.
 * It is the product of what is ambiguous; a repeat that must stop where the next item begins has one way, however long.
 */
import { bit, everything, type Node } from './pattern-tree.ts';

/** Most ways for one piece; with subjects of 4 KB a search then stays within milliseconds. */
export const mostWays = 3000;

/** `next`: the characters that may stand behind the node; none behind the last one, whose first match is taken. */
export function ways(node: Node, next = 0n): number {
  switch (node.kind) {
    case 'text':
    case 'set':
    case 'edge':
      return 1;
    case 'choice':
      return Math.max(
        ...node.options.map((one) =>
          sum(
            node.options.filter((other) => overlap(one, other)),
            next,
          ),
        ),
      );
    case 'repeat':
      return repeatWays(node.item, node.min, node.max, next);
    case 'sequence': {
      let product = 1;
      let follow = next;
      for (const item of node.items.toReversed()) {
        product *= ways(item, follow);
        follow = first(item, follow);
      }
      return product;
    }
  }
}

function repeatWays(item: Node, min: number, max: number, next: bigint): number {
  const opening = first(item, next);
  const counts = (opening & next) === 0n ? 1 : max - min + 1;
  return counts * ways(item, max > 1 ? opening | next : next) ** max;
}

const sum = (options: readonly Node[], next: bigint): number =>
  options.reduce((total, option) => total + ways(option, next), 0);

/** Characters that a match of the node may begin with; everything when it can be empty. */
export const opening = (node: Node): bigint => first(node, everything);

/** Whether two options of a choice can both match at one place. */
function overlap(one: Node, other: Node): boolean {
  const a = leading(one);
  const b = leading(other);
  return a.startsWith(b) || b.startsWith(a) ? (first(one, everything) & first(other, everything)) !== 0n : false;
}

/** The plain text a node begins with; '' when it begins otherwise. */
function leading(node: Node): string {
  if (node.kind === 'text') return node.text;
  const head = node.kind === 'sequence' ? node.items[0] : undefined;
  return head === undefined ? '' : leading(head);
}

/** Characters that a match of the node, or what follows it if the node can be empty, may begin with. */
function first(node: Node, next: bigint): bigint {
  switch (node.kind) {
    case 'text':
      return bit(node.text.charCodeAt(0));
    case 'set':
      return node.members;
    case 'edge':
      return everything;
    case 'choice':
      return node.options.reduce((union, option) => union | first(option, next), 0n);
    case 'repeat':
      return node.min === 0 ? first(node.item, next) | next : first(node.item, next);
    case 'sequence':
      return node.items.reduceRight((follow, item) => first(item, follow), next);
  }
}
