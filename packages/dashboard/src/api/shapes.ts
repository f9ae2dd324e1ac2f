/** Shapes of the API that several screens read. */
import type { Answer } from '@hearback/server/api';

export type Happening = Answer<'/v1/events'>['data'][number];
/** A failure with what it counts for now. */
export type Bounce = Answer<'/v1/bounces'>['data'][number];
export type Verdict = NonNullable<Happening['verdict']>;
export type Message = Answer<'/v1/messages'>['data'][number];
/** What became of a message to a recipient. */
export type Outcome = Message['recipients'][number]['state'];
export type MessageView = Answer<'/v1/messages/{id}'>;
export type RecipientState = MessageView['recipients'][number];
export type Dialogue = Answer<'/v1/messages/{id}/dialogue'>['data'][number];
export type Suppression = Answer<'/v1/suppressions'>['data'][number];
export type SuppressionHistory = Answer<'/v1/suppressions/{address}'>;
export type AddressView = Answer<'/v1/addresses/{address}'>;
export type BounceView = Answer<'/v1/bounces/{id}'>;
export type QueueShape = Answer<'/v1/queue'>;
export type QueueEntry = Answer<'/v1/queue/entries'>['data'][number];
export type Lanes = Answer<'/v1/queue/lanes'>;
export type Health = Answer<'/v1/health'>;
export type Finding = Health['findings'][number];
export type Counts = Health['counts'];
export type Part = Answer<'/v1/lists'>['data'][number];
export type Top = Answer<'/v1/stats/top'>['data'][number];
export type Alert = Answer<'/v1/alerts'>['data'][number];
export type AlertRule = Answer<'/v1/alert-rules'>['data'][number];
export type Silence = Answer<'/v1/silences'>['data'][number];
export type Webhook = Answer<'/v1/webhooks'>['data'][number];
export type Delivery = Answer<'/v1/webhooks/{id}/deliveries'>['data'][number];
/** What a webhook was told of an event. */
export type Told = Answer<'/v1/deliveries'>['data'][number];
export type Incident = Answer<'/v1/incidents'>['data'][number];
export type IncidentAddresses = Answer<'/v1/incidents/{id}/addresses'>;
