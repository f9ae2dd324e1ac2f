/** The commands about the service and their flags; each command's code is loaded when it runs. */
import { buildCommand, buildRouteMap } from '@stricli/core';
import type { Io } from './io.ts';
import type { AddressFlags } from './service/address.ts';
import { alert } from './service/alert-commands.ts';
import { bounces } from './service/bounces-commands.ts';
import type { DemoFlags, ReceiversFlags } from './service/demo.ts';
import type { DoctorFlags } from './service/doctor/doctor.ts';
import { flag, hostAndPort, json, local, one, target, text, texts, whole } from './service/flags.ts';
import { health, list, provider, sender } from './service/health-commands.ts';
import { hook } from './service/hook-commands.ts';
import { incidents } from './service/incidents-commands.ts';
import type { IngestFlags } from './service/ingest.ts';
import type { KeyFlags } from './service/key.ts';
import { login } from './service/login-commands.ts';
import type { ListFlags } from './service/message.ts';
import type { Action, SelectionFlags } from './service/queue.ts';
import { audit, eraseAddress } from './service/ruling-commands.ts';
import type { SendFlags } from './service/send.ts';
import type { ServeFlags } from './service/serve.ts';
import { source, tray } from './service/source-commands.ts';
import type { AddFlags, ListSuppressedFlags } from './service/suppress.ts';
import type { ExportFlags, ImportFlags } from './service/suppress-lists.ts';
import type { TailFlags } from './service/tail.ts';
import type { TopFlags } from './service/top.ts';

const serve = buildCommand<ServeFlags, [], Io>({
  loader: async () => (await import('./service/serve.ts')).serveCommand,
  parameters: { flags: local },
  docs: { brief: 'Run the service: take mail, keep it, deliver it, tell what became of it' },
});

const send = buildCommand<SendFlags, string[], Io>({
  loader: async () => (await import('./service/send.ts')).sendCommand,
  parameters: {
    flags: {
      ...target,
      json,
      from: text('address', 'Envelope sender; by default the author'),
      stream: text('name', 'Stream'),
      list: text('name', 'List'),
      campaign: text('name', 'Campaign'),
      tag: texts('tag', 'Tag'),
      idempotencyKey: text('key', 'The same message under the same key is taken once'),
    },
    aliases: { f: 'from' },
    positional: { kind: 'array', minimum: 1, parameter: { parse: String, placeholder: 'recipient', brief: 'Address' } },
  },
  docs: {
    brief: 'Hand in a message from standard input',
    customUsage: ['-f news@example.com jo@example.net < message.eml'],
  },
});

const selection = {
  message: text('id', 'Of this message'),
  recipient: text('address', 'For this recipient'),
  domain: text('domain', 'For recipients in this domain'),
  lane: text('lane', 'In this lane'),
  stream: text('name', 'Of this stream'),
  campaign: text('name', 'Of this campaign'),
  sender: text('address', 'From this envelope sender'),
};

const onQueue = (action: Action, brief: string) =>
  buildCommand<SelectionFlags, [], Io>({
    loader: async () => (await import('./service/queue.ts')).actOnQueue(action),
    parameters: { flags: { ...target, json, ...selection, all: flag('Everything that waits') } },
    docs: { brief },
  });

const queue = buildRouteMap({
  routes: {
    shape: buildCommand<{ json?: boolean; top?: number; url?: string; config?: string }, [], Io>({
      loader: async () => (await import('./service/queue.ts')).shape,
      parameters: { flags: { ...target, json, top: whole('count', 'Most domains') } },
      docs: { brief: 'What waits, by domain and age, and what for' },
    }),
    ls: buildCommand<Omit<SelectionFlags, 'all'> & { limit?: number }, [], Io>({
      loader: async () => (await import('./service/queue.ts')).list,
      parameters: { flags: { ...target, json, ...selection, limit: whole('count', 'Most recipients') } },
      docs: { brief: 'List waiting recipients' },
    }),
    lanes: buildCommand<{ json?: boolean; url?: string; config?: string }, [], Io>({
      loader: async () => (await import('./service/queue.ts')).lanes,
      parameters: { flags: { ...target, json } },
      docs: { brief: 'Lanes that send, or are held back' },
    }),
    pause: buildCommand<{ json?: boolean; url?: string; config?: string; for?: string; why?: string }, [string], Io>({
      loader: async () => (await import('./service/queue.ts')).pause,
      parameters: {
        flags: {
          ...target,
          json,
          for: text('duration', 'Until then, such as 1h; else until resumed'),
          why: text('text', 'For people'),
        },
        positional: one('lane', 'A lane, a site or a domain'),
      },
      docs: { brief: 'Send nothing more there' },
    }),
    resume: buildCommand<{ json?: boolean; url?: string; config?: string }, [string], Io>({
      loader: async () => (await import('./service/queue.ts')).resume,
      parameters: { flags: { ...target, json }, positional: one('lane', 'A lane, a site or a domain') },
      docs: { brief: 'Send there again' },
    }),
    retry: onQueue('retry', 'Try again now'),
    hold: onQueue('hold', 'Hold back until released'),
    release: onQueue('release', 'Let go what was held'),
    cancel: onQueue('cancel', 'Take out of the queue; nobody is told'),
    expire: onQueue('expire', 'Give up now; senders are told'),
  },
  docs: { brief: 'See and steer what waits' },
});

type MessageFlags = { readonly json?: boolean; readonly url?: string; readonly config?: string };
const onMessage = (action: Action, brief: string) =>
  buildCommand<MessageFlags, [string], Io>({
    loader: async () => (await import('./service/message.ts')).actOnMessage(action),
    parameters: { flags: { ...target, json }, positional: one('id', 'Id of the message') },
    docs: { brief },
  });

const message = buildRouteMap({
  routes: {
    ls: buildCommand<ListFlags, [], Io>({
      loader: async () => (await import('./service/message.ts')).list,
      parameters: {
        flags: {
          ...target,
          json,
          sender: selection.sender,
          stream: selection.stream,
          campaign: selection.campaign,
          list: text('name', 'Of this list'),
          limit: whole('count', 'Most messages; 50 by default'),
        },
      },
      docs: { brief: 'List messages, newest first' },
    }),
    get: buildCommand<MessageFlags, [string], Io>({
      loader: async () => (await import('./service/message.ts')).get,
      parameters: { flags: { ...target, json }, positional: one('id', 'Id of the message') },
      docs: { brief: 'Show a message and what became of each recipient' },
    }),
    trace: buildCommand<MessageFlags, [string], Io>({
      loader: async () => (await import('./service/message.ts')).trace,
      parameters: { flags: { ...target, json }, positional: one('id', 'Id of the message') },
      docs: { brief: 'Show everything that happened, with the SMTP dialogues' },
    }),
    raw: buildCommand<{ url?: string; config?: string }, [string], Io>({
      loader: async () => (await import('./service/message.ts')).raw,
      parameters: { flags: target, positional: one('id', 'Id of the message') },
      docs: { brief: 'Write the message itself' },
    }),
    retry: onMessage('retry', 'Try again now'),
    hold: onMessage('hold', 'Hold back until released'),
    release: onMessage('release', 'Let go what was held'),
    cancel: onMessage('cancel', 'Take out of the queue; nobody is told'),
    expire: onMessage('expire', 'Give up now; the sender is told'),
  },
  docs: { brief: 'Look at messages and act on them' },
});

const top = buildCommand<TopFlags, [], Io>({
  loader: async () => (await import('./service/top.ts')).topCommand,
  parameters: { flags: { ...target, json, once: flag('Show it once, and end') } },
  docs: { brief: 'Rates, causes, queue and lanes, live' },
});

const tail = buildCommand<TailFlags, [], Io>({
  loader: async () => (await import('./service/tail.ts')).tailCommand,
  parameters: {
    flags: {
      ...target,
      json,
      type: text('type', 'Only events of this type'),
      message: text('id', 'Only events of this message'),
      since: text('instant', 'From then on, such as 2026-11-28T09:00:00Z; by default from now on'),
    },
  },
  docs: { brief: 'Follow the events as they happen' },
});

const doctor = buildCommand<DoctorFlags, [], Io>({
  loader: async () => (await import('./service/doctor/doctor.ts')).doctorCommand,
  parameters: {
    flags: {
      ...local,
      json,
      probe: text('domain', 'Domain whose servers are tried on port 25'),
      offline: flag('Ask nothing of the network'),
    },
  },
  docs: { brief: 'Check DNS, ports, TLS, clock, disk, store and relaying, and say what to do' },
});

const backup = buildCommand<{ json?: boolean; config?: string; data?: string; set?: readonly string[] }, [string], Io>({
  loader: async () => (await import('./service/store.ts')).backup,
  parameters: { flags: { ...local, json }, positional: one('file', 'File to write') },
  docs: { brief: 'Write a consistent copy of the store, while the service runs' },
});
const restore = buildCommand<
  { json?: boolean; force?: boolean; config?: string; data?: string; set?: readonly string[] },
  [string],
  Io
>({
  loader: async () => (await import('./service/store.ts')).restore,
  parameters: {
    flags: { ...local, json, force: flag('Put the present store aside') },
    positional: one('file', 'A backup'),
  },
  docs: { brief: 'Check a backup and put it in the place of the store; the service must not run' },
});
const verify = buildCommand<
  { json?: boolean; deep?: boolean; config?: string; data?: string; set?: readonly string[] },
  [],
  Io
>({
  loader: async () => (await import('./service/store.ts')).verify,
  parameters: { flags: { ...local, json, deep: flag('Read every page and every message') } },
  docs: { brief: 'Look for damage in the store' },
});

const key = buildRouteMap({
  routes: {
    new: buildCommand<KeyFlags, [string], Io>({
      loader: async () => (await import('./service/key.ts')).newKey,
      parameters: {
        flags: {
          ...target,
          json,
          scope: texts('scope', 'What it may do, such as messages:write; several may be given'),
        },
        positional: one('name', 'What it is for'),
      },
      docs: { brief: 'Make a key for the API; it is shown once' },
    }),
    ls: buildCommand<Omit<KeyFlags, 'scope'>, [], Io>({
      loader: async () => (await import('./service/key.ts')).listKeys,
      parameters: { flags: { ...target, json } },
      docs: { brief: 'List the keys' },
    }),
    revoke: buildCommand<Omit<KeyFlags, 'scope'>, [string], Io>({
      loader: async () => (await import('./service/key.ts')).revokeKey,
      parameters: { flags: { ...target, json }, positional: one('id', 'Id of the key') },
      docs: { brief: 'Revoke a key' },
    }),
  },
  docs: { brief: 'Keys for the API' },
});

type ConfigFlags = { json?: boolean; config?: string; data?: string; set?: readonly string[] };
const config = buildRouteMap({
  routes: {
    check: buildCommand<ConfigFlags, [], Io>({
      loader: async () => (await import('./service/config.ts')).check,
      parameters: { flags: { ...local, json } },
      docs: { brief: 'Look for errors in the configuration' },
    }),
    show: buildCommand<ConfigFlags & { changed?: boolean }, [], Io>({
      loader: async () => (await import('./service/config.ts')).show,
      parameters: { flags: { ...local, json, changed: flag('Only what is not the default') } },
      docs: { brief: 'Print every value and where it comes from' },
    }),
    docs: buildCommand<Record<never, never>, [], Io>({
      loader: async () => (await import('./service/config.ts')).docs,
      parameters: {},
      docs: { brief: 'Print the documentation of every key (Markdown)' },
    }),
    password: buildCommand<Record<never, never>, [], Io>({
      loader: async () => (await import('./service/config.ts')).password,
      parameters: {},
      docs: { brief: 'Read a password from standard input, print its hash for [users.NAME]' },
    }),
  },
  docs: { brief: 'Check, show and explain the configuration' },
});

const demo = buildCommand<DemoFlags, [], Io>({
  loader: async () => (await import('./service/demo.ts')).demoCommand,
  parameters: {
    flags: {
      json,
      once: flag('End after the campaign'),
      seed: whole('number', 'The same seed, the same campaign'),
      size: whole('count', 'Messages'),
      speed: whole('factor', 'How much faster than real time'),
    },
  },
  docs: { brief: 'Receivers, server and a campaign on this machine alone; Ctrl-C cleans up' },
});

const receivers = buildCommand<ReceiversFlags, [], Io>({
  loader: async () => (await import('./service/demo.ts')).receiversCommand,
  parameters: {
    flags: {
      json,
      quiet: flag('Only where they are, not what happens'),
      seed: whole('number', 'The same seed, the same world'),
      speed: whole('factor', 'How much faster than real time'),
      smtpPort: whole('port', 'Port of every receiver; by default any that is free'),
      dnsPort: whole('port', 'Port of their DNS; by default any that is free'),
      returnTo: {
        kind: 'parsed',
        parse: hostAndPort,
        optional: true,
        placeholder: 'address:port',
        brief: 'Where bounces, complaints and automatic replies go: an address of this machine',
      },
    },
  },
  docs: { brief: 'Simulated receivers to send to, for tests' },
});

const ingest = buildCommand<IngestFlags, string[], Io>({
  loader: async () => (await import('./service/ingest.ts')).ingestCommand,
  parameters: {
    flags: {
      ...target,
      json,
      source: text('name', 'Name of the source; pipe or file by default'),
      recipient: text('address', 'Address that the mail came to; by default what the mail server or the mail says'),
    },
    positional: {
      kind: 'array',
      parameter: {
        parse: String,
        placeholder: 'path',
        brief: 'Mail, folder, Maildir or mbox; standard input by default',
      },
    },
  },
  docs: {
    brief: 'Hand in mails that report something; exits with 0, 65 or 75 for the mail server that runs it',
    customUsage: ['< bounce.eml', 'Maildir/ old-bounces.mbox'],
  },
});

type Plain = { readonly json?: boolean; readonly url?: string; readonly config?: string };
const anAddress = one('address', 'Address');
const where = {
  stream: text('name', 'For mail of this stream only'),
  list: text('name', 'For mail of this list only'),
  sender: text('address', 'For mail of this sender only'),
};
const said = {
  ...where,
  reason: text('reason', 'One of docs/reasons.md'),
  why: text('text', 'For people'),
  until: text('instant', 'When it ends, such as 2027-01-31T00:00:00Z'),
};
const forms = { kind: 'enum', values: ['csv', 'jsonl'], optional: true, brief: 'Form; csv by default' } as const;

const suppress = buildRouteMap({
  routes: {
    add: buildCommand<AddFlags, [string], Io>({
      loader: async () => (await import('./service/suppress.ts')).add,
      parameters: { flags: { ...target, json, ...said }, positional: anAddress },
      docs: { brief: 'Keep mail from an address' },
    }),
    rm: buildCommand<Omit<AddFlags, 'reason' | 'until'>, [string], Io>({
      loader: async () => (await import('./service/suppress.ts')).remove,
      parameters: { flags: { ...target, json, ...where, why: said.why }, positional: anAddress },
      docs: { brief: 'Let an address have mail again; exits with 1 when nothing held it back' },
    }),
    check: buildCommand<Omit<AddFlags, 'reason' | 'why' | 'until'>, string[], Io>({
      loader: async () => (await import('./service/suppress.ts')).check,
      parameters: {
        flags: { ...target, json, ...where },
        positional: {
          kind: 'array',
          minimum: 1,
          parameter: { parse: String, placeholder: 'address', brief: 'Address' },
        },
      },
      docs: { brief: 'May these be mailed? Exits with 1 when one of them may not' },
    }),
    ls: buildCommand<ListSuppressedFlags, [], Io>({
      loader: async () => (await import('./service/suppress.ts')).list,
      parameters: {
        flags: {
          ...target,
          json,
          state: text('state', 'provisional, confirmed or released'),
          reason: said.reason,
          domain: text('domain', 'Of the address'),
          limit: whole('count', 'Most entries; 100 by default'),
        },
      },
      docs: { brief: 'List entries, the latest first' },
    }),
    why: buildCommand<Plain, [string], Io>({
      loader: async () => (await import('./service/suppress.ts')).why,
      parameters: { flags: { ...target, json }, positional: anAddress },
      docs: { brief: 'Entries of an address, how they came to be, and the evidence' },
    }),
    import: buildCommand<ImportFlags, [string], Io>({
      loader: async () => (await import('./service/suppress-lists.ts')).importAll,
      parameters: {
        flags: { ...target, json, ...said, dryRun: flag('Only tell what would be added') },
        positional: one(
          'file',
          'One address or SHA-256 of one a line, CSV (with a heading, or that begins with it) or FILE.jsonl; - for standard input',
        ),
      },
      docs: { brief: 'Add many entries' },
    }),
    export: buildCommand<ExportFlags, [], Io>({
      loader: async () => (await import('./service/suppress-lists.ts')).exportAll,
      parameters: { flags: { ...target, format: forms, hashed: flag('Hashes instead of addresses') } },
      docs: { brief: 'Write all entries' },
    }),
  },
  docs: { brief: 'Who gets no mail, and why' },
});

const address = buildRouteMap({
  routes: {
    erase: eraseAddress,
    get: buildCommand<AddressFlags, [string], Io>({
      loader: async () => (await import('./service/address.ts')).getAddress,
      parameters: {
        flags: { ...target, json, ...where, limit: whole('count', 'Most events; 50 by default') },
        positional: anAddress,
      },
      docs: { brief: 'What is known of an address, and whether the next message would be sent' },
    }),
  },
  docs: { brief: 'Look at addresses' },
});

export const serviceRoutes = {
  audit,
  demo,
  serve,
  send,
  queue,
  message,
  bounces,
  health,
  list,
  sender,
  provider,
  address,
  suppress,
  incidents,
  ingest,
  source,
  tray,
  top,
  tail,
  doctor,
  backup,
  restore,
  verify,
  hook,
  alert,
  key,
  login,
  config,
  receivers,
};
