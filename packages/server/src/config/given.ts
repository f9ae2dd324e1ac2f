/** What was given for the keys, before the schema has seen it: a tree whose leaves know where they come from. */

export type Origin =
  | { readonly kind: 'flag'; readonly name: string }
  | { readonly kind: 'environment'; readonly name: string }
  | { readonly kind: 'file'; readonly name: string }
  | { readonly kind: 'default' };

export interface Leaf {
  readonly value: unknown;
  readonly origin: Origin;
}

export interface Node {
  leaf: Leaf | null;
  readonly children: Map<string, Node>;
}

export const emptyNode = (): Node => ({ leaf: null, children: new Map() });

/** A later value for the same key wins. */
export function give(root: Node, path: readonly string[], leaf: Leaf): void {
  nodeAt(root, path).leaf = leaf;
}

function nodeAt(root: Node, path: readonly string[]): Node {
  let node = root;
  for (const name of path) {
    const next = node.children.get(name) ?? emptyNode();
    node.children.set(name, next);
    node = next;
  }
  return node;
}

/** Tables of a TOML document; arrays and single values are leaves. */
export function giveTable(root: Node, table: Readonly<Record<string, unknown>>, origin: Origin): void {
  const walk = (value: unknown, path: readonly string[]): void => {
    const node = nodeAt(root, path);
    if (!isTable(value)) node.leaf = { value, origin };
    else for (const [name, inner] of Object.entries(value)) walk(inner, [...path, name]);
  };
  walk(table, []);
}

const isTable = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

export function writeOrigin(origin: Origin): string {
  return origin.kind === 'default' ? 'default' : `${origin.kind} ${origin.name}`;
}
