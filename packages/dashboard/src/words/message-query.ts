/**
 * What the search field of the messages takes: an address for every message to it, and terms such as `outcome:bounced list:news`.
 * In the address bar and in the API each is a filter of its own.
 */
import { termOf, termsOf } from './query.ts';

export const messageFilters = [
  ...(['recipient', 'outcome', 'sender', 'stream', 'list', 'campaign', 'since', 'until'] as const),
];
export type MessageFilterName = (typeof messageFilters)[number];
export type MessageFilter = Partial<Readonly<Record<MessageFilterName, string>>>;

export type ReadMessageQuery =
  | { readonly kind: 'filter'; readonly filter: MessageFilter }
  /** A sentence for whoever wrote it. */
  | { readonly kind: 'problem'; readonly detail: string };

const isName = (name: string): name is MessageFilterName => (messageFilters as readonly string[]).includes(name);

export function readMessageQuery(text: string): ReadMessageQuery {
  const filter: Partial<Record<MessageFilterName, string>> = {};
  for (const { not, field, value } of termsOf(text)) {
    const name = field ?? 'recipient';
    if (not) return problem('A minus before a term is for bounces; messages are not searched by what they are not.');
    if (!isName(name)) return problem(`There is no field “${name}”. Fields are ${messageFilters.join(', ')}.`);
    if (value === '') return problem(`“${name}:” says nothing; write ${name}:VALUE.`);
    if (field === null && !value.includes('@'))
      return problem(`“${value}” is no address. A subject is not searched; write list:${value} for a list, say.`);
    if (filter[name] !== undefined) return problem(`“${name}” is there twice.`);
    filter[name] = value;
  }
  return { kind: 'filter', filter };
}

const problem = (detail: string): ReadMessageQuery => ({ kind: 'problem', detail });

/** As somebody would write it; an address stands alone. */
export const messageQueryText = (filter: MessageFilter): string =>
  messageFilters
    .flatMap((name) => {
      const value = filter[name];
      if (value === undefined) return [];
      return name === 'recipient' && /^[^\s":]+@[^\s":]+$/.test(value) ? [value] : [termOf(name, value)];
    })
    .join(' ');
