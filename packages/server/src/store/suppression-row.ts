/** An entry of the suppression list, and a change of one, as rows. */
import { domainPart } from '../ledger/address-key.ts';
import type { SuppressionChanged, SuppressionEntry, SuppressionKey } from './listening.ts';
import type { Schema } from './schema.ts';

/** What is written as JSON. */
export type SuppressionDetail = Pick<
  SuppressionEntry,
  'cause' | 'rule' | 'template' | 'incident' | 'who' | 'why' | 'restsOn'
>;
type Row = Schema['suppressions'];

export const suppressionColumns = [
  'recipient',
  'key',
  'scope',
  'value',
  'address',
  'state',
  'reason',
  'since',
  'expires_at',
  'detail',
] as const satisfies readonly (keyof Row)[];

export type SuppressionRow = Pick<Row, (typeof suppressionColumns)[number]>;

export const suppressionDetail = ({ cause, rule, template, incident, who, why, restsOn }: SuppressionEntry): string =>
  JSON.stringify({
    cause,
    rule,
    template,
    incident,
    who,
    why,
    ...(restsOn && { restsOn }),
  } satisfies SuppressionDetail);

export const suppressionDomain = ({ address }: SuppressionEntry): string | null =>
  address === null ? null : domainPart(address);

export const readSuppression = (row: SuppressionRow): SuppressionEntry =>
  suppressionOf(Buffer.from(row.key).toString('hex'), row);

/** `key`: in hexadecimal. */
export const suppressionOf = (key: string, row: Omit<SuppressionRow, 'key' | 'recipient'>): SuppressionEntry =>
  suppressionWith(key, row, JSON.parse(row.detail) as SuppressionDetail);

export function suppressionWith(
  key: string,
  row: Omit<SuppressionRow, 'key' | 'recipient' | 'detail'>,
  detail: SuppressionDetail,
): SuppressionEntry {
  const { scope, value, address, state, reason, since, expires_at } = row;
  const { cause, rule, template, incident, who, why, restsOn } = detail;
  return {
    key,
    scope: scope as SuppressionEntry['scope'],
    value,
    address,
    state: state as SuppressionEntry['state'],
    reason: reason as SuppressionEntry['reason'],
    since,
    expires_at,
    cause,
    rule,
    template,
    incident,
    who,
    why,
    ...(restsOn && { restsOn }),
  };
}

export const changeDetail = (change: SuppressionChanged): string => JSON.stringify(change);

export function readChange(row: {
  readonly key: Uint8Array;
  readonly scope: string;
  readonly value: string;
  readonly detail: string;
}): SuppressionKey & SuppressionChanged {
  const { key, scope, value, detail } = row;
  const changed = JSON.parse(detail) as SuppressionChanged;
  return { key: Buffer.from(key).toString('hex'), scope: scope as SuppressionKey['scope'], value, ...changed };
}
