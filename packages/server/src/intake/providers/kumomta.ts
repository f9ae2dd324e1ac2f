/**
 * KumoMTA's log records, posted by its log hook: one JSON object, a list of them, or a line for each. It signs nothing: the
 * webhook is given credentials (`basic`, `tokens` or `headers`). Read as its log files are.
 */
import type { Heard, Observation } from '../../ledger/observation.ts';
import { createLogHearing } from '../logs/hear.ts';
import { parseJsonBody } from './json.ts';
import { nothing, notUnderstood } from './observe.ts';
import { verifyCredentials } from './proof.ts';
import type { Provider } from './provider.ts';

const name = 'kumomta';

export const kumomta: Provider = {
  name,
  verify: verifyCredentials,
  read(rawBody, { sourceName, now }) {
    const lines = recordsIn(rawBody);
    if (typeof lines === 'string') return notUnderstood(lines);
    const observations = createLogHearing(sourceName, name).read('', 0, Buffer.from(`${lines.join('\n')}\n`), now);
    return observations.length === 0 ? none(lines) : { kind: 'heard', observations: observations.map(ofWebhook) };
  },
};

/** The same record, sent again, is the same event: what it says is its name, wherever it stands in the body. */
const ofWebhook = (observation: Observation): Observation => ({
  ...observation,
  source: 'webhook',
  key: observation.key.slice(observation.key.lastIndexOf(':') + 1),
});

/** Each on one line; a sentence when the body is no JSON. */
function recordsIn(rawBody: Uint8Array): readonly string[] | string {
  const whole = parseJsonBody(rawBody);
  if (whole.ok) {
    const value: unknown = JSON.parse(Buffer.from(rawBody).toString());
    return [value].flat().map((record) => JSON.stringify(record));
  }
  const lines = Buffer.from(rawBody)
    .toString()
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  return lines.length > 1 && lines.every((line) => parseJsonBody(Buffer.from(line)).ok) ? lines : whole.why;
}

function none(lines: readonly string[]): Heard {
  const isRecord = lines.every((line) => /"type":"[A-Za-z]/.test(line) && line.startsWith('{'));
  if (!isRecord) return notUnderstood('No record of KumoMTA: it has no type.');
  return nothing('Records that say nothing of what became of a message.');
}
