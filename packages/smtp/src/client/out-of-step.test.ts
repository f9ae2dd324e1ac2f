/**
 * The stream of replies falls out of step, wherever and however: no recipient is refused for good by what was said to
 * another, and none is believed to have a message that he has not.
 */
import { describe, expect, test } from 'vitest';
import { connect } from './connect.ts';
import { messageTo, optionsFor, patientTimeouts } from './message.fixture.ts';
import { type Spoken, startOutOfStepServer } from './out-of-step.fixture.ts';
import type { RecipientOutcome } from './transaction.ts';

const accepted = '250 2.1.5 Ok';
const refused = '550 5.1.1 Unknown';
/** EHLO is the first command, the message to three recipients has the next. */
const [mail, data, secondMail] = [2, 6, 8];

interface Case extends Omit<Spoken, 'words'> {
  /** What is said to all recipients of a message, and may be told to each. */
  readonly toAll?: string | undefined;
  /** How long to wait for a reply that does not come. */
  readonly timeout?: number;
}

/** Two messages to three recipients each, whatever those are told, over one connection while it lasts: what is wrong with it. */
async function wrongs(how: Case): Promise<string[]> {
  const found = await Promise.all(everyWay(6).map((words) => wrongsWith(words, how)));
  return found.flat();
}

async function wrongsWith(words: readonly string[], { toAll, timeout, ...how }: Case): Promise<string[]> {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const byName = Object.fromEntries(names.map((name, at) => [name, words[at] ?? '']));
  const server = await startOutOfStepServer({ ...how, words: byName });
  const { connect: patience } = patientTimeouts;
  const wait = timeout ?? patience;
  const timeouts = { ...patientTimeouts, mail: wait, rcpt: wait, data: wait, dot: wait, rset: wait, quit: wait };
  const connected = await connect(optionsFor(server.port, { timeouts }));
  const found: string[] = [];
  let goesOn = connected.kind === 'ready';
  for (const three of [names.slice(0, 3), names.slice(3)]) {
    if (connected.kind === 'failed' || !goesOn) break;
    const { outcomes, reusable } = await connected.connection.send(
      messageTo(...three.map((name) => `${name}@r.example`)),
    );
    goesOn = reusable;
    for (const [at, outcome] of outcomes.entries()) {
      const name = three[at] ?? '';
      const told = outcome.kind === 'delivered' ? 'delivered' : outcome.text;
      if (!isRight(outcome, name, server.taken) && told !== toAll) found.push(`${words}: ${name} was told ${told}`);
    }
  }
  if (connected.kind === 'ready') connected.connection.destroy();
  await server.close();
  return found;
}

/** Every way in which so many recipients can be accepted and refused. */
const everyWay = (count: number): string[][] =>
  count === 0 ? [[]] : everyWay(count - 1).flatMap((way) => [accepted, refused].map((word) => [...way, word]));

function isRight(outcome: RecipientOutcome, name: string, taken: ReadonlySet<string>): boolean {
  if (outcome.kind === 'delivered') return taken.has(name);
  return outcome.text.startsWith('4') || outcome.text === `${refused} <${name}>`;
}

const every = <A, B>(one: readonly A[], two: readonly B[]): [A, B][] =>
  one.flatMap((a) => two.map((b): [A, B] => [a, b]));
const extras = ['250 2.0.0 Ok', '450 4.2.0 Busy', '550 5.7.1 Spam', '354 Go on', '421 4.3.2 Closing'];

describe.each([
  [true, 1],
  [true, 0],
  [false, 1],
  [false, 0],
])('pipelining %s, late %s', (pipelining, late) => {
  test.for(every(extras, [1, mail, 3, 4, 5, data, 7, secondMail]))(
    '%s too much behind command %i',
    async ([extra, behind]) => {
      const replies = (nth: number, due: string): string[] => (nth === behind ? [due, extra] : [due]);
      // A refusal behind the 354 is one of the message.
      const toAll = behind === data ? extra : undefined;
      expect(await wrongs({ pipelining, late, replies, toAll })).toEqual([]);
    },
  );
});

describe.each([true, false])('pipelining %s', (pipelining) => {
  test.for(every(extras.slice(0, 3), [1, mail, 3, 4, 5, 7]))(
    '%s twice too much behind command %i, both late',
    async ([extra, behind]) => {
      const replies = (nth: number, due: string): string[] => (nth === behind ? [due, extra, extra] : [due]);
      expect(await wrongs({ pipelining, late: 2, replies })).toEqual([]);
    },
  );

  test.for([mail, 3, 4, 5, data])('no reply to command %i', async (missing) => {
    const replies = (nth: number, due: string): string[] => (nth === missing ? [] : [due]);
    expect(await wrongs({ pipelining, late: 0, replies, timeout: 100 })).toEqual([]);
  });

  test('in step, each is told what was said to him, though nobody was accepted', async () => {
    const words = { a: '550 5.1.1 Unknown', b: '450 4.2.0 Busy', c: '550 5.7.1 Spam' };
    const server = await startOutOfStepServer({ pipelining, late: 0, words, replies: (_, due) => [due] });
    const connected = await connect(optionsFor(server.port));
    if (connected.kind === 'failed') throw new Error(connected.text);
    const { outcomes } = await connected.connection.send(messageTo('a@r.example', 'b@r.example', 'c@r.example'));
    expect(outcomes.map((outcome) => outcome.kind === 'failed' && outcome.text)).toEqual([
      '550 5.1.1 Unknown <a>',
      '450 4.2.0 Busy <b>',
      '550 5.7.1 Spam <c>',
    ]);
    await server.close();
  });
});
