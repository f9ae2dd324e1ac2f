/** /v1/sources: where reports come from, and what is set up to be followed. Secrets go in and never come out. */
import { type Static, Type } from 'typebox';
import { secretsOf, usualPort } from '../../config/intake-settings.ts';
import { logFormatNames } from '../../intake/logs/source.ts';
import { type Keyed, sharingKey } from '../../intake/shared-keys.ts';
import { fullName, type SourceSettings } from '../../intake/source-settings.ts';
import type { Api, App } from '../api.ts';
import { Problem } from '../errors.ts';
import type { Caller } from '../keys.ts';
import { nullable, shortText, strict, time } from '../schemas.ts';
import { wireSource } from '../wire.ts';
import { wrongField } from './queue.ts';

const tags = ['ingest'];
const count = Type.Integer();
const source = Type.Object({
  name: Type.String(),
  kind: Type.String({ description: 'As on events' }),
  follows: nullable(Type.Enum(['imap', 'maildir', 'log', 'webhook'])),
  origin: Type.Enum(['settings', 'added', 'heard'], {
    description: 'settings: of the configuration; added: here, while the service ran; heard: it speaks by itself',
  }),
  where: nullable(Type.String({ description: 'Where it reads, or who speaks' })),
  machine: nullable(Type.String({ description: 'Whose file it is, where that is another machine than this one' })),
  paused: Type.Boolean(),
  ...{ items: count, recorded: count, repeated: count, untrusted: count, ignored: count, not_understood: count },
  ...{ refused: count, failed: count },
  rate: Type.Number({ description: 'Items a minute, recent ones weighing more' }),
  since: time,
  last_item_at: nullable(time),
  last_event_at: nullable(time),
  lag_ms: nullable(Type.Integer({ description: 'Between the newest event and its arrival' })),
  last_error: nullable(Type.Object({ at: time, text: Type.String() })),
});

const addedSource = Type.Object({
  ...source.properties,
  shares_key_with: nullable(
    Type.String({
      description: 'A webhook of the same provider that has one of its keys: what comes to both counts twice',
    }),
  ),
});

const name = Type.String({ pattern: '^[A-Za-z0-9_.@-]{1,60}$' });
const path = Type.String({ pattern: '^/[^\\u0000-\\u001f\\u007f]{0,1000}$', description: 'Absolute path' });
const secrets = (what: string) => Type.Optional(Type.Array(shortText(what), { maxItems: 20 }));
const imap = strict({
  kind: Type.Literal('imap'),
  name,
  host: Type.String({ pattern: '^[A-Za-z0-9.:_-]{1,255}$' }),
  port: Type.Optional(Type.Integer({ minimum: 1, maximum: 65_535 })),
  tls: Type.Optional(Type.Enum(['implicit', 'starttls', 'none'])),
  ca_file: Type.Optional(path),
  user: shortText('User'),
  password: Type.Optional(shortText('Password; or password_file')),
  password_file: Type.Optional(path),
  mailbox: Type.Optional(shortText('INBOX when left out')),
  after: Type.Optional(Type.Enum(['seen', 'delete', 'move'])),
  move_to: Type.Optional(shortText('Mailbox')),
  poll_ms: Type.Optional(Type.Integer({ minimum: 1000, maximum: 86_400_000 })),
});
const maildir = strict({ kind: Type.Literal('maildir'), name, path, delete: Type.Optional(Type.Boolean()) });
const log = strict({
  kind: Type.Literal('log'),
  name,
  path,
  format: Type.Optional(Type.Enum([...logFormatNames])),
  history: Type.Optional(Type.Boolean({ description: 'Read also what was there before the first look' })),
});
const webhook = strict({
  kind: Type.Literal('webhook'),
  name,
  provider: Type.Enum(['ses', 'sendgrid', 'mailgun', 'postmark', 'sparkpost', 'mailjet', 'brevo', 'resend', 'kumomta']),
  keys: secrets('Key that signs or verifies'),
  basic: secrets('user:password'),
  tokens: secrets('Bearer token'),
  headers: secrets('Name: value'),
  topics: secrets('ARN of an SNS topic'),
  window_ms: Type.Optional(Type.Integer({ minimum: 1000, maximum: 86_400_000 })),
});
const added = Type.Union([imap, maildir, log, webhook]);
type Added = Static<typeof added>;

const named = Type.Object({ name: Type.String({ maxLength: 200, description: 'Whole name: "imap:bounces"' }) });
const tested = Type.Object({
  ok: Type.Boolean(),
  saw: Type.Array(Type.String(), { description: 'Sentences; nothing of it was recorded' }),
});

export function sourceRoutes(app: App, { intake, sources, now }: Api): void {
  const one = (wanted: string) => {
    const found = listed().find((each) => each.name === wanted);
    if (found === undefined) throw unknown();
    return found;
  };
  const listed = () => {
    const setUp = new Map(sources.all().map((each) => [each.name, each]));
    return intake.sources().map((state) => wireSource(state, setUp.get(state.name), now()));
  };
  const keyed = (wanted: string, settings: SourceSettings): readonly Keyed[] =>
    settings.kind === 'webhook'
      ? [{ name: wanted, provider: settings.provider, keys: settings.secrets.keys ?? [] }]
      : [];
  const twinOf = (wanted: string, settings: SourceSettings): string | null => {
    const others = sources.all().flatMap((each) => keyed(each.name, each.settings));
    const [own] = keyed(wanted, settings);
    return own === undefined ? null : (sharingKey(others, own)?.name ?? null);
  };
  const write = { scope: 'sources:write' } as const;

  app.get(
    '/v1/sources',
    {
      config: { scope: 'sources:read' },
      schema: {
        summary: 'Where reports come from, with what came',
        tags,
        response: { 200: Type.Object({ data: Type.Array(source), next: Type.Null(), in_tray: count }) },
      },
    },
    async () => ({ data: listed(), next: null, in_tray: intake.inTray() }),
  );

  app.post(
    '/v1/sources',
    {
      config: write,
      schema: {
        summary:
          'Sets up a source and follows it from now on; kinds that name files of this machine are for its operator',
        tags,
        body: added,
        response: { 201: addedSource },
      },
    },
    async ({ body, caller }, reply) => {
      const settings = settingsOf(body, caller);
      const full = fullName(settings.kind, body.name);
      if (!(await sources.add(full, settings))) throw new Problem('conflict', `There is a source ${full} already`);
      return reply.code(201).send({ ...one(full), shares_key_with: twinOf(full, settings) });
    },
  );

  for (const [verb, paused, summary] of [
    ['pause', true, 'Stops following a source; what comes meanwhile waits where it is'],
    ['resume', false, 'Follows a paused source again, from where it was left'],
  ] as const)
    app.post(
      `/v1/sources/:name/${verb}`,
      { config: write, schema: { summary, tags, params: named, response: { 200: source } } },
      async ({ params }) => {
        if (!(await sources.setPaused(params.name, paused))) throw unknown();
        return one(params.name);
      },
    );

  app.post(
    '/v1/sources/:name/test',
    {
      config: write,
      schema: {
        summary: 'Connects and reads, records nothing, and tells what it saw',
        tags,
        params: named,
        response: { 200: tested },
      },
    },
    async ({ params }) => {
      const test = await sources.test(params.name);
      if (test === null) throw unknown();
      return { ok: test.ok, saw: [...test.saw] };
    },
  );

  app.delete(
    '/v1/sources/:name',
    {
      config: write,
      schema: {
        summary: 'Removes a source that was added here, with its figures',
        tags,
        params: named,
        response: { 204: Type.Null() },
      },
    },
    async ({ params }, reply) => {
      const removed = await sources.remove(params.name);
      if (removed === 'unknown') throw unknown();
      if (removed === 'settings') throw new Problem('conflict', 'The configuration has this source: remove it there');
      return reply.code(204).send(null);
    },
  );
}

const unknown = (): Problem => new Problem('not_found', 'No source of that name is set up');

function settingsOf(body: Added, caller: Caller): SourceSettings {
  switch (body.kind) {
    case 'imap':
      return mailboxOf(body, caller);
    case 'maildir':
      operatorOnly(caller);
      return { kind: 'maildir', path: body.path, delete: body.delete ?? false };
    case 'log':
      operatorOnly(caller);
      return { kind: 'log', path: body.path, format: body.format ?? null, history: body.history ?? true };
    case 'webhook': {
      const {
        provider,
        keys = [],
        basic = [],
        tokens = [],
        headers = [],
        topics = [],
        window_ms: window = null,
      } = body;
      for (const [field, values] of Object.entries({ basic, headers }))
        if (values.some((value) => !/^[^:]+:.*\S/.test(value))) throw wrongField(`/body/${field}`, 'needs a colon');
      return { kind: 'webhook', provider, secrets: secretsOf({ keys, basic, tokens, headers, topics, window }) };
    }
  }
}

function mailboxOf(body: Static<typeof imap>, caller: Caller): SourceSettings {
  const { host, tls = 'implicit', port = usualPort(tls), user, password, mailbox = 'INBOX', after = 'seen' } = body;
  const { ca_file: caFile = null, password_file: passwordFile = null, move_to: moveTo = null, poll_ms: poll } = body;
  if (caFile !== null || passwordFile !== null) operatorOnly(caller);
  if ((password === undefined) === (passwordFile === null))
    throw wrongField('/body/password', 'or password_file is needed, and not both');
  if ((after === 'move') !== (moveTo !== null)) throw wrongField('/body/move_to', 'belongs to after = "move"');
  return {
    ...{
      kind: 'imap',
      host,
      port,
      tls,
      caFile,
      user,
      password: password ?? null,
      passwordFile,
      mailbox,
      after,
      moveTo,
    },
    poll: poll ?? 5 * 60_000,
  };
}

/** A key must not make us read whatever file of this machine it names. */
function operatorOnly(caller: Caller): void {
  if (!caller.scopes.has('operator'))
    throw new Problem(
      'missing_scope',
      'Only the operator at the socket of the service may name files of this machine',
      {
        scope: 'operator',
      },
    );
}
