/** The store's thread: opens the database it is told to and answers requests in their order. Built as `store-worker.js`. */
import { parentPort, workerData } from 'node:worker_threads';
import { type EngineOptions, openEngine } from './engine.ts';
import { readFailure } from './failure.ts';
import type { Request, Response } from './requests.ts';

const port = parentPort;
if (port === null) throw new Error('store-worker.js runs as a thread of the server');

const respond = (response: Response): void => port.postMessage(response);

try {
  const engine = await openEngine(workerData as EngineOptions);
  port.on('message', (request: Request) => respond(engine(request)));
  respond({ ok: true, value: null });
} catch (error) {
  const { code, message } = readFailure(error);
  respond({ ok: false, code, message });
}
