/**
 * What is asked for each kind of source that can be followed, and what is made of the answers: the request that sets it up or,
 * for files of the server's machine, which only its operator may name, the command to run there.
 */
import type { paths } from '@hearback/server/api';
import { shellWord } from '../../words/shell.ts';

export type NewSource = NonNullable<paths['/v1/sources']['post']['requestBody']>['content']['application/json'];
export type Kind = NewSource['kind'];
type Webhook = Extract<NewSource, { kind: 'webhook' }>;
type Provider = Webhook['provider'];
/** Ways to prove who speaks, as the API names them. */
type Proof = 'keys' | 'topics' | 'basic' | 'tokens' | 'headers';

export type Answers = Readonly<Record<string, string>>;

export interface Question {
  readonly name: string;
  readonly label: string;
  readonly note?: string;
  readonly secret?: boolean;
  /** To choose from; the first is the usual one. */
  readonly options?: readonly (readonly [value: string, text: string])[];
}

export const kinds: readonly (readonly [Kind, string])[] = [
  ['imap', 'A mailbox (IMAP)'],
  ['maildir', 'A Maildir on the server’s machine'],
  ['log', 'The log of a mail server'],
  ['webhook', 'The webhook of a provider'],
];

/** docs/webhooks-in.md: what each of them signs with, or is known by. */
const proofs: Readonly<Record<Provider, readonly Proof[]>> = {
  ses: ['topics'],
  sendgrid: ['keys'],
  mailgun: ['keys'],
  resend: ['keys'],
  postmark: ['basic', 'headers'],
  sparkpost: ['basic', 'tokens', 'headers'],
  mailjet: ['basic'],
  brevo: ['basic', 'tokens', 'headers'],
  kumomta: ['basic', 'tokens', 'headers'],
};
export const providers = Object.keys(proofs) as readonly Provider[];
const proofText: Readonly<Record<Proof, readonly [choice: string, label: string, note?: string]>> = {
  keys: ['its key', 'Key that signs', 'As the provider shows it'],
  topics: ['its topic', 'ARN of the SNS topic'],
  basic: ['user and password', 'Credentials', 'As user:password; set the same at the provider'],
  tokens: ['a bearer token', 'Bearer token', 'Set the same at the provider'],
  headers: ['a header field', 'Header field', 'As Name: value; set the same at the provider'],
};

const formats = ['postfix', 'exim', 'sendmail', 'opensmtpd', 'powermta', 'kumomta', 'haraka'] as const;
const pick = <T extends string>(of: readonly T[], value: string | undefined): T | undefined =>
  of.find((each) => each === value);
const providerOf = (answers: Answers): Provider => pick(providers, answers['provider']) ?? 'ses';
const proofOf = (answers: Answers): Proof => {
  const [usual = 'keys', ...others] = proofs[providerOf(answers)];
  return pick([usual, ...others], answers['proof']) ?? usual;
};

const ports = { implicit: 993, starttls: 143, none: 143 } as const;
const tlsOf = (answers: Answers) => pick(['implicit', 'starttls', 'none'] as const, answers['tls']) ?? 'implicit';
const afterOf = (answers: Answers) => pick(['seen', 'delete', 'move'] as const, answers['after']) ?? 'seen';

const name: Question = { name: 'name', label: 'Name', note: 'Letters, digits, dots and hyphens' };

export function questionsOf(kind: Kind, answers: Answers): readonly Question[] {
  switch (kind) {
    case 'imap':
      return [name, ...imapQuestions(answers)];
    case 'maildir':
      return [
        name,
        { name: 'path', label: 'Folder', note: 'The absolute path of the folder that has new and cur' },
        {
          ...{ name: 'delete', label: 'A mail that has been recorded' },
          options: [
            ['', 'moves to cur, as seen'],
            ['yes', 'is deleted'],
          ],
        },
      ];
    case 'log':
      return [
        name,
        { name: 'path', label: 'File', note: 'Its absolute path; rotation is followed' },
        {
          name: 'format',
          label: 'Whose log',
          options: [['', 'known by its lines'], ...formats.map((f) => [f, f] as const)],
        },
        {
          ...{ name: 'history', label: 'Begins' },
          options: [
            ['', 'with what is in it already'],
            ['no', 'with what is written from now on'],
          ],
        },
      ];
    case 'webhook':
      return [{ ...name, note: 'Part of the address that the provider is given' }, ...webhookQuestions(answers)];
  }
}

const imapQuestions = (answers: Answers): readonly Question[] => [
  { name: 'host', label: 'Host' },
  {
    ...{ name: 'tls', label: 'Encryption' },
    options: [
      ['implicit', 'from the start (TLS)'],
      ['starttls', 'STARTTLS, never without'],
      ['none', 'none: in the clear'],
    ],
  },
  { name: 'port', label: 'Port', note: `${ports[tlsOf(answers)]} when left out` },
  { name: 'user', label: 'User' },
  { name: 'password', label: 'Password', secret: true },
  { name: 'mailbox', label: 'Mailbox', note: 'INBOX when left out' },
  {
    ...{ name: 'after', label: 'A mail that has been recorded' },
    options: [
      ['seen', 'is marked as seen'],
      ['delete', 'is deleted'],
      ['move', 'is moved'],
    ],
  },
  ...(afterOf(answers) === 'move' ? [{ name: 'move_to', label: 'To the mailbox' }] : []),
];

function webhookQuestions(answers: Answers): readonly Question[] {
  const known = proofs[providerOf(answers)];
  const [, label, note] = proofText[proofOf(answers)];
  return [
    { name: 'provider', label: 'Provider', options: providers.map((each) => [each, each]) },
    ...(known.length === 1
      ? []
      : [{ name: 'proof', label: 'Known by', options: known.map((each) => [each, proofText[each][0]] as const) }]),
    { name: 'secret', label, secret: proofOf(answers) !== 'topics', ...(note === undefined ? {} : { note }) },
  ];
}

/** Null while something is missing. */
export function sourceOf(kind: Kind, answers: Answers): NewSource | null {
  const given = (field: string): string => answers[field]?.trim() ?? '';
  const called = given('name');
  if (!/^[A-Za-z0-9_.@][A-Za-z0-9_.@-]{0,59}$/.test(called)) return null;
  switch (kind) {
    case 'imap':
      return mailboxOf(called, answers, given);
    case 'maildir':
      return isPath(given('path'))
        ? { kind, name: called, path: given('path'), ...(given('delete') === 'yes' ? { delete: true } : {}) }
        : null;
    case 'log': {
      const format = pick(formats, given('format'));
      if (!isPath(given('path'))) return null;
      return {
        ...{ kind, name: called, path: given('path') },
        ...(format === undefined ? {} : { format }),
        ...(given('history') === 'no' ? { history: false } : {}),
      };
    }
    case 'webhook': {
      const secret = given('secret');
      const proof = proofOf(answers);
      const isWhole = proof === 'basic' || proof === 'headers' ? /^[^:]+:.*\S/.test(secret) : secret !== '';
      return isWhole ? { kind, name: called, provider: providerOf(answers), [proof]: [secret] } : null;
    }
  }
}

const isPath = (text: string): boolean => /^\/[^\p{Cc}]+$/u.test(text);

function mailboxOf(called: string, answers: Answers, given: (field: string) => string): NewSource | null {
  const [host, user, port] = [given('host'), given('user'), given('port')];
  const password = answers['password'] ?? '';
  const [tls, after, mailbox, moveTo] = [tlsOf(answers), afterOf(answers), given('mailbox'), given('move_to')];
  if (host === '' || user === '' || password === '') return null;
  if (port !== '' && !/^[1-9]\d{0,4}$/.test(port)) return null;
  if (after === 'move' && moveTo === '') return null;
  return {
    ...{ kind: 'imap', name: called, host, user, password, tls, after },
    ...(port === '' ? {} : { port: Number(port) }),
    ...(mailbox === '' ? {} : { mailbox }),
    ...(after === 'move' ? { move_to: moveTo } : {}),
  };
}

/** To be run on the server's machine; null for what can be set up from here. */
export function commandOf(source: NewSource): string | null {
  switch (source.kind) {
    case 'maildir': {
      const { name: called, path, delete: deletes = false } = source;
      return `hearback source add maildir${deletes ? ' --delete' : ''} ${called} ${shellWord(path)}`;
    }
    case 'log': {
      const { name: called, path, format, history = true } = source;
      const flags = `${format === undefined ? '' : ` --format ${format}`}${history ? '' : ' --skip-history'}`;
      return `hearback source add log${flags} ${called} ${shellWord(path)}`;
    }
    default:
      return null;
  }
}
