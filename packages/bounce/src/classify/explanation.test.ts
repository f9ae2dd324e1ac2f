/**
 * The wait, the blocklist and the address of a help page are looked for only where one of their words stands. Here they
 * are looked for everywhere, and a verdict must have found the same.
 */
import { describe, expect, test } from 'vitest';
import { blocklists } from '../reply/blocklists.ts';
import { parseReply } from '../reply/reply.ts';
import { generalRules, providers } from '../rules/index.ts';
import { explain } from './classify.ts';

const examples = [...providers.flatMap(({ rules }) => rules), ...generalRules].flatMap(({ examples }) => examples);

/** One for each way to ask that `retry-after.ts` knows. */
const waits = [
  ...['try again in', 'try later, in', 'please retry in', 're-try in', 'wait', 'graylisted for', 'come back in'],
  ...['resend in', 're-send in', 'reconnect in', 'resubmit in', 'back off for', 'blocked for', 'deferred for'],
  ...['throttled for', 'rejected for', 'suspended for', 'delayed for', 'penalised for', 'penalized for'],
  ...['erneut in', 'nochmal in', 'noch mal in', 'noch einmal in', 'wiederholen in', 'warten', 'réessayez dans'],
  ...['reessayez dans', 'renouvelez dans', 'patientez', 'attendez', 'nouvelle tentative dans', 'intente en', 'espere'],
  ...[
    'vuelva en',
    'riprovare tra',
    'ritentare tra',
    'tente em',
    'tenta tra',
    'aguarde',
    'novamente em',
    'probeer over',
  ],
  ...['opnieuw over', 'wacht', 'sprobuj za', 'spróbuj za', 'ponow za', 'ponów za', 'czekaj', 'повторите через'],
  ...[
    'попробуйте через',
    'подождите',
    'попытка через',
    '重试',
    '重試',
    '再试',
    '再試',
    '再次',
    '稍后',
    '稍後',
    '等待',
    '等候',
  ],
  ...['请等', '再送', '再度', '待ち', '待って', 'tekrar', 'yeniden', 'bekleyin'],
].map((words) => `451 4.7.1 ${words} 300 sec`);

const zones = ['bl', 'dnsbl', 'rbl', 'dnsbl2', 'uribl', 'rhsbl', 'dnsbls', 'black', 'blacklist', 'blocklist'];
const lists = [...blocklists.flatMap(({ names }) => names), ...zones.map((label) => `${label}.lists.example`)].map(
  (name) => `554 5.7.1 192.0.2.1 is listed at ${name}`,
);

const pages = [
  'https://example.org/why',
  'http://example.org',
  'www.example.org/a',
  'aka.ms/a.html',
  'postmaster.example.org',
].map((page) => `550 5.7.1 Refused, see ${page}`);

describe.each([
  ['a wait', 'retryAfter', 'retry_after', waits],
  ['a blocklist', 'blocklist', 'blocklist', lists],
  ['a help page', 'helpUrl', 'help_url', pages],
] as const)('%s', (_, name, field, replies) => {
  test('is in each of these replies', () => {
    expect(replies.filter((reply) => parseReply(reply)[name] === null)).toEqual([]);
  });

  test('is in the verdict whenever it is in the reply, in the first replies and in later ones', () => {
    for (const reply of [...replies, ...examples, ...replies]) {
      expect([reply, explain(reply)[field]]).toEqual([reply, parseReply(reply)[name]]);
    }
  });
});
