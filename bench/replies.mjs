#!/usr/bin/env node
// Verdicts per second on one core, for replies that are all different, beside the zone-mta package's own classifier.
//   npm run build && node bench/replies.mjs [--count 100000] [--rounds 5] [--peer DIR]
// DIR holds node_modules/zone-mta when it is not installed here. Two figures, each from reading the reply on: "verdict", of which
// reason and action are read (the template is worked out when it is first read), and "everything", the verdict as JSON.
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { explain } from '@hearback/bounce';
import { generalRules, providers } from '@hearback/bounce/rules';

const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : process.argv[at + 1];
};
const count = Number(option('count', 100_000));
const rounds = Number(option('rounds', 5));

/** The same numbers in every run. */
let seed = 20_260_101;
const random = (below) => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((seed / 2 ** 32) * below);
};
const pick = (list) => list[random(list.length)];
const hex = (length) => Array.from({ length }, () => '0123456789abcdef'[random(16)]).join('');
const ip = () => `${pick(['192.0.2', '198.51.100', '203.0.113'])}.${random(256)}`;
const name = () =>
  pick(['anna', 'b.okafor', 'chen', 'info', 'j.doe', 'lists', 'mwangi', 'news', 'o.silva', 'sales']) + random(100_000);
const address = () => `${name()}@${pick(['example.com', 'example.net', 'example.org', 'mail.example'])}`;
const tail = () =>
  pick([
    () => ` for ${address()} from ${ip()}.`,
    () => ` Message id ${hex(12)}-${random(1000)}.`,
    () => ` [mx${random(90)}.example.net ${ip()}]`,
    () => ` Please contact the administrator of example.org and quote ${hex(8)}.`,
    () => ` ${hex(16)} - mta${random(4000)}.example.net`,
  ])();

/** An example with other addresses and numbers, filled up to 200 bytes with what servers add. */
function vary(example) {
  let reply = example.replace(/[\w.+-]+@[\w.-]+\w/g, address).replace(/\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b/g, ip);
  while (reply.length < 200) reply += tail();
  return reply.slice(0, 200).replace(/ $/, '.');
}

const examples = [...providers.flatMap(({ rules }) => rules), ...generalRules]
  .flatMap((rule) => rule.examples)
  .filter((text) => text.length <= 200);
const replies = [...new Set(Array.from({ length: count }, () => vary(pick(examples))))];

/** Replies per second of CPU time. */
function measure(read, list) {
  const started = process.cpuUsage();
  for (const reply of list) read(reply);
  const { user, system } = process.cpuUsage(started);
  return (list.length / (user + system)) * 1e6;
}

const verdict = (reply) => {
  const { reason, action } = explain(reply);
  return reason + action;
};
const everything = (reply) => JSON.stringify(explain(reply));

const peer = loadPeer(option('peer', '.'));
const peerVerdict = (reply) => {
  const { category, action } = peer(reply);
  return category + action;
};
const peerReplies = replies.slice(0, Math.ceil(count / 20));
const results = [];
for (let round = 0; round <= rounds; round++) {
  const result = {
    verdict: measure(verdict, replies),
    everything: measure(everything, replies),
    peer: peer === null ? null : measure(peerVerdict, peerReplies),
  };
  if (round > 0) results.push(result);
}

function loadPeer(folder) {
  try {
    return createRequire(join(resolve(folder), 'package.json'))('zone-mta/lib/bounces').check;
  } catch {
    return null;
  }
}

const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
const thousands = (number) => Math.round(number).toLocaleString('en-US');
const decided = replies.filter(
  (reply) => explain(reply).rule.includes('/') && !/^(status|stage|code)\//.test(explain(reply).rule),
).length;
console.log(
  `${replies.length} distinct replies of 200 bytes; ${Math.round((100 * decided) / replies.length)} % decided by words; median of ${rounds} rounds`,
);
const show = (name, figure, unit) => console.log(`${name.padEnd(22)} ${figure.padStart(10)} ${unit}`);
show('hearback, verdict', thousands(median(results.map(({ verdict }) => verdict))), 'replies/s');
show('hearback, everything', thousands(median(results.map(({ everything }) => everything))), 'replies/s');
if (peer === null) console.log('zone-mta is not installed; --peer DIR names a folder that has it');
else {
  show('zone-mta', thousands(median(results.map(({ peer }) => peer))), 'replies/s');
  show('ratio, verdict', median(results.map(({ verdict, peer }) => verdict / peer)).toFixed(1), '×');
  show('ratio, everything', median(results.map(({ everything, peer }) => everything / peer)).toFixed(1), '×');
}
