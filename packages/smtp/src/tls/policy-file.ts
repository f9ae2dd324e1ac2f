/**
 * MTA-STS policies in a file, so that a restart does not forget the promise of their `max_age` (RFC 8461 §3.3: a sender that
 * starts anew would else be open to whoever hides the record). One JSON document, written anew beside the old one and put in
 * its place, so that it is always whole. Bounded; what does not fit any more is what ends first.
 */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { KeptPolicy, PolicyCache } from './mta-sts.ts';
import type { StsPolicy } from './sts-policy.ts';

export interface PolicyFileOptions {
  readonly file: string;
  /** Default 10,000 domains. */
  readonly most?: number;
  readonly now?: () => number;
  /** Is told when the file could not be read or written. Policies are then kept in memory all the same. */
  readonly onError?: (error: unknown) => void;
}

const version = 1;

/** Never rejects. What stands in the file and is no policy is left out. */
export async function openPolicyFile(options: PolicyFileOptions): Promise<PolicyCache> {
  const { file, most = 10_000, now = Date.now, onError = () => {} } = options;
  const kept = new Map(await read(file, now(), onError));
  let writing: Promise<void> | null = null;
  let changed = false;

  /** One writer at a time; what changes meanwhile is in the next document. */
  async function write(): Promise<void> {
    do {
      changed = false;
      await replace(file, JSON.stringify({ version, policies: Object.fromEntries(kept) })).catch(onError);
    } while (changed);
    writing = null;
  }

  function makeRoom(): void {
    if (kept.size < most) return;
    for (const [domain, { expiresAt }] of kept) if (expiresAt <= now()) kept.delete(domain);
    if (kept.size < most) return;
    const [first] = [...kept].sort(([, left], [, right]) => left.expiresAt - right.expiresAt);
    if (first !== undefined) kept.delete(first[0]);
  }

  return {
    get: async (domain) => kept.get(domain),
    set: (domain, policy) => {
      if (!kept.has(domain)) makeRoom();
      kept.set(domain, policy);
      changed = true;
      writing ??= write();
      return writing;
    },
  };
}

async function replace(file: string, text: string): Promise<void> {
  const fresh = `${file}.new`;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(fresh, text, { mode: 0o600, flush: true });
  await rename(fresh, file);
}

async function read(file: string, now: number, onError: (error: unknown) => void): Promise<[string, KeptPolicy][]> {
  try {
    const document: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (!isRecord(document) || document['version'] !== version || !isRecord(document['policies'])) return [];
    return Object.entries(document['policies']).filter(
      (entry): entry is [string, KeptPolicy] => isKept(entry[1]) && entry[1].expiresAt > now,
    );
  } catch (error) {
    // There is none before the first policy.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) onError(error);
    return [];
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isKept = (value: unknown): value is KeptPolicy =>
  isRecord(value) &&
  typeof value['id'] === 'string' &&
  typeof value['fetchedAt'] === 'number' &&
  typeof value['expiresAt'] === 'number' &&
  isPolicy(value['policy']);

const isPolicy = (value: unknown): value is StsPolicy =>
  isRecord(value) &&
  (value['mode'] === 'enforce' || value['mode'] === 'testing' || value['mode'] === 'none') &&
  typeof value['maxAge'] === 'number' &&
  Array.isArray(value['mx']) &&
  value['mx'].every((pattern) => typeof pattern === 'string');
