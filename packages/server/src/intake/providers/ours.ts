/**
 * What of our own a provider gives back: the sender puts it into the provider's metadata (custom arguments, user
 * variables, tags) when it hands the message over. The names are the same everywhere (docs/webhooks-in.md).
 */
import type { Identifiers } from '../../ledger/observation.ts';
import type { Labels } from '../../store/rows.ts';
import { label } from './fields.ts';
import type { Json } from './json.ts';

export interface Ours {
  readonly identifiers: Pick<Identifiers, 'messageId'>;
  readonly labels: Partial<Labels>;
}

type Lookup = (name: string) => Json | undefined;

export function ours(lookup: Lookup, rest: Partial<Labels> = {}): Ours {
  const id = label(lookup('hearback_message_id'));
  const stream = label(lookup('hearback_stream'));
  const list = label(lookup('hearback_list'));
  const campaign = label(lookup('hearback_campaign'));
  return {
    identifiers: id !== null && /^msg_[0-9a-f-]{36}$/.test(id) ? { messageId: id } : {},
    labels: {
      ...rest,
      ...(stream === null ? {} : { stream }),
      ...(list === null ? {} : { list }),
      ...(campaign === null ? {} : { campaign }),
    },
  };
}
