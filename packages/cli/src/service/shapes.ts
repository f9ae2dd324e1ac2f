/** Shapes of the API that several commands read. */
import type { Answer, operations } from '@hearback/server/api';

export type Happening = Answer<'/v1/events'>['data'][number];
export type Health = Answer<'/v1/health'>;
export type Part = Answer<'/v1/lists'>['data'][number];
export type QueueShape = Answer<'/v1/queue'>;
export type Lane = Answer<'/v1/queue/lanes'>['lanes'][number];
export type Brake = Answer<'/v1/queue/lanes'>['brakes'][number];
export type Suppression = Answer<'/v1/suppressions'>['data'][number];
/** Those of docs/reasons.md. */
export type Reason = NonNullable<NonNullable<operations['getV1Suppressions']['parameters']['query']>['reason']>;
