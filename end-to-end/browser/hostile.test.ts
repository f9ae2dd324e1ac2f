/** What strangers write (replies, addresses, names of hosts, lists and subjects) is text on every screen, and runs nowhere. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Demo, openDemo } from './page.ts';
import { payloads } from './payloads.ts';
import { screenPaths } from './screens.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await openDemo(100);
}, 120_000);
afterAll(() => demo?.close());

const atOnce = 100;
/** As much of it as fits where names stand; no line ends. */
const named = (text: string): string =>
  [...text]
    .filter((letter) => letter >= ' ')
    .join('')
    .slice(0, 180);

function eventOf(text: string, index: number) {
  // Angle brackets are in no address that is taken.
  const quoted = named(text)
    .replace(/[<>"\\@]/g, '')
    .slice(0, 60);
  return {
    key: `hostile-${index}`,
    type: ['bounced', 'deferred', 'feedback_received', 'bounce_received'][index % 4],
    recipient: index % 2 === 0 ? `"${quoted}"@example.com` : `r${index}@example.com`,
    sender: `s${index}@hostile.example`,
    reply: `550-5.1.1 ${text}\r\n550 5.1.1 ${text}`,
    code: 550,
    status: '5.1.1',
    mx: { host: named(text), address: '192.0.2.1' },
    source_ip: named(text).slice(0, 45),
    remote_id: named(text),
    list: named(text),
    stream: named(text),
    campaign: named(text),
    tags: [named(text).slice(0, 60)],
  };
}

test('300 payloads through every field of the wire run nothing on any screen', async () => {
  expect(new Set(payloads).size).toBe(300);
  const { page, context, troubles, open } = await demo.visit();
  await open('/');
  for (let at = 0; at < payloads.length; at += atOnce) {
    const events = payloads.slice(at, at + atOnce).map((text, index) => eventOf(text, at + index));
    expect(await demo.tell('/v1/ingest', { source: 'hostile', events })).toMatchObject({ recorded: events.length });
  }
  for (const text of payloads.filter((_, index) => index % 30 === 0)) {
    const message = {
      from: 'ann@acme.example',
      to: ['ok@gmail.sim'],
      subject: text,
      text,
      list: named(text),
      campaign: named(text),
      tags: [named(text).slice(0, 60)],
    };
    expect(await demo.tell('/v1/messages', message)).toMatchObject({ id: expect.any(String) });
  }

  const of = (name: string, text: string): string => `/${name}/${encodeURIComponent(text)}`;
  const { data } = await demo.ask<{ data: readonly { id: string; recipient: string }[] }>('/v1/bounces?limit=40');
  const paths = [
    ...(await screenPaths(demo)),
    ...data.map(({ id }) => `/bounces/${id}`),
    ...data.slice(0, 10).map(({ recipient }) => of('addresses', recipient)),
    ...payloads
      .filter((_, index) => index % 12 === 0)
      .flatMap((text) => [
        of('lists', named(text)),
        `/bounces?q=${encodeURIComponent(named(text))}`,
        `/lab?reply=${encodeURIComponent(text)}`,
      ]),
    ...payloads.filter((_, index) => index % 60 === 0).map((text) => of('senders', named(text))),
  ];
  for (const path of paths) {
    await open(path);
  }
  const ran = await page.evaluate(() => 'pwned' in window);
  await context.close();
  expect(ran).toBe(false);
  // What is wrong with a query is said with a status of its own, which the browser writes into its console.
  expect(troubles.filter((trouble) => !/status of 4\d\d/.test(trouble))).toEqual([]);
}, 400_000);
