export function unpack(packages: readonly string[]): { root: string; env: Record<string, string> };
export function ensureUser(name: string): void;
