/**
 * What becomes of a message when a server fails: every stage of the dialogue times every way to fail, with and without
 * PIPELINING. The table is the specification.
 *
 *   delivered   the server answered the final dot with 2yz
 *   retry       deferred; this server may be asked again later
 *   elsewhere   deferred; another server of the domain may be asked at once
 *   tls         as elsewhere, and the caller may choose to connect without TLS
 *   bounce      refused for good
 *   ambiguous   the final dot was sent, and nobody knows what became of it
 *
 * Behind it "+" when the same connection then carries another message, "." when it is over. At RCPT the second of three
 * recipients meets the fault; the row below says what becomes of the others. RSET follows a message whose recipients
 * were all refused; without PIPELINING it is QUIT, and the connection is over, where they were refused for good.
 */
import { expect, test } from 'vitest';
import { type ServerFault, serverFaults } from '../faults/misbehave.ts';
import { startFaultyServer } from '../faults/server.ts';
import { type FaultStage, faultStages } from '../faults/stage.ts';
import { createCertificate } from '../fixture/certificate.ts';
import { connect } from './connect.ts';
import type { Timeouts } from './connection.ts';
import { messageTo, optionsFor, patientTimeouts } from './message.fixture.ts';
import type { RecipientOutcome } from './transaction.ts';

const table = `
         421        4xx        5xx        rst        fin        hang       drip       multiline  flood      garbage    bad_code   early      half_close
banner   elsewhere. elsewhere. elsewhere. elsewhere. elsewhere. elsewhere. elsewhere. elsewhere. elsewhere. delivered+ elsewhere. elsewhere. elsewhere.
ehlo     elsewhere. elsewhere. elsewhere. elsewhere. elsewhere. elsewhere. elsewhere. elsewhere. elsewhere. delivered+ elsewhere. elsewhere. elsewhere.
starttls tls.       tls.       tls.       tls.       tls.       tls.       tls.       elsewhere. elsewhere. delivered+ elsewhere. elsewhere. tls.
ehlo_tls elsewhere. elsewhere. elsewhere. elsewhere. elsewhere. elsewhere. elsewhere. elsewhere. elsewhere. delivered+ elsewhere. elsewhere. elsewhere.
auth     elsewhere. elsewhere. bounce.    elsewhere. elsewhere. elsewhere. elsewhere. elsewhere. elsewhere. delivered+ elsewhere. elsewhere. elsewhere.
mail     elsewhere. retry+     bounce+    elsewhere. elsewhere. elsewhere. elsewhere. elsewhere. elsewhere. delivered+ elsewhere. elsewhere. elsewhere.
rcpt     elsewhere. retry+     bounce+    elsewhere. elsewhere. elsewhere. elsewhere. elsewhere. elsewhere. delivered+ elsewhere. elsewhere. elsewhere.
others   elsewhere. delivered+ delivered+ elsewhere. elsewhere. elsewhere. elsewhere. elsewhere. elsewhere. delivered+ elsewhere. elsewhere. elsewhere.
data     elsewhere. retry+     bounce+    elsewhere. elsewhere. elsewhere. elsewhere. elsewhere. elsewhere. delivered+ elsewhere. elsewhere. ambiguous.
dot      elsewhere. retry+     bounce+    ambiguous. ambiguous. ambiguous. ambiguous. ambiguous. ambiguous. delivered+ ambiguous. delivered. delivered.
rset     bounce.    bounce.    bounce.    bounce.    bounce.    bounce.    bounce.    bounce.    bounce.    bounce+    bounce.    bounce.    bounce.
quit     delivered. delivered. delivered. delivered. delivered. delivered. delivered. delivered. delivered. delivered. delivered. delivered. delivered.
`;

type Cell = readonly [stage: FaultStage, fault: ServerFault, expected: string];

const [heading = [], ...rows] = table
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/ +/));

const row = (name: string): readonly string[] => rows.find(([stage]) => stage === name)?.slice(1) ?? [];

const cells: Cell[] = faultStages.flatMap((stage) =>
  serverFaults.map((fault, column): Cell => {
    const outcome = row(stage)[column] ?? '';
    return [stage, fault, stage === 'rcpt' ? `${outcome.slice(0, -1)}/${row('others')[column]}` : outcome];
  }),
);

test('the table names every stage and every fault', () => {
  expect(rows.map(([stage]) => stage).filter((stage) => stage !== 'others')).toEqual([...faultStages]);
  expect(heading).toEqual([...serverFaults]);
  expect(rows.every((cells) => cells.length === 14)).toBe(true);
  expect(cells.length).toBe(143);
});

for (const pipelining of [true, false]) {
  test.concurrent.for(cells)(
    `${pipelining ? 'pipelined' : 'one by one'}: %s answered with %s: %s`,
    async ([stage, fault, expected], { expect }) => {
      expect(await outcomeOf(stage, fault, pipelining)).toBe(expected);
    },
  );
}

const certificate = createCertificate({ names: ['mx.example'] });

/** The time-out that a silent server meets. */
const timeoutOf = (stage: FaultStage): keyof Timeouts => (stage === 'ehlo_tls' ? 'ehlo' : stage);

async function outcomeOf(stage: FaultStage, kind: ServerFault, pipelining: boolean): Promise<string> {
  const overTls = stage === 'starttls' || stage === 'ehlo_tls' || stage === 'auth';
  const server = await startFaultyServer({
    fault: { stage, kind, nth: 2 },
    extensions: pipelining ? ['PIPELINING', '8BITMIME'] : ['8BITMIME'],
    auth: stage === 'auth',
    ...(overTls ? { tls: certificate } : {}),
    answer: ({ line }) => (line.includes('nobody') ? '550 5.1.1 No such user\r\n' : undefined),
  });
  // Nothing but silence waits for this: other faults are noticed by what comes.
  const silent = kind === 'hang' || kind === 'drip';
  const timeouts = { ...patientTimeouts, ...(silent ? { [timeoutOf(stage)]: 60 } : {}) };
  const auth = stage === 'auth' ? { user: 'ann', password: 'secret' } : null;
  const tls = { kind: overTls ? ('opportunistic' as const) : ('none' as const) };
  try {
    const connected = await connect(optionsFor(server.port, { timeouts, tls, auth }));
    if (connected.kind === 'failed') return `${classOf(connected)}.`;
    const { connection } = connected;
    const recipients = stage === 'rset' ? ['nobody@r.example'] : ['one@r.example', 'two@r.example', 'three@r.example'];
    const { outcomes, reusable } = await connection.send(messageTo(...recipients));
    const classes = outcomes.map(classOf);
    if (stage === 'quit') {
      await connection.quit();
      await connection.ended;
    }
    const again = await connection.send(messageTo('four@r.example'));
    const goesOn = again.outcomes[0]?.kind === 'delivered';
    if (goesOn !== reusable && kind !== 'half_close' && stage !== 'quit')
      return `goes on: ${goesOn}, reusable: ${reusable}`;
    const delivered = outcomes.filter((outcome) => outcome.kind === 'delivered').length;
    const taken = server.taken.flatMap(({ rcpts }) => rcpts).length - (goesOn ? 1 : 0);
    if (taken !== delivered && !classes.includes('ambiguous'))
      return `${taken} recipients taken, ${delivered} delivered`;
    connection.destroy();
    return `${together(stage, classes)}${goesOn ? '+' : '.'}`;
  } finally {
    await server.close();
  }
}

function classOf(outcome: RecipientOutcome): string {
  if (outcome.kind !== 'failed') return outcome.kind;
  if (outcome.breakdown === 'tls') return outcome.elsewhere ? 'tls' : 'tls, but not elsewhere';
  if (outcome.elsewhere) return 'elsewhere';
  return outcome.text.startsWith('4') ? 'retry' : 'bounce';
}

/** One word for all; at RCPT the second recipient's, then that of the others. */
function together(stage: FaultStage, classes: readonly string[]): string {
  const [one, two, three] = classes;
  if (stage === 'rcpt' && one === three) return `${two}/${one}`;
  return new Set(classes).size === 1 ? `${one}` : classes.join(', ');
}
