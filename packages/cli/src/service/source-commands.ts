/** `hearback source …` and `hearback tray …` with their flags. */
import { buildCommand, buildRouteMap } from '@stricli/core';
import type { Io } from '../io.ts';
import { flag, json, one, oneOf, port, target, text, texts, word } from './flags.ts';
import type { AddImapFlags, AddLogFlags, AddWebhookFlags, SourceFlags } from './source.ts';
import type { TargetFlags } from './target.ts';
import type { TrayFlags } from './tray.ts';

const needed = <W extends string>(placeholder: string, brief: string) =>
  ({ ...word<W>(placeholder, brief), optional: false }) as const;
const nameAndPath = (brief: string) =>
  ({
    kind: 'tuple',
    parameters: [
      { parse: String, placeholder: 'name', brief: 'Name of the source' },
      { parse: String, placeholder: 'path', brief },
    ],
  }) as const;
const wholeName = one('name', 'Whole name of the source, such as imap:bounces');
const item = one('id', 'Id of the item');

const add = buildRouteMap({
  routes: {
    imap: buildCommand<AddImapFlags, [string], Io>({
      loader: async () => (await import('./source.ts')).addImap,
      parameters: {
        flags: {
          ...target,
          json,
          host: needed('host', 'Server'),
          user: needed('user', 'User'),
          port: port('993, or 143 without implicit TLS'),
          tls: oneOf(['implicit', 'starttls', 'none'], 'implicit by default'),
          caFile: text('file', 'Certificates of authorities to believe, at the service'),
          passwordFile: text('file', 'File with the password, at the service; else standard input has it'),
          mailbox: text('mailbox', 'INBOX by default'),
          after: oneOf(['seen', 'delete', 'move'], 'What becomes of a mail that has been recorded'),
          moveTo: text('mailbox', 'With --after move'),
        },
        positional: one('name', 'Name of the source'),
      },
      docs: { brief: 'Follow a mailbox over IMAP; the password is read from standard input' },
    }),
    maildir: buildCommand<SourceFlags & { readonly delete?: boolean }, [string, string], Io>({
      loader: async () => (await import('./source.ts')).addMaildir,
      parameters: {
        flags: { ...target, json, delete: flag('Delete what has been recorded') },
        positional: nameAndPath('Folder that has new and cur'),
      },
      docs: { brief: 'Follow a Maildir' },
    }),
    log: buildCommand<AddLogFlags, [string, string], Io>({
      loader: async () => (await import('./source.ts')).addLog,
      parameters: {
        flags: {
          ...target,
          json,
          format: word('format', 'postfix, exim, sendmail, opensmtpd, powermta, kumomta, haraka; known by its lines'),
          skipHistory: flag('Only what is written from now on'),
        },
        positional: nameAndPath('Log file'),
      },
      docs: { brief: 'Follow the log of a mail server' },
    }),
    webhook: buildCommand<AddWebhookFlags, [string], Io>({
      loader: async () => (await import('./source.ts')).addWebhook,
      parameters: {
        flags: {
          ...target,
          json,
          provider: needed('provider', 'Who speaks: ses, sendgrid, mailgun, postmark, sparkpost, mailjet, …'),
          keys: text('file', 'File with keys that sign or verify, one a line'),
          basic: text('file', 'File with user:password, one a line'),
          tokens: text('file', 'File with bearer tokens, one a line'),
          headers: text('file', 'File with header fields of your own, one a line'),
          topic: texts('arn', 'SNS topic that may speak'),
        },
        positional: one('name', 'Name in the URL'),
      },
      docs: { brief: 'Take the webhook of a provider' },
    }),
  },
  docs: { brief: 'Set up a source while the service runs' },
});

export const source = buildRouteMap({
  routes: {
    ls: buildCommand<SourceFlags, [], Io>({
      loader: async () => (await import('./source.ts')).listSources,
      parameters: { flags: { ...target, json } },
      docs: { brief: 'Where reports come from, with the last event and the last error of each' },
    }),
    add,
    test: buildCommand<SourceFlags, [string], Io>({
      loader: async () => (await import('./source.ts')).testSource,
      parameters: { flags: { ...target, json }, positional: wholeName },
      docs: { brief: 'Connect and read, record nothing, and tell what was seen; exits with 1 when it fails' },
    }),
    pause: buildCommand<SourceFlags, [string], Io>({
      loader: async () => (await import('./source.ts')).pauseSource,
      parameters: { flags: { ...target, json }, positional: wholeName },
      docs: { brief: 'Stop following a source; what comes meanwhile waits where it is' },
    }),
    resume: buildCommand<SourceFlags, [string], Io>({
      loader: async () => (await import('./source.ts')).resumeSource,
      parameters: { flags: { ...target, json }, positional: wholeName },
      docs: { brief: 'Follow a paused source again' },
    }),
    rm: buildCommand<TargetFlags, [string], Io>({
      loader: async () => (await import('./source.ts')).removeSource,
      parameters: { flags: target, positional: wholeName },
      docs: { brief: 'Remove a source that was added while the service ran' },
    }),
  },
  docs: { brief: 'Sources of reports' },
});

export const tray = buildRouteMap({
  routes: {
    ls: buildCommand<TrayFlags, [], Io>({
      loader: async () => (await import('./tray.ts')).listTray,
      parameters: { flags: { ...target, json } },
      docs: { brief: 'What was not understood, and why' },
    }),
    get: buildCommand<TrayFlags & { readonly raw?: boolean }, [string], Io>({
      loader: async () => (await import('./tray.ts')).getTrayItem,
      parameters: { flags: { ...target, json, raw: flag('As it came, control characters too') }, positional: item },
      docs: { brief: 'Show one' },
    }),
    retry: buildCommand<TrayFlags, [string], Io>({
      loader: async () => (await import('./tray.ts')).retryTrayItem,
      parameters: { flags: { ...target, json }, positional: item },
      docs: { brief: 'Read one again with the rules of now; exits with 1 when it is still not understood' },
    }),
    rm: buildCommand<TargetFlags, string[], Io>({
      loader: async () => (await import('./tray.ts')).removeTrayItem,
      parameters: {
        flags: target,
        positional: { kind: 'array', minimum: 1, parameter: { parse: String, placeholder: 'id', brief: 'Id' } },
      },
      docs: { brief: 'Throw some away' },
    }),
  },
  docs: { brief: 'What was not understood' },
});
