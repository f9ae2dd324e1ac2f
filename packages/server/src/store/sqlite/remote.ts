/**
 * Asks the side that holds the database. In its own thread (`store-worker.js` beside the built module), or in this one for
 * tests that run from sources.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { StoreError } from '../store-error.ts';
import { type EngineOptions, openEngine } from './engine.ts';
import type { Asked, Given, Kind, Request, Response } from './requests.ts';

export interface Remote {
  /** Rejects with a StoreError. `transfer`: what is handed over rather than copied. */
  readonly ask: <K extends Kind>(kind: K, asked: Asked<K>, transfer?: readonly ArrayBuffer[]) => Promise<Given<K>>;
  readonly close: () => Promise<void>;
  /** Resolves when that side has failed for good; never for one that was closed. */
  readonly failed: Promise<StoreError>;
}

export async function openInProcess(options: EngineOptions): Promise<Remote> {
  const engine = await openEngine(options);
  let closed = false;
  const failing = failure();
  const ask: Remote['ask'] = async (kind, asked) => {
    if (closed) throw closedError();
    // As if from another thread: the caller's own work comes first.
    await null;
    return unwrap(failing.look(engine({ kind, ...asked } as Request)));
  };
  return {
    ask,
    failed: failing.failed,
    close: async () => {
      if (closed) return;
      await ask('close', {});
      closed = true;
    },
  };
}

/** What the thread says: first that it is open, then one response for each request in their order. */
type FromThread = Response;

export async function openInThread(options: EngineOptions): Promise<Remote> {
  const file = new URL('./store-worker.js', import.meta.url);
  if (!existsSync(fileURLToPath(file))) {
    throw new Error(
      'store-worker.js is missing beside this module: build the package, or open the store with inProcess',
    );
  }
  const worker = new Worker(file, { workerData: options, name: `store-${options.role}` });
  const pending: ((response: Response) => void)[] = [];
  let ended: StoreError | null = null;
  const failing = failure();
  const end = (reason: StoreError): void => {
    ended ??= reason;
    for (const answer of pending.splice(0)) answer({ ok: false, code: ended.code, message: ended.message });
  };
  worker.on('message', (response: FromThread) => pending.shift()?.(failing.look(response)));
  worker.on('error', (error) => die(error.message, error));
  // Nothing in the thread ends it: after `close` it is ended from here.
  worker.on('exit', (code) => die(`exit code ${code}`));

  const die = (why: string, cause?: Error): void => {
    if (ended !== null) return;
    end(new StoreError('io', `the store's thread died: ${why}`, { cause }));
    failing.fail(ended ?? closedError());
  };

  const answer = (): Promise<Response> => new Promise((resolve) => void pending.push(resolve));
  const ask: Remote['ask'] = async (kind, asked, transfer = []) => {
    if (ended !== null) throw ended;
    const answered = answer();
    worker.postMessage({ kind, ...asked }, transfer);
    return unwrap(await answered);
  };
  unwrap(await answer());
  return {
    ask,
    failed: failing.failed,
    close: async () => {
      if (ended !== null) return;
      await ask('close', {});
      end(closedError());
      await worker.terminate();
    },
  };
}

interface Failing {
  readonly failed: Promise<StoreError>;
  readonly fail: (error: StoreError) => void;
  /** Notices a response that is the last word. */
  readonly look: (response: Response) => Response;
}

function failure(): Failing {
  let fail: (error: StoreError) => void = () => {};
  const failed = new Promise<StoreError>((resolve) => {
    fail = resolve;
  });
  const look = (response: Response): Response => {
    if (!response.ok && response.fatal === true) fail(new StoreError(response.code, response.message));
    return response;
  };
  return { failed, fail, look };
}

function unwrap<K extends Kind>(response: Response): Given<K> {
  if (!response.ok) throw new StoreError(response.code, response.message);
  return response.value as Given<K>;
}

function closedError(): StoreError {
  return new StoreError('closed', 'the store is closed');
}
