/** `hearback suppress` */
import { buildCommand, buildRouteMap } from '@stricli/core';
import type { Io } from '../io.ts';
import { flag, one, oneOf, type Plain, plain, target, text, whole, word } from './flags.ts';
import type { Reason } from './shapes.ts';
import type { AddFlags, ListSuppressedFlags } from './suppress.ts';
import type { ExportFlags, ImportFlags } from './suppress-lists.ts';

export const anAddress = one('address', 'Address');
/** What a suppression holds for. */
export const where = {
  stream: text('name', 'For mail of this stream only'),
  list: text('name', 'For mail of this list only'),
  sender: text('address', 'For mail of this sender only'),
};
const said = {
  ...where,
  reason: word<Reason>('reason', 'One of docs/reasons.md'),
  why: text('text', 'For people'),
  until: text('instant', 'When it ends, such as 2027-01-31T00:00:00Z'),
};
const forms = oneOf(['csv', 'jsonl'], 'Form; csv by default');

export const suppress = buildRouteMap({
  routes: {
    add: buildCommand<AddFlags, [string], Io>({
      loader: async () => (await import('./suppress.ts')).add,
      parameters: { flags: { ...plain, ...said }, positional: anAddress },
      docs: { brief: 'Keep mail from an address' },
    }),
    rm: buildCommand<Omit<AddFlags, 'reason' | 'until'>, [string], Io>({
      loader: async () => (await import('./suppress.ts')).remove,
      parameters: { flags: { ...plain, ...where, why: said.why }, positional: anAddress },
      docs: { brief: 'Let an address have mail again; exits with 1 when nothing held it back' },
    }),
    check: buildCommand<Omit<AddFlags, 'reason' | 'why' | 'until'>, string[], Io>({
      loader: async () => (await import('./suppress.ts')).check,
      parameters: {
        flags: { ...plain, ...where },
        positional: {
          kind: 'array',
          minimum: 1,
          parameter: { parse: String, placeholder: 'address', brief: 'Address' },
        },
      },
      docs: { brief: 'May these be mailed? Exits with 1 when one of them may not' },
    }),
    ls: buildCommand<ListSuppressedFlags, [], Io>({
      loader: async () => (await import('./suppress.ts')).list,
      parameters: {
        flags: {
          ...plain,
          state: oneOf(['provisional', 'confirmed', 'released'], 'Only these'),
          reason: said.reason,
          domain: text('domain', 'Of the address'),
          limit: whole('count', 'Most entries; 100 by default'),
        },
      },
      docs: { brief: 'List entries, the latest first' },
    }),
    why: buildCommand<Plain, [string], Io>({
      loader: async () => (await import('./suppress.ts')).why,
      parameters: { flags: plain, positional: anAddress },
      docs: { brief: 'Entries of an address, how they came to be, and the evidence' },
    }),
    import: buildCommand<ImportFlags, [string], Io>({
      loader: async () => (await import('./suppress-lists.ts')).importAll,
      parameters: {
        flags: { ...plain, ...said, dryRun: flag('Only tell what would be added') },
        positional: one(
          'file',
          'One address or SHA-256 of one a line, CSV (with a heading, or that begins with it) or FILE.jsonl; - for standard input',
        ),
      },
      docs: { brief: 'Add many entries' },
    }),
    export: buildCommand<ExportFlags, [], Io>({
      loader: async () => (await import('./suppress-lists.ts')).exportAll,
      parameters: { flags: { ...target, format: forms, hashed: flag('Hashes instead of addresses') } },
      docs: { brief: 'Write all entries' },
    }),
  },
  docs: { brief: 'Who gets no mail, and why' },
});
