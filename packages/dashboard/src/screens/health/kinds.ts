/** The parts that mail is looked at by: lists, senders (domain, address or stream), receiving providers. */
import { answer, api } from '../../api/client.ts';
import type { Health, Part } from '../../api/shapes.ts';
import type { PartDimension } from '../../parts/rates-over-time.tsx';
import type { WindowName } from '../../parts/window-picker.tsx';

export type SenderKind = 'sender_domain' | 'ip' | 'stream';

export interface PartKind {
  readonly title: string;
  readonly one: string;
  readonly meaning: string;
  /** In the address bar, and in the API. */
  readonly place: 'lists' | 'senders' | 'providers';
  readonly cli: string;
  readonly sparkline: string;
}

export const lists: PartKind = {
  title: 'Lists',
  one: 'list',
  meaning:
    'Hard bounces say how well a list is kept: above 5 % it has addresses that are dead. Every row opens what is behind it.',
  ...{ place: 'lists', cli: 'hearback list ls', sparkline: 'hard bounces' },
};
export const senders: PartKind = {
  title: 'Senders',
  one: 'sender',
  meaning: 'Soft bounces say how welcome a sender is: above 2 % receivers slow it down, block it or do not believe it.',
  ...{ place: 'senders', cli: 'hearback sender ls', sparkline: 'soft bounces' },
};
export const providers: PartKind = {
  title: 'Providers',
  one: 'provider',
  meaning:
    'Is it me, or is it them? What fails at one receiver only is between you and it; what fails everywhere is yours.',
  ...{ place: 'providers', cli: 'hearback provider ls', sparkline: 'failures' },
};

export interface PartPage {
  readonly data: readonly Part[];
  readonly next: string | null;
}

export function askParts(
  { place }: PartKind,
  by: SenderKind,
  window: WindowName,
  { after, name }: { readonly after: string | null; readonly name: string | null },
  signal: AbortSignal,
): Promise<PartPage> {
  const query = { window, limit: 50, ...(after === null ? {} : { after }), ...(name === null ? {} : { name }) };
  switch (place) {
    case 'lists':
      return answer(api.GET('/v1/lists', { params: { query }, signal }));
    case 'providers':
      return answer(api.GET('/v1/providers', { params: { query }, signal }));
    case 'senders':
      return answer(api.GET('/v1/senders', { params: { query: { ...query, by } }, signal }));
  }
}

export function askPart(
  { place }: PartKind,
  name: string,
  by: SenderKind,
  window: WindowName,
  signal: AbortSignal,
): Promise<Health> {
  const path = { name };
  switch (place) {
    case 'lists':
      return answer(api.GET('/v1/lists/{name}/health', { params: { path, query: { window } }, signal }));
    case 'providers':
      return answer(api.GET('/v1/providers/{name}/health', { params: { path, query: { window } }, signal }));
    case 'senders':
      return answer(api.GET('/v1/senders/{name}/health', { params: { path, query: { window, by } }, signal }));
  }
}

export const dimensionOf = ({ place }: PartKind, by: SenderKind): Exclude<PartDimension, 'all'> =>
  place === 'lists' ? 'list' : place === 'providers' ? 'provider' : by;

/** `q` of the bounces of a part. */
export function bouncesOf(kind: PartKind, by: SenderKind, name: string): string {
  const field = { list: 'list', provider: 'provider', sender_domain: 'sender', ip: 'ip', stream: 'stream' }[
    dimensionOf(kind, by)
  ];
  return `${field}:${/^[^\s"\\]+$/.test(name) ? name : `"${name.replace(/["\\]/g, '\\$&')}"`}`;
}
