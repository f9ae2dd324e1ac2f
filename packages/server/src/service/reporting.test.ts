/** The report through the whole service: by its configuration into the queue, and once, though the process starts anew. */
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { placesOf } from '../config/folder.ts';
import { loadConfig } from '../config/load.ts';
import { startHearback } from '../main.ts';
import { createLog } from '../observe/log.ts';
import type { Service } from '../serve.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hearback-reporting-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Its time was five minutes ago, so that it is made up for. */
async function start(): Promise<{ readonly service: Service; readonly socket: string }> {
  const at = new Date(Date.now() - 5 * 60_000).toISOString().slice(11, 16);
  const settings = {
    ...{ 'server.hostname': 'mail.ours.example', 'server.data': folder, 'smtp.listeners.submission.port': '0' },
    // Nobody answers there: the report stays in the queue.
    ...{ 'http.enabled': 'false', 'dns.servers': '127.0.0.1:9' },
    ...{ 'reports.to': 'ann@there.example', 'reports.at': at, 'notices.from': 'reports@ours.example' },
  };
  const set = Object.entries(settings).map(([key, value]) => `${key}=${value}`);
  const { read } = loadConfig({ file: null, env: {}, set });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const places = placesOf(read.config, {});
  const log = createLog({ level: 'error', mask: false, stream: process.stderr });
  const service = await startHearback({ config: read.config, places, version: '1.2.3', log, inProcess: true });
  return { service, socket: places.socket };
}

const ask = (socketPath: string, path: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const asked = request({ socketPath, path }, async (answer) => {
      let text = '';
      for await (const chunk of answer) text += String(chunk);
      resolve(text);
    });
    asked.on('error', reject);
    asked.end();
  });
const idsIn = async (socket: string): Promise<readonly string[]> =>
  (JSON.parse(await ask(socket, '/v1/messages')) as { data: readonly { id: string }[] }).data.map(({ id }) => id);

it('is queued to who is named, from notices.from, and not again after a restart', async () => {
  const first = await start();
  await expect.poll(() => idsIn(first.socket), { timeout: 20_000 }).toHaveLength(1);
  const [id] = await idsIn(first.socket);
  const raw = await ask(first.socket, `/v1/messages/${id}/raw`);
  expect(raw).toContain('From: Hearback <reports@ours.example>');
  expect(raw).toContain('To: ann@there.example');
  expect(raw).toContain('Subject: [mail.ours.example] Report: little mail, ');
  expect(raw).toContain('No mail within 24 hours.');
  expect(raw).toContain('Next: Send through this server, or connect a source of reports.');
  await first.service.stop();

  const second = await start();
  // By the answer its timer has fired, and stopping waits for the report that is under way.
  await idsIn(second.socket);
  await second.service.stop();
  const third = await start();
  expect(await idsIn(third.socket)).toEqual([id]);
  await third.service.stop();
}, 60_000);
