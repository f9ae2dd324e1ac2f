/* Written from /openapi.json by `npm run api-client`; a test holds it to that. */
/* biome-ignore-all format: generated */
/* biome-ignore-all lint: generated */
export interface paths {
    readonly "/errors/{code}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What an error code means */
        readonly get: operations["getErrorsCode"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/livez": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The process answers */
        readonly get: operations["getLivez"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/metrics": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Figures for Prometheus */
        readonly get: operations["getMetrics"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/openapi.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** This description */
        readonly get: operations["getOpenapiJson"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/readyz": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Mail is taken */
        readonly get: operations["getReadyz"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/addresses/{address}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** State of an address, what is counted, its latest events, and whether the next message would be sent */
        readonly get: operations["getV1AddressesAddress"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/bounces": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Bounces, expiries and complaints, oldest first */
        readonly get: operations["getV1Bounces"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/bounces/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One of them, with the steps that led to its verdict and the mail that it was read from */
        readonly get: operations["getV1BouncesId"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Events, oldest first; with Accept: text/event-stream as they happen */
        readonly get: operations["getV1Events"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/health": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Whether all mail is well, what is wrong, whose fault it is and what to do */
        readonly get: operations["getV1Health"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/ingest": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Takes a mail that reports something (message/rfc822), or a batch of events */
        readonly post: operations["postV1Ingest"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/ingest/providers/{name}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Takes what a provider says; it is heard when it proves who it is (docs/webhooks-in.md) */
        readonly post: operations["postV1IngestProvidersName"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/keys": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Lists the keys */
        readonly get: operations["getV1Keys"];
        readonly put?: never;
        /** Makes a key; it is shown this once */
        readonly post: operations["postV1Keys"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/keys/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Revokes a key */
        readonly delete: operations["deleteV1KeysId"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/lists": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Lists with their rates, the most mail first */
        readonly get: operations["getV1Lists"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/lists/{name}/health": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Health of a list */
        readonly get: operations["getV1ListsNameHealth"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/login-links": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Makes a link to the page that works once, within 15 minutes */
        readonly post: operations["postV1LoginLinks"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/messages": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Lists messages, newest first */
        readonly get: operations["getV1Messages"];
        readonly put?: never;
        /** Hands in a message; the answer comes when it is on disk */
        readonly post: operations["postV1Messages"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/messages/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** A message and what became of each recipient */
        readonly get: operations["getV1MessagesId"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/messages/{id}/cancel": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Takes out of the queue; nobody is told: what of the message still waits */
        readonly post: operations["postV1MessagesIdCancel"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/messages/{id}/dialogue": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What was said in SMTP, attempt by attempt */
        readonly get: operations["getV1MessagesIdDialogue"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/messages/{id}/events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Everything that happened to a message, oldest first */
        readonly get: operations["getV1MessagesIdEvents"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/messages/{id}/expire": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Gives up now; senders are told: what of the message still waits */
        readonly post: operations["postV1MessagesIdExpire"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/messages/{id}/hold": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Holds back until released: what of the message still waits */
        readonly post: operations["postV1MessagesIdHold"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/messages/{id}/raw": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The message itself, while any of its recipients waits */
        readonly get: operations["getV1MessagesIdRaw"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/messages/{id}/release": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Lets go what was held: what of the message still waits */
        readonly post: operations["postV1MessagesIdRelease"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/messages/{id}/retry": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Tries again now: what of the message still waits */
        readonly post: operations["postV1MessagesIdRetry"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/providers": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Receiving providers with their rates, the most mail first */
        readonly get: operations["getV1Providers"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/providers/{name}/health": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Health of a receiving provider */
        readonly get: operations["getV1ProvidersNameHealth"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/queue": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How much waits, by domain and age */
        readonly get: operations["getV1Queue"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/queue/cancel": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Takes out of the queue; nobody is told: all recipients that the selection chooses */
        readonly post: operations["postV1QueueCancel"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/queue/entries": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Lists waiting recipients */
        readonly get: operations["getV1QueueEntries"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/queue/expire": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Gives up now; senders are told: all recipients that the selection chooses */
        readonly post: operations["postV1QueueExpire"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/queue/hold": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Holds back until released: all recipients that the selection chooses */
        readonly post: operations["postV1QueueHold"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/queue/lanes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Lanes that send, or are held back */
        readonly get: operations["getV1QueueLanes"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/queue/pause": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Sends nothing more there; what waits grows no older */
        readonly post: operations["postV1QueuePause"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/queue/release": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Lets go what was held: all recipients that the selection chooses */
        readonly post: operations["postV1QueueRelease"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/queue/resume": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Sends there again */
        readonly post: operations["postV1QueueResume"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/queue/retry": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Tries again now: all recipients that the selection chooses */
        readonly post: operations["postV1QueueRetry"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/senders": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Sending domains, addresses or streams with their rates, the most mail first */
        readonly get: operations["getV1Senders"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/senders/{name}/health": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Health of a sending domain, address or stream */
        readonly get: operations["getV1SendersNameHealth"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/session": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Who is asking, and what the clock of the server says */
        readonly get: operations["getV1Session"];
        readonly put?: never;
        /** Opens a session with a link of `hearback login`; the link works once */
        readonly post: operations["postV1Session"];
        /** Ends this session */
        readonly delete: operations["deleteV1Session"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/sessions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Lists the sessions of people */
        readonly get: operations["getV1Sessions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/sessions/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Ends the session of somebody */
        readonly delete: operations["deleteV1SessionsId"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/sources": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Where reports come from, with what came since this process started */
        readonly get: operations["getV1Sources"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/stats/series": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Counts by hour or day, every one of the window */
        readonly get: operations["getV1StatsSeries"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/stats/top": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The keys that have the most of something, beside the window before */
        readonly get: operations["getV1StatsTop"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/store": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What "on disk" is worth here */
        readonly get: operations["getV1Store"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/store/backup": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Writes a consistent copy of the store to a new file of the server */
        readonly post: operations["postV1StoreBackup"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/store/verify": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Looks for damage */
        readonly post: operations["postV1StoreVerify"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/suppressions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Lists entries, the latest first */
        readonly get: operations["getV1Suppressions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/suppressions/{address}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The entries of an address with their evidence: every change, and the events that caused them */
        readonly get: operations["getV1SuppressionsAddress"];
        /** Keeps mail from an address */
        readonly put: operations["putV1SuppressionsAddress"];
        readonly post?: never;
        /** Lets an address have mail again */
        readonly delete: operations["deleteV1SuppressionsAddress"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/suppressions/check": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Tells for each address whether it may be mailed */
        readonly post: operations["postV1SuppressionsCheck"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/suppressions/import": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Adds many entries; with dry_run only tells what would be added */
        readonly post: operations["postV1SuppressionsImport"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description RFC 9457; docs/errors.md lists the codes */
        readonly Problem: {
            readonly code: string;
            readonly detail: string;
            readonly errors?: readonly {
                readonly detail?: string;
                readonly pointer?: string;
            }[];
            readonly reply?: string;
            readonly request_id: string;
            readonly scope?: string;
            readonly status: number;
            readonly title: string;
            readonly type: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly getErrorsCode: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Code of the error */
                readonly code: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The page */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getLivez: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Text */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getMetrics: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Text */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getOpenapiJson: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getReadyz: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Text */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getV1AddressesAddress: {
        readonly parameters: {
            readonly query?: {
                /** @description Most events */
                readonly limit?: number;
                /** @description List of the next message */
                readonly list?: string;
                /** @description Sender of the next message */
                readonly sender?: string;
                /** @description Stream of the next message */
                readonly stream?: string;
            };
            readonly header?: never;
            readonly path: {
                /** @description Address */
                readonly address: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly address: string;
                        /** @description Events by type, untrusted ones left out */
                        readonly counts: {
                            readonly [key: string]: number;
                        };
                        readonly entries: readonly {
                            readonly address: string | null;
                            readonly address_sha256: string;
                            readonly cause: string | null;
                            readonly expires_at: string | null;
                            readonly incident_id: string | null;
                            readonly reason: string;
                            readonly rule: string | null;
                            /** @enum {unknown} */
                            readonly scope: "global" | "stream" | "list" | "sender";
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            readonly since: string;
                            /** @enum {unknown} */
                            readonly state: "provisional" | "confirmed" | "released";
                            readonly template: string | null;
                            /** @description Stream, list or sender; empty for global */
                            readonly value: string;
                            readonly who: string | null;
                            readonly why: string;
                        }[];
                        /** @description The latest first */
                        readonly events: readonly {
                            readonly ambiguous: boolean;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            readonly at: string;
                            readonly attempt: number | null;
                            readonly attempts: readonly {
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC
                                 */
                                readonly at: string;
                                readonly code: number | null;
                                readonly host: string | null;
                                readonly reason: string;
                                readonly status: string | null;
                                readonly text: string;
                            }[] | null;
                            readonly campaign: string | null;
                            readonly correlated_by?: string;
                            readonly dominant_reason: string | null;
                            readonly duration_ms: number | null;
                            readonly foreign_message?: string;
                            readonly id: string;
                            readonly incident_id: string | null;
                            readonly list: string | null;
                            readonly message_id: string | null;
                            readonly mx: {
                                readonly address: string;
                                readonly host: string;
                            } | null;
                            readonly next_attempt_at: string | null;
                            readonly original_recipient: string | null;
                            readonly recipient: string | null;
                            readonly reclassification?: {
                                readonly event: string;
                                readonly rules: string | null;
                                readonly run: string | null;
                                readonly undoes: string | null;
                                readonly who: string;
                                readonly why: string;
                            };
                            readonly reply: {
                                readonly code: number | null;
                                readonly status: string | null;
                                readonly text: string;
                            } | null;
                            readonly sender: string | null;
                            readonly source: string;
                            readonly source_ip: string | null;
                            readonly source_name?: string;
                            readonly stage: string | null;
                            readonly stream: string | null;
                            readonly suppression?: {
                                readonly address_sha256?: string;
                                readonly expires_at: string | null;
                                readonly reason: string;
                                readonly scope: string;
                                readonly value: string;
                                readonly who: string | null;
                                readonly why: string;
                            };
                            readonly tags: readonly string[];
                            readonly tls: string | null;
                            readonly trusted: boolean;
                            /** @enum {unknown} */
                            readonly type: "accepted" | "delivered" | "deferred" | "bounced" | "expired" | "cancelled" | "delayed_notice" | "bounce_received" | "feedback_received" | "auto_reply_received" | "suppressed_send" | "address_suppressed" | "address_released" | "incident_opened" | "incident_closed" | "health_changed" | "reclassified";
                            readonly verdict: {
                                readonly action: string;
                                readonly blocklist: {
                                    readonly lists: string;
                                    readonly name: string;
                                } | null;
                                /** @enum {unknown} */
                                readonly bounce: "hard" | "soft" | "none";
                                readonly category: string;
                                readonly code: number | null;
                                readonly confidence: number;
                                /** @description Words of the reply that decided; offsets in UTF-16 units */
                                readonly evidence: readonly {
                                    readonly end: number;
                                    readonly start: number;
                                    readonly text: string;
                                }[];
                                readonly fault: readonly string[];
                                /** @description False when the message will or should be tried again */
                                readonly final: boolean;
                                readonly group: string;
                                readonly help_url: string | null;
                                readonly last_transient?: string;
                                readonly provider: string | null;
                                readonly reason: string;
                                readonly retry_after: number | null;
                                readonly rule: string;
                                readonly status: string | null;
                                readonly template: string;
                            } | null;
                        }[];
                        readonly first_at: string | null;
                        readonly last_at: string | null;
                        readonly next: {
                            readonly sent: boolean;
                            readonly why: string;
                        };
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getV1Bounces: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before */
                readonly after?: string;
                /** @description Most entries of a page */
                readonly limit?: number;
                /** @description List */
                readonly list?: string;
                /** @description Receiver, such as google */
                readonly provider?: string;
                /** @description Reason of the verdict */
                readonly reason?: string;
                /** @description Address */
                readonly recipient?: string;
                /** @description Instant (RFC 3339) from which on */
                readonly since?: string;
                /** @description Stream */
                readonly stream?: string;
                readonly type?: "bounced" | "expired" | "bounce_received" | "feedback_received";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description `next` is null on the last page */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly {
                            readonly ambiguous: boolean;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            readonly at: string;
                            readonly attempt: number | null;
                            readonly attempts: readonly {
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC
                                 */
                                readonly at: string;
                                readonly code: number | null;
                                readonly host: string | null;
                                readonly reason: string;
                                readonly status: string | null;
                                readonly text: string;
                            }[] | null;
                            readonly campaign: string | null;
                            readonly correlated_by?: string;
                            readonly dominant_reason: string | null;
                            readonly duration_ms: number | null;
                            readonly foreign_message?: string;
                            readonly id: string;
                            readonly incident_id: string | null;
                            readonly list: string | null;
                            readonly message_id: string | null;
                            readonly mx: {
                                readonly address: string;
                                readonly host: string;
                            } | null;
                            readonly next_attempt_at: string | null;
                            readonly original_recipient: string | null;
                            readonly recipient: string | null;
                            readonly reclassification?: {
                                readonly event: string;
                                readonly rules: string | null;
                                readonly run: string | null;
                                readonly undoes: string | null;
                                readonly who: string;
                                readonly why: string;
                            };
                            readonly reply: {
                                readonly code: number | null;
                                readonly status: string | null;
                                readonly text: string;
                            } | null;
                            readonly sender: string | null;
                            readonly source: string;
                            readonly source_ip: string | null;
                            readonly source_name?: string;
                            readonly stage: string | null;
                            readonly stream: string | null;
                            readonly suppression?: {
                                readonly address_sha256?: string;
                                readonly expires_at: string | null;
                                readonly reason: string;
                                readonly scope: string;
                                readonly value: string;
                                readonly who: string | null;
                                readonly why: string;
                            };
                            readonly tags: readonly string[];
                            readonly tls: string | null;
                            readonly trusted: boolean;
                            /** @enum {unknown} */
                            readonly type: "accepted" | "delivered" | "deferred" | "bounced" | "expired" | "cancelled" | "delayed_notice" | "bounce_received" | "feedback_received" | "auto_reply_received" | "suppressed_send" | "address_suppressed" | "address_released" | "incident_opened" | "incident_closed" | "health_changed" | "reclassified";
                            readonly verdict: {
                                readonly action: string;
                                readonly blocklist: {
                                    readonly lists: string;
                                    readonly name: string;
                                } | null;
                                /** @enum {unknown} */
                                readonly bounce: "hard" | "soft" | "none";
                                readonly category: string;
                                readonly code: number | null;
                                readonly confidence: number;
                                /** @description Words of the reply that decided; offsets in UTF-16 units */
                                readonly evidence: readonly {
                                    readonly end: number;
                                    readonly start: number;
                                    readonly text: string;
                                }[];
                                readonly fault: readonly string[];
                                /** @description False when the message will or should be tried again */
                                readonly final: boolean;
                                readonly group: string;
                                readonly help_url: string | null;
                                readonly last_transient?: string;
                                readonly provider: string | null;
                                readonly reason: string;
                                readonly retry_after: number | null;
                                readonly rule: string;
                                readonly status: string | null;
                                readonly template: string;
                            } | null;
                        }[];
                        readonly next: string | null;
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getV1BouncesId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Id of the event */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @description docs/architecture.md and the page of verdicts say what each field means */
                        readonly event: {
                            readonly ambiguous: boolean;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            readonly at: string;
                            readonly attempt: number | null;
                            readonly attempts: readonly {
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC
                                 */
                                readonly at: string;
                                readonly code: number | null;
                                readonly host: string | null;
                                readonly reason: string;
                                readonly status: string | null;
                                readonly text: string;
                            }[] | null;
                            readonly campaign: string | null;
                            readonly correlated_by?: string;
                            readonly dominant_reason: string | null;
                            readonly duration_ms: number | null;
                            readonly foreign_message?: string;
                            readonly id: string;
                            readonly incident_id: string | null;
                            readonly list: string | null;
                            readonly message_id: string | null;
                            readonly mx: {
                                readonly address: string;
                                readonly host: string;
                            } | null;
                            readonly next_attempt_at: string | null;
                            readonly original_recipient: string | null;
                            readonly recipient: string | null;
                            readonly reclassification?: {
                                readonly event: string;
                                readonly rules: string | null;
                                readonly run: string | null;
                                readonly undoes: string | null;
                                readonly who: string;
                                readonly why: string;
                            };
                            readonly reply: {
                                readonly code: number | null;
                                readonly status: string | null;
                                readonly text: string;
                            } | null;
                            readonly sender: string | null;
                            readonly source: string;
                            readonly source_ip: string | null;
                            readonly source_name?: string;
                            readonly stage: string | null;
                            readonly stream: string | null;
                            readonly suppression?: {
                                readonly address_sha256?: string;
                                readonly expires_at: string | null;
                                readonly reason: string;
                                readonly scope: string;
                                readonly value: string;
                                readonly who: string | null;
                                readonly why: string;
                            };
                            readonly tags: readonly string[];
                            readonly tls: string | null;
                            readonly trusted: boolean;
                            /** @enum {unknown} */
                            readonly type: "accepted" | "delivered" | "deferred" | "bounced" | "expired" | "cancelled" | "delayed_notice" | "bounce_received" | "feedback_received" | "auto_reply_received" | "suppressed_send" | "address_suppressed" | "address_released" | "incident_opened" | "incident_closed" | "health_changed" | "reclassified";
                            readonly verdict: {
                                readonly action: string;
                                readonly blocklist: {
                                    readonly lists: string;
                                    readonly name: string;
                                } | null;
                                /** @enum {unknown} */
                                readonly bounce: "hard" | "soft" | "none";
                                readonly category: string;
                                readonly code: number | null;
                                readonly confidence: number;
                                /** @description Words of the reply that decided; offsets in UTF-16 units */
                                readonly evidence: readonly {
                                    readonly end: number;
                                    readonly start: number;
                                    readonly text: string;
                                }[];
                                readonly fault: readonly string[];
                                /** @description False when the message will or should be tried again */
                                readonly final: boolean;
                                readonly group: string;
                                readonly help_url: string | null;
                                readonly last_transient?: string;
                                readonly provider: string | null;
                                readonly reason: string;
                                readonly retry_after: number | null;
                                readonly rule: string;
                                readonly status: string | null;
                                readonly template: string;
                            } | null;
                        };
                        readonly raw: string | null;
                        /** @description How the reply is read with the rules of now, the most believed first */
                        readonly steps: readonly {
                            readonly confidence: number;
                            readonly reason: string;
                            readonly rule: string;
                            readonly step: string;
                            readonly why: string;
                            readonly won: boolean;
                        }[];
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getV1Events: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before */
                readonly after?: string;
                /** @description Most entries of a page */
                readonly limit?: number;
                readonly message_id?: string;
                /** @description Instant (RFC 3339) from which on */
                readonly since?: string;
                readonly type?: "accepted" | "delivered" | "deferred" | "bounced" | "expired" | "cancelled" | "delayed_notice" | "bounce_received" | "feedback_received" | "auto_reply_received" | "suppressed_send" | "address_suppressed" | "address_released" | "incident_opened" | "incident_closed" | "health_changed" | "reclassified";
            };
            readonly header?: {
                readonly accept?: string;
                /** @description Id of the last event seen; the stream goes on behind it */
                readonly "last-event-id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description `next` is null on the last page */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly {
                            readonly ambiguous: boolean;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            readonly at: string;
                            readonly attempt: number | null;
                            readonly attempts: readonly {
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC
                                 */
                                readonly at: string;
                                readonly code: number | null;
                                readonly host: string | null;
                                readonly reason: string;
                                readonly status: string | null;
                                readonly text: string;
                            }[] | null;
                            readonly campaign: string | null;
                            readonly correlated_by?: string;
                            readonly dominant_reason: string | null;
                            readonly duration_ms: number | null;
                            readonly foreign_message?: string;
                            readonly id: string;
                            readonly incident_id: string | null;
                            readonly list: string | null;
                            readonly message_id: string | null;
                            readonly mx: {
                                readonly address: string;
                                readonly host: string;
                            } | null;
                            readonly next_attempt_at: string | null;
                            readonly original_recipient: string | null;
                            readonly recipient: string | null;
                            readonly reclassification?: {
                                readonly event: string;
                                readonly rules: string | null;
                                readonly run: string | null;
                                readonly undoes: string | null;
                                readonly who: string;
                                readonly why: string;
                            };
                            readonly reply: {
                                readonly code: number | null;
                                readonly status: string | null;
                                readonly text: string;
                            } | null;
                            readonly sender: string | null;
                            readonly source: string;
                            readonly source_ip: string | null;
                            readonly source_name?: string;
                            readonly stage: string | null;
                            readonly stream: string | null;
                            readonly suppression?: {
                                readonly address_sha256?: string;
                                readonly expires_at: string | null;
                                readonly reason: string;
                                readonly scope: string;
                                readonly value: string;
                                readonly who: string | null;
                                readonly why: string;
                            };
                            readonly tags: readonly string[];
                            readonly tls: string | null;
                            readonly trusted: boolean;
                            /** @enum {unknown} */
                            readonly type: "accepted" | "delivered" | "deferred" | "bounced" | "expired" | "cancelled" | "delayed_notice" | "bounce_received" | "feedback_received" | "auto_reply_received" | "suppressed_send" | "address_suppressed" | "address_released" | "incident_opened" | "incident_closed" | "health_changed" | "reclassified";
                            readonly verdict: {
                                readonly action: string;
                                readonly blocklist: {
                                    readonly lists: string;
                                    readonly name: string;
                                } | null;
                                /** @enum {unknown} */
                                readonly bounce: "hard" | "soft" | "none";
                                readonly category: string;
                                readonly code: number | null;
                                readonly confidence: number;
                                /** @description Words of the reply that decided; offsets in UTF-16 units */
                                readonly evidence: readonly {
                                    readonly end: number;
                                    readonly start: number;
                                    readonly text: string;
                                }[];
                                readonly fault: readonly string[];
                                /** @description False when the message will or should be tried again */
                                readonly final: boolean;
                                readonly group: string;
                                readonly help_url: string | null;
                                readonly last_transient?: string;
                                readonly provider: string | null;
                                readonly reason: string;
                                readonly retry_after: number | null;
                                readonly rule: string;
                                readonly status: string | null;
                                readonly template: string;
                            } | null;
                        }[];
                        readonly next: string | null;
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getV1Health: {
        readonly parameters: {
            readonly query?: {
                /** @description First instant (RFC 3339), instead of `window` */
                readonly from?: string;
                /** @description First instant after it; now by default */
                readonly to?: string;
                /** @description Length of the window that ends now; 7d by default */
                readonly window?: "1h" | "24h" | "7d" | "30d" | "90d";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @description The window of the same length before */
                        readonly before: {
                            readonly complaints: {
                                readonly count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                readonly interval: readonly number[];
                                readonly n: number;
                                readonly rate: number | null;
                                /** @enum {unknown} */
                                readonly state: "ok" | "watch" | "breached" | "not_enough_mail";
                                readonly threshold: number;
                            };
                            /** @description Message-recipients. `soft` had at least one soft bounce; `recovered` of those were delivered later, `soft_final` were given up */
                            readonly counts: {
                                readonly attempted: number;
                                readonly complaints: number;
                                readonly delivered: number;
                                readonly hard: number;
                                readonly recovered: number;
                                readonly soft: number;
                                readonly soft_final: number;
                            };
                            readonly hard: {
                                readonly count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                readonly interval: readonly number[];
                                readonly n: number;
                                readonly rate: number | null;
                                /** @enum {unknown} */
                                readonly state: "ok" | "watch" | "breached" | "not_enough_mail";
                                readonly threshold: number;
                            };
                            readonly soft: {
                                readonly count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                readonly interval: readonly number[];
                                readonly n: number;
                                readonly rate: number | null;
                                /** @enum {unknown} */
                                readonly state: "ok" | "watch" | "breached" | "not_enough_mail";
                                readonly threshold: number;
                            };
                        };
                        readonly complaints: {
                            readonly count: number;
                            /** @description Lower and upper end of the 95 % interval (Wilson) */
                            readonly interval: readonly number[];
                            readonly n: number;
                            readonly rate: number | null;
                            /** @enum {unknown} */
                            readonly state: "ok" | "watch" | "breached" | "not_enough_mail";
                            readonly threshold: number;
                        };
                        /** @description Message-recipients. `soft` had at least one soft bounce; `recovered` of those were delivered later, `soft_final` were given up */
                        readonly counts: {
                            readonly attempted: number;
                            readonly complaints: number;
                            readonly delivered: number;
                            readonly hard: number;
                            readonly recovered: number;
                            readonly soft: number;
                            readonly soft_final: number;
                        };
                        /** @description The weightiest first */
                        readonly findings: readonly {
                            /** @description Recipients that it is about */
                            readonly count: number;
                            /** @description all, list, sender_domain, ip, stream or provider */
                            readonly dimension: string;
                            /** @enum {unknown} */
                            readonly fault: "list" | "sender" | "receiver" | "network" | "unknown" | "none";
                            readonly key: string;
                            readonly kind: string;
                            readonly next_step: string;
                            readonly provider: string | null;
                            /** @description `q` of GET /v1/bounces */
                            readonly query: string;
                            readonly reason: string | null;
                            readonly sentence: string;
                            /** @enum {unknown} */
                            readonly severity: "breached" | "watch" | "info";
                            readonly template: string | null;
                        }[];
                        readonly hard: {
                            readonly count: number;
                            /** @description Lower and upper end of the 95 % interval (Wilson) */
                            readonly interval: readonly number[];
                            readonly n: number;
                            readonly rate: number | null;
                            /** @enum {unknown} */
                            readonly state: "ok" | "watch" | "breached" | "not_enough_mail";
                            readonly threshold: number;
                        };
                        readonly sentence: string;
                        readonly soft: {
                            readonly count: number;
                            /** @description Lower and upper end of the 95 % interval (Wilson) */
                            readonly interval: readonly number[];
                            readonly n: number;
                            readonly rate: number | null;
                            /** @enum {unknown} */
                            readonly state: "ok" | "watch" | "breached" | "not_enough_mail";
                            readonly threshold: number;
                        };
                        /** @enum {unknown} */
                        readonly state: "ok" | "watch" | "breached" | "not_enough_mail";
                        /** @description Recipients whose failure no rule understands, of those that failed */
                        readonly unknown: {
                            readonly count: number;
                            readonly n: number;
                            readonly share: number | null;
                        };
                        readonly window: {
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            readonly from: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            readonly to: string;
                        };
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postV1Ingest: {
        readonly parameters: {
            readonly query?: {
                /** @description For message/rfc822: unique name of the mail within the source */
                readonly key?: string;
                /** @description For message/rfc822: the address that the mail came to */
                readonly recipient?: string;
                /** @description Name of the source; "api" when left out */
                readonly source?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly events: readonly {
                        /** @description RFC 3339; now when left out */
                        readonly at?: string;
                        /** @description Campaign */
                        readonly campaign?: string;
                        readonly code?: number;
                        /** @description Value of the header field that `intake.header` names */
                        readonly custom_id?: string;
                        /** @description ENVID */
                        readonly envelope_id?: string;
                        /** @description Feedback-ID */
                        readonly feedback_id?: string;
                        /** @description Message-ID */
                        readonly header_message_id?: string;
                        /** @description Unique within the source: the same key is the same event */
                        readonly key: string;
                        /** @description List */
                        readonly list?: string;
                        /** @description Ours */
                        readonly message_id?: string;
                        readonly mx?: {
                            /** @description Its IP address */
                            readonly address?: string;
                            /** @description Host that spoke */
                            readonly host: string;
                        };
                        /** @description Address before it was forwarded */
                        readonly original_recipient?: string;
                        /** @description Where the reply says nothing: one of docs/reasons.md */
                        readonly reason?: string;
                        /** @description Address */
                        readonly recipient: string;
                        /** @description Id of the message at the server that sent it */
                        readonly remote_id?: string;
                        /** @description What the receiver said, as it said it; the verdict is read from it */
                        readonly reply?: string;
                        /** @description Envelope sender; "" for none */
                        readonly sender?: string;
                        /** @description IP address that the mail was sent from */
                        readonly source_ip?: string;
                        /** @enum {unknown} */
                        readonly stage?: "connect" | "ehlo" | "starttls" | "auth" | "mail" | "rcpt" | "data" | "body" | "rset" | "quit";
                        readonly status?: string;
                        /** @description Stream */
                        readonly stream?: string;
                        readonly tags?: readonly string[];
                        /** @enum {unknown} */
                        readonly type: "accepted" | "delivered" | "deferred" | "bounced" | "expired" | "bounce_received" | "feedback_received" | "auto_reply_received";
                    }[];
                    /** @description Name of the source; "api" when left out */
                    readonly source?: string;
                };
                readonly "message/rfc822": unknown;
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @description Kept because it was not understood, all of it or a part */
                        readonly in_tray: boolean;
                        /** @description What was not understood, or why there was nothing to record */
                        readonly notes: readonly string[];
                        /** @description New events */
                        readonly recorded: number;
                        /** @description Events that were known */
                        readonly repeated: number;
                        /** @description Kept, without effect: nothing proves that they are about mail of ours */
                        readonly untrusted: number;
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postV1IngestProvidersName: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Name in `intake.webhooks` */
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @description Kept because it was not understood, all of it or a part */
                        readonly in_tray: boolean;
                        /** @description What was not understood, or why there was nothing to record */
                        readonly notes: readonly string[];
                        /** @description New events */
                        readonly recorded: number;
                        /** @description Events that were known */
                        readonly repeated: number;
                        /** @description Kept, without effect: nothing proves that they are about mail of ours */
                        readonly untrusted: number;
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getV1Keys: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly {
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            readonly created_at: string;
                            readonly id: string;
                            readonly name: string;
                            readonly scopes: readonly string[];
                        }[];
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postV1Keys: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly name: string;
                    readonly scopes: readonly ("messages:read" | "messages:write" | "events:read" | "health:read" | "ingest:write" | "suppressions:read" | "suppressions:write" | "queue:read" | "queue:write" | "metrics:read" | "keys:write")[];
                };
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        readonly created_at: string;
                        readonly id: string;
                        /** @description Bearer token */
                        readonly key: string;
                        readonly name: string;
                        readonly scopes: readonly string[];
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly deleteV1KeysId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Id of the key */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It counts no more */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getV1Lists: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before */
                readonly after?: string;
                /** @description First instant (RFC 3339), instead of `window` */
                readonly from?: string;
                /** @description Most entries of a page */
                readonly limit?: number;
                /** @description First instant after it; now by default */
                readonly to?: string;
                /** @description Length of the window that ends now; 7d by default */
                readonly window?: "1h" | "24h" | "7d" | "30d" | "90d";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description `next` is null on the last page */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly {
                            readonly complaints: {
                                readonly count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                readonly interval: readonly number[];
                                readonly n: number;
                                readonly rate: number | null;
                                /** @enum {unknown} */
                                readonly state: "ok" | "watch" | "breached" | "not_enough_mail";
                                readonly threshold: number;
                            };
                            /** @description Message-recipients. `soft` had at least one soft bounce; `recovered` of those were delivered later, `soft_final` were given up */
                            readonly counts: {
                                readonly attempted: number;
                                readonly complaints: number;
                                readonly delivered: number;
                                readonly hard: number;
                                readonly recovered: number;
                                readonly soft: number;
                                readonly soft_final: number;
                            };
                            readonly hard: {
                                readonly count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                readonly interval: readonly number[];
                                readonly n: number;
                                readonly rate: number | null;
                                /** @enum {unknown} */
                                readonly state: "ok" | "watch" | "breached" | "not_enough_mail";
                                readonly threshold: number;
                            };
                            readonly key: string;
                            readonly soft: {
                                readonly count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                readonly interval: readonly number[];
                                readonly n: number;
                                readonly rate: number | null;
                                /** @enum {unknown} */
                                readonly state: "ok" | "watch" | "breached" | "not_enough_mail";
                                readonly threshold: number;
                            };
                            /** @description Shares over the window: hard of a list, soft of a sender, both of a provider */
                            readonly sparkline: readonly number[];
                            readonly top_reason: string | null;
                        }[];
                        readonly next: string | null;
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getV1ListsNameHealth: {
        readonly parameters: {
            readonly query?: {
                /** @description First instant (RFC 3339), instead of `window` */
                readonly from?: string;
                /** @description First instant after it; now by default */
                readonly to?: string;
                /** @description Length of the window that ends now; 7d by default */
                readonly window?: "1h" | "24h" | "7d" | "30d" | "90d";
            };
            readonly header?: never;
            readonly path: {
                /** @description Name */
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @description The window of the same length before */
                        readonly before: {
                            readonly complaints: {
                                readonly count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                readonly interval: readonly number[];
                                readonly n: number;
                                readonly rate: number | null;
                                /** @enum {unknown} */
                                readonly state: "ok" | "watch" | "breached" | "not_enough_mail";
                                readonly threshold: number;
                            };
                            /** @description Message-recipients. `soft` had at least one soft bounce; `recovered` of those were delivered later, `soft_final` were given up */
                            readonly counts: {
                                readonly attempted: number;
                                readonly complaints: number;
                                readonly delivered: number;
                                readonly hard: number;
                                readonly recovered: number;
                                readonly soft: number;
                                readonly soft_final: number;
                            };
                            readonly hard: {
                                readonly count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                readonly interval: readonly number[];
                                readonly n: number;
                                readonly rate: number | null;
                                /** @enum {unknown} */
                                readonly state: "ok" | "watch" | "breached" | "not_enough_mail";
                                readonly threshold: number;
                            };
                            readonly soft: {
                                readonly count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                readonly interval: readonly number[];
                                readonly n: number;
                                readonly rate: number | null;
                                /** @enum {unknown} */
                                readonly state: "ok" | "watch" | "breached" | "not_enough_mail";
                                readonly threshold: number;
                            };
                        };
                        readonly complaints: {
                            readonly count: number;
                            /** @description Lower and upper end of the 95 % interval (Wilson) */
                            readonly interval: readonly number[];
                            readonly n: number;
                            readonly rate: number | null;
                            /** @enum {unknown} */
                            readonly state: "ok" | "watch" | "breached" | "not_enough_mail";
                            readonly threshold: number;
                        };
                        /** @description Message-recipients. `soft` had at least one soft bounce; `recovered` of those were delivered later, `soft_final` were given up */
                        readonly counts: {
                            readonly attempted: number;
                            readonly complaints: number;
                            readonly delivered: number;
                            readonly hard: number;
                            readonly recovered: number;
                            readonly soft: number;
                            readonly soft_final: number;
                        };
                        /** @description The weightiest first */
                        readonly findings: readonly {
                            /** @description Recipients that it is about */
                            readonly count: number;
                            /** @description all, list, sender_domain, ip, stream or provider */
                            readonly dimension: string;
                            /** @enum {unknown} */
                            readonly fault: "list" | "sender" | "receiver" | "network" | "unknown" | "none";
                            readonly key: string;
                            readonly kind: string;
                            readonly next_step: string;
                            readonly provider: string | null;
                            /** @description `q` of GET /v1/bounces */
                            readonly query: string;
                            readonly reason: string | null;
                            readonly sentence: string;
                            /** @enum {unknown} */
                            readonly severity: "breached" | "watch" | "info";
                            readonly template: string | null;
                        }[];
                        readonly hard: {
                            readonly count: number;
                            /** @description Lower and upper end of the 95 % interval (Wilson) */
                            readonly interval: readonly number[];
                            readonly n: number;
                            readonly rate: number | null;
                            /** @enum {unknown} */
                            readonly state: "ok" | "watch" | "breached" | "not_enough_mail";
                            readonly threshold: number;
                        };
                        readonly sentence: string;
                        readonly soft: {
                            readonly count: number;
                            /** @description Lower and upper end of the 95 % interval (Wilson) */
                            readonly interval: readonly number[];
                            readonly n: number;
                            readonly rate: number | null;
                            /** @enum {unknown} */
                            readonly state: "ok" | "watch" | "breached" | "not_enough_mail";
                            readonly threshold: number;
                        };
                        /** @enum {unknown} */
                        readonly state: "ok" | "watch" | "breached" | "not_enough_mail";
                        /** @description Recipients whose failure no rule understands, of those that failed */
                        readonly unknown: {
                            readonly count: number;
                            readonly n: number;
                            readonly share: number | null;
                        };
                        readonly window: {
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            readonly from: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            readonly to: string;
                        };
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postV1LoginLinks: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description Who will use it */
                    readonly name?: string;
                    /** @description The session changes nothing */
                    readonly read_only?: boolean;
                };
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        readonly expires_at: string;
                        readonly url: string;
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getV1Messages: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before */
                readonly after?: string;
                /** @description Campaign */
                readonly campaign?: string;
                /** @description Most entries of a page */
                readonly limit?: number;
                /** @description List */
                readonly list?: string;
                /** @description Envelope sender */
                readonly sender?: string;
                /** @description Stream */
                readonly stream?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description `next` is null on the last page */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly {
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            readonly accepted_at: string;
                            readonly campaign: string | null;
                            readonly id: string;
                            readonly list: string | null;
                            readonly message_id: string | null;
                            /** @enum {unknown} */
                            readonly origin: "smtp" | "http" | "notice";
                            /** @description Envelope sender; empty for the null reverse-path */
                            readonly sender: string;
                            /** @description Octets */
                            readonly size: number;
                            readonly source: string;
                            readonly stream: string;
                            readonly subject: string | null;
                            readonly submitter: string | null;
                            readonly tags: readonly string[];
                        }[];
                        readonly next: string | null;
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postV1Messages: {
        readonly parameters: {
            readonly query?: {
                readonly campaign?: string;
                /** @description For message/rfc822: envelope sender; "" for none */
                readonly from?: string;
                readonly list?: string;
                readonly stream?: string;
                readonly tags?: readonly string[];
                /** @description For message/rfc822: recipients */
                readonly to?: readonly string[];
            };
            readonly header?: {
                /** @description The same request under the same key has one effect, for a day */
                readonly "idempotency-key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly attachments?: readonly {
                        /** @description Base64 */
                        readonly content: string;
                        readonly content_type: string;
                        readonly filename: string;
                    }[];
                    /** @description Recipients that it does not show */
                    readonly bcc?: readonly string[];
                    readonly campaign?: string;
                    /** @description Recipients that the message shows as copies */
                    readonly cc?: readonly string[];
                    /** @description Author, as the message shows it */
                    readonly from: string;
                    /** @description Further header fields, such as List-Unsubscribe */
                    readonly headers?: {
                        readonly [key: string]: string;
                    };
                    /** @description HTML */
                    readonly html?: string;
                    readonly list?: string;
                    /** @description Where answers go */
                    readonly reply_to?: readonly string[];
                    readonly retry?: {
                        /** @description Duration such as "2d" */
                        readonly max_age?: string;
                        readonly max_attempts?: number;
                        /** @description Waits before each attempt, such as ["0", "15m", "1h"]; the last repeats */
                        readonly schedule?: readonly string[];
                    };
                    /** @description Envelope sender; by default the author; "" for none */
                    readonly sender?: string;
                    readonly stream?: string;
                    readonly subject?: string;
                    readonly tags?: readonly string[];
                    /** @description Plain text */
                    readonly text?: string;
                    /** @description Recipients that the message shows */
                    readonly to?: readonly string[];
                };
                readonly "message/rfc822": unknown;
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @description Id of the message */
                        readonly id: string;
                        /** @description Recipients that must not be mailed and were left out */
                        readonly suppressed: readonly string[];
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getV1MessagesId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Id of the message */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        readonly accepted_at: string;
                        readonly campaign: string | null;
                        readonly id: string;
                        readonly list: string | null;
                        readonly message_id: string | null;
                        /** @enum {unknown} */
                        readonly origin: "smtp" | "http" | "notice";
                        readonly recipients: readonly {
                            readonly at: string | null;
                            readonly attempts: number;
                            readonly lane: string | null;
                            readonly next_attempt_at: string | null;
                            readonly reason: string | null;
                            readonly recipient: string;
                            readonly reply: string | null;
                            /** @enum {unknown} */
                            readonly state: "waiting" | "held" | "delivered" | "bounced" | "expired" | "cancelled" | "suppressed";
                        }[];
                        /** @description Envelope sender; empty for the null reverse-path */
                        readonly sender: string;
                        /** @description Octets */
                        readonly size: number;
                        readonly source: string;
                        readonly stream: string;
                        readonly subject: string | null;
                        readonly submitter: string | null;
                        readonly tags: readonly string[];
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postV1MessagesIdCancel: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Id of the message */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @description How many recipients (or lanes) it concerned; those being sent right now are left alone */
                        readonly changed: number;
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getV1MessagesIdDialogue: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Id of the message */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly {
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            readonly at: string;
                            readonly attempt: number;
                            readonly position: number;
                            readonly text: string;
                        }[];
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getV1MessagesIdEvents: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before */
                readonly after?: string;
                /** @description Most entries of a page */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path: {
                /** @description Id of the message */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description `next` is null on the last page */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly {
                            readonly ambiguous: boolean;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            readonly at: string;
                            readonly attempt: number | null;
                            readonly attempts: readonly {
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC
                                 */
                                readonly at: string;
                                readonly code: number | null;
                                readonly host: string | null;
                                readonly reason: string;
                                readonly status: string | null;
                                readonly text: string;
                            }[] | null;
                            readonly campaign: string | null;
                            readonly correlated_by?: string;
                            readonly dominant_reason: string | null;
                            readonly duration_ms: number | null;
                            readonly foreign_message?: string;
                            readonly id: string;
                            readonly incident_id: string | null;
                            readonly list: string | null;
                            readonly message_id: string | null;
                            readonly mx: {
                                readonly address: string;
                                readonly host: string;
                            } | null;
                            readonly next_attempt_at: string | null;
                            readonly original_recipient: string | null;
                            readonly recipient: string | null;
                            readonly reclassification?: {
                                readonly event: string;
                                readonly rules: string | null;
                                readonly run: string | null;
                                readonly undoes: string | null;
                                readonly who: string;
                                readonly why: string;
                            };
                            readonly reply: {
                                readonly code: number | null;
                                readonly status: string | null;
                                readonly text: string;
                            } | null;
                            readonly sender: string | null;
                            readonly source: string;
                            readonly source_ip: string | null;
                            readonly source_name?: string;
                            readonly stage: string | null;
                            readonly stream: string | null;
                            readonly suppression?: {
                                readonly address_sha256?: string;
                                readonly expires_at: string | null;
                                readonly reason: string;
                                readonly scope: string;
                                readonly value: string;
                                readonly who: string | null;
                                readonly why: string;
                            };
                            readonly tags: readonly string[];
                            readonly tls: string | null;
                            readonly trusted: boolean;
                            /** @enum {unknown} */
                            readonly type: "accepted" | "delivered" | "deferred" | "bounced" | "expired" | "cancelled" | "delayed_notice" | "bounce_received" | "feedback_received" | "auto_reply_received" | "suppressed_send" | "address_suppressed" | "address_released" | "incident_opened" | "incident_closed" | "health_changed" | "reclassified";
                            readonly verdict: {
                                readonly action: string;
                                readonly blocklist: {
                                    readonly lists: string;
                                    readonly name: string;
                                } | null;
                                /** @enum {unknown} */
                                readonly bounce: "hard" | "soft" | "none";
                                readonly category: string;
                                readonly code: number | null;
                                readonly confidence: number;
                                /** @description Words of the reply that decided; offsets in UTF-16 units */
                                readonly evidence: readonly {
                                    readonly end: number;
                                    readonly start: number;
                                    readonly text: string;
                                }[];
                                readonly fault: readonly string[];
                                /** @description False when the message will or should be tried again */
                                readonly final: boolean;
                                readonly group: string;
                                readonly help_url: string | null;
                                readonly last_transient?: string;
                                readonly provider: string | null;
                                readonly reason: string;
                                readonly retry_after: number | null;
                                readonly rule: string;
                                readonly status: string | null;
                                readonly template: string;
                            } | null;
                        }[];
                        readonly next: string | null;
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postV1MessagesIdExpire: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Id of the message */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @description How many recipients (or lanes) it concerned; those being sent right now are left alone */
                        readonly changed: number;
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postV1MessagesIdHold: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Id of the message */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @description How many recipients (or lanes) it concerned; those being sent right now are left alone */
                        readonly changed: number;
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getV1MessagesIdRaw: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Id of the message */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The message */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "message/rfc822": string;
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postV1MessagesIdRelease: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Id of the message */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @description How many recipients (or lanes) it concerned; those being sent right now are left alone */
                        readonly changed: number;
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postV1MessagesIdRetry: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Id of the message */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @description How many recipients (or lanes) it concerned; those being sent right now are left alone */
                        readonly changed: number;
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getV1Providers: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before */
                readonly after?: string;
                /** @description First instant (RFC 3339), instead of `window` */
                readonly from?: string;
                /** @description Most entries of a page */
                readonly limit?: number;
                /** @description First instant after it; now by default */
                readonly to?: string;
                /** @description Length of the window that ends now; 7d by default */
                readonly window?: "1h" | "24h" | "7d" | "30d" | "90d";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description `next` is null on the last page */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly {
                            readonly complaints: {
                                readonly count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                readonly interval: readonly number[];
                                readonly n: number;
                                readonly rate: number | null;
                                /** @enum {unknown} */
                                readonly state: "ok" | "watch" | "breached" | "not_enough_mail";
                                readonly threshold: number;
                            };
                            /** @description Message-recipients. `soft` had at least one soft bounce; `recovered` of those were delivered later, `soft_final` were given up */
                            readonly counts: {
                                readonly attempted: number;
                                readonly complaints: number;
                                readonly delivered: number;
                                readonly hard: number;
                                readonly recovered: number;
                                readonly soft: number;
                                readonly soft_final: number;
                            };
                            readonly hard: {
                                readonly count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                readonly interval: readonly number[];
                                readonly n: number;
                                readonly rate: number | null;
                                /** @enum {unknown} */
                                readonly state: "ok" | "watch" | "breached" | "not_enough_mail";
                                readonly threshold: number;
                            };
                            readonly key: string;
                            readonly soft: {
                                readonly count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                readonly interval: readonly number[];
                                readonly n: number;
                                readonly rate: number | null;
                                /** @enum {unknown} */
                                readonly state: "ok" | "watch" | "breached" | "not_enough_mail";
                                readonly threshold: number;
                            };
                            /** @description Shares over the window: hard of a list, soft of a sender, both of a provider */
                            readonly sparkline: readonly number[];
                            readonly top_reason: string | null;
                        }[];
                        readonly next: string | null;
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getV1ProvidersNameHealth: {
        readonly parameters: {
            readonly query?: {
                /** @description First instant (RFC 3339), instead of `window` */
                readonly from?: string;
                /** @description First instant after it; now by default */
                readonly to?: string;
                /** @description Length of the window that ends now; 7d by default */
                readonly window?: "1h" | "24h" | "7d" | "30d" | "90d";
            };
            readonly header?: never;
            readonly path: {
                /** @description Name */
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @description The window of the same length before */
                        readonly before: {
                            readonly complaints: {
                                readonly count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                readonly interval: readonly number[];
                                readonly n: number;
                                readonly rate: number | null;
                                /** @enum {unknown} */
                                readonly state: "ok" | "watch" | "breached" | "not_enough_mail";
                                readonly threshold: number;
                            };
                            /** @description Message-recipients. `soft` had at least one soft bounce; `recovered` of those were delivered later, `soft_final` were given up */
                            readonly counts: {
                                readonly attempted: number;
                                readonly complaints: number;
                                readonly delivered: number;
                                readonly hard: number;
                                readonly recovered: number;
                                readonly soft: number;
                                readonly soft_final: number;
                            };
                            readonly hard: {
                                readonly count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                readonly interval: readonly number[];
                                readonly n: number;
                                readonly rate: number | null;
                                /** @enum {unknown} */
                                readonly state: "ok" | "watch" | "breached" | "not_enough_mail";
                                readonly threshold: number;
                            };
                            readonly soft: {
                                readonly count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                readonly interval: readonly number[];
                                readonly n: number;
                                readonly rate: number | null;
                                /** @enum {unknown} */
                                readonly state: "ok" | "watch" | "breached" | "not_enough_mail";
                                readonly threshold: number;
                            };
                        };
                        readonly complaints: {
                            readonly count: number;
                            /** @description Lower and upper end of the 95 % interval (Wilson) */
                            readonly interval: readonly number[];
                            readonly n: number;
                            readonly rate: number | null;
                            /** @enum {unknown} */
                            readonly state: "ok" | "watch" | "breached" | "not_enough_mail";
                            readonly threshold: number;
                        };
                        /** @description Message-recipients. `soft` had at least one soft bounce; `recovered` of those were delivered later, `soft_final` were given up */
                        readonly counts: {
                            readonly attempted: number;
                            readonly complaints: number;
                            readonly delivered: number;
                            readonly hard: number;
                            readonly recovered: number;
                            readonly soft: number;
                            readonly soft_final: number;
                        };
                        /** @description The weightiest first */
                        readonly findings: readonly {
                            /** @description Recipients that it is about */
                            readonly count: number;
                            /** @description all, list, sender_domain, ip, stream or provider */
                            readonly dimension: string;
                            /** @enum {unknown} */
                            readonly fault: "list" | "sender" | "receiver" | "network" | "unknown" | "none";
                            readonly key: string;
                            readonly kind: string;
                            readonly next_step: string;
                            readonly provider: string | null;
                            /** @description `q` of GET /v1/bounces */
                            readonly query: string;
                            readonly reason: string | null;
                            readonly sentence: string;
                            /** @enum {unknown} */
                            readonly severity: "breached" | "watch" | "info";
                            readonly template: string | null;
                        }[];
                        readonly hard: {
                            readonly count: number;
                            /** @description Lower and upper end of the 95 % interval (Wilson) */
                            readonly interval: readonly number[];
                            readonly n: number;
                            readonly rate: number | null;
                            /** @enum {unknown} */
                            readonly state: "ok" | "watch" | "breached" | "not_enough_mail";
                            readonly threshold: number;
                        };
                        readonly sentence: string;
                        readonly soft: {
                            readonly count: number;
                            /** @description Lower and upper end of the 95 % interval (Wilson) */
                            readonly interval: readonly number[];
                            readonly n: number;
                            readonly rate: number | null;
                            /** @enum {unknown} */
                            readonly state: "ok" | "watch" | "breached" | "not_enough_mail";
                            readonly threshold: number;
                        };
                        /** @enum {unknown} */
                        readonly state: "ok" | "watch" | "breached" | "not_enough_mail";
                        /** @description Recipients whose failure no rule understands, of those that failed */
                        readonly unknown: {
                            readonly count: number;
                            readonly n: number;
                            readonly share: number | null;
                        };
                        readonly window: {
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            readonly from: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            readonly to: string;
                        };
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getV1Queue: {
        readonly parameters: {
            readonly query?: {
                /** @description Most domains */
                readonly top?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        readonly at: string;
                        readonly columns: readonly (number | null)[];
                        readonly counts: {
                            readonly due: number;
                            readonly held: number;
                            readonly leased: number;
                            readonly oldest: string | null;
                            readonly waiting: number;
                        };
                        readonly domains: readonly {
                            /** @description Recipients by age, as `columns` says */
                            readonly ages: readonly number[];
                            readonly domain: string;
                            readonly total: number;
                            readonly why: string | null;
                        }[];
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postV1QueueCancel: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * @description Needed when nothing else is chosen
                     * @constant
                     */
                    readonly all?: true;
                    /** @description Campaign */
                    readonly campaign?: string;
                    /** @description Domain of the recipient */
                    readonly domain?: string;
                    /** @description Whole lane */
                    readonly lane?: string;
                    readonly message_id?: string;
                    /** @description Address */
                    readonly recipient?: string;
                    /** @description Envelope sender */
                    readonly sender?: string;
                    /** @description Stream */
                    readonly stream?: string;
                };
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @description How many recipients (or lanes) it concerned; those being sent right now are left alone */
                        readonly changed: number;
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getV1QueueEntries: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before */
                readonly after?: string;
                /** @description Campaign */
                readonly campaign?: string;
                /** @description Domain of the recipient */
                readonly domain?: string;
                /** @description Whole lane */
                readonly lane?: string;
                /** @description Most entries of a page */
                readonly limit?: number;
                readonly message_id?: string;
                /** @description Address */
                readonly recipient?: string;
                /** @description Envelope sender */
                readonly sender?: string;
                /** @description Stream */
                readonly stream?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description `next` is null on the last page */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly {
                            readonly attempts: number;
                            readonly history: readonly {
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC
                                 */
                                readonly at: string;
                                readonly code: number | null;
                                readonly host: string | null;
                                readonly reason: string;
                                readonly status: string | null;
                                readonly text: string;
                            }[];
                            readonly lane: string;
                            readonly message_id: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            readonly next_attempt_at: string;
                            readonly recipient: string;
                            /** @enum {unknown} */
                            readonly state: "waiting" | "held";
                        }[];
                        readonly next: string | null;
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postV1QueueExpire: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * @description Needed when nothing else is chosen
                     * @constant
                     */
                    readonly all?: true;
                    /** @description Campaign */
                    readonly campaign?: string;
                    /** @description Domain of the recipient */
                    readonly domain?: string;
                    /** @description Whole lane */
                    readonly lane?: string;
                    readonly message_id?: string;
                    /** @description Address */
                    readonly recipient?: string;
                    /** @description Envelope sender */
                    readonly sender?: string;
                    /** @description Stream */
                    readonly stream?: string;
                };
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @description How many recipients (or lanes) it concerned; those being sent right now are left alone */
                        readonly changed: number;
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postV1QueueHold: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * @description Needed when nothing else is chosen
                     * @constant
                     */
                    readonly all?: true;
                    /** @description Campaign */
                    readonly campaign?: string;
                    /** @description Domain of the recipient */
                    readonly domain?: string;
                    /** @description Whole lane */
                    readonly lane?: string;
                    readonly message_id?: string;
                    /** @description Address */
                    readonly recipient?: string;
                    /** @description Envelope sender */
                    readonly sender?: string;
                    /** @description Stream */
                    readonly stream?: string;
                };
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @description How many recipients (or lanes) it concerned; those being sent right now are left alone */
                        readonly changed: number;
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getV1QueueLanes: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly brakes: readonly {
                            readonly by: string;
                            readonly lane: string;
                            readonly rate_factor: number | null;
                            readonly rate_until: string | null;
                            readonly suspended_since: string | null;
                            readonly suspended_until: string | null;
                            readonly why: string;
                        }[];
                        readonly lanes: readonly {
                            readonly connections: number;
                            readonly lane: string;
                            readonly last_failure: string | null;
                            /** @description Messages a second over the last minute */
                            readonly rate: number;
                            readonly ready: number;
                            readonly sending: number;
                            readonly site: string;
                            readonly source: string;
                            readonly state: {
                                readonly by: string;
                                readonly lane: string;
                                readonly rate_factor: number | null;
                                readonly rate_until: string | null;
                                readonly suspended_since: string | null;
                                readonly suspended_until: string | null;
                                readonly why: string;
                            } | null;
                            readonly stream: string;
                        }[];
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postV1QueuePause: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description Duration such as "1h"; left out: until resumed */
                    readonly for?: string;
                    /** @description A lane, a site or a domain */
                    readonly lane: string;
                    /** @description For people */
                    readonly why?: string;
                };
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @description How many recipients (or lanes) it concerned; those being sent right now are left alone */
                        readonly changed: number;
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postV1QueueRelease: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * @description Needed when nothing else is chosen
                     * @constant
                     */
                    readonly all?: true;
                    /** @description Campaign */
                    readonly campaign?: string;
                    /** @description Domain of the recipient */
                    readonly domain?: string;
                    /** @description Whole lane */
                    readonly lane?: string;
                    readonly message_id?: string;
                    /** @description Address */
                    readonly recipient?: string;
                    /** @description Envelope sender */
                    readonly sender?: string;
                    /** @description Stream */
                    readonly stream?: string;
                };
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @description How many recipients (or lanes) it concerned; those being sent right now are left alone */
                        readonly changed: number;
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postV1QueueResume: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description A lane, a site or a domain */
                    readonly lane: string;
                };
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @description How many recipients (or lanes) it concerned; those being sent right now are left alone */
                        readonly changed: number;
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postV1QueueRetry: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * @description Needed when nothing else is chosen
                     * @constant
                     */
                    readonly all?: true;
                    /** @description Campaign */
                    readonly campaign?: string;
                    /** @description Domain of the recipient */
                    readonly domain?: string;
                    /** @description Whole lane */
                    readonly lane?: string;
                    readonly message_id?: string;
                    /** @description Address */
                    readonly recipient?: string;
                    /** @description Envelope sender */
                    readonly sender?: string;
                    /** @description Stream */
                    readonly stream?: string;
                };
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @description How many recipients (or lanes) it concerned; those being sent right now are left alone */
                        readonly changed: number;
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getV1Senders: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before */
                readonly after?: string;
                /** @description What a sender is; its domain by default */
                readonly by?: "sender_domain" | "ip" | "stream";
                /** @description First instant (RFC 3339), instead of `window` */
                readonly from?: string;
                /** @description Most entries of a page */
                readonly limit?: number;
                /** @description First instant after it; now by default */
                readonly to?: string;
                /** @description Length of the window that ends now; 7d by default */
                readonly window?: "1h" | "24h" | "7d" | "30d" | "90d";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description `next` is null on the last page */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly {
                            readonly complaints: {
                                readonly count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                readonly interval: readonly number[];
                                readonly n: number;
                                readonly rate: number | null;
                                /** @enum {unknown} */
                                readonly state: "ok" | "watch" | "breached" | "not_enough_mail";
                                readonly threshold: number;
                            };
                            /** @description Message-recipients. `soft` had at least one soft bounce; `recovered` of those were delivered later, `soft_final` were given up */
                            readonly counts: {
                                readonly attempted: number;
                                readonly complaints: number;
                                readonly delivered: number;
                                readonly hard: number;
                                readonly recovered: number;
                                readonly soft: number;
                                readonly soft_final: number;
                            };
                            readonly hard: {
                                readonly count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                readonly interval: readonly number[];
                                readonly n: number;
                                readonly rate: number | null;
                                /** @enum {unknown} */
                                readonly state: "ok" | "watch" | "breached" | "not_enough_mail";
                                readonly threshold: number;
                            };
                            readonly key: string;
                            readonly soft: {
                                readonly count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                readonly interval: readonly number[];
                                readonly n: number;
                                readonly rate: number | null;
                                /** @enum {unknown} */
                                readonly state: "ok" | "watch" | "breached" | "not_enough_mail";
                                readonly threshold: number;
                            };
                            /** @description Shares over the window: hard of a list, soft of a sender, both of a provider */
                            readonly sparkline: readonly number[];
                            readonly top_reason: string | null;
                        }[];
                        readonly next: string | null;
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getV1SendersNameHealth: {
        readonly parameters: {
            readonly query?: {
                /** @description What a sender is; its domain by default */
                readonly by?: "sender_domain" | "ip" | "stream";
                /** @description First instant (RFC 3339), instead of `window` */
                readonly from?: string;
                /** @description First instant after it; now by default */
                readonly to?: string;
                /** @description Length of the window that ends now; 7d by default */
                readonly window?: "1h" | "24h" | "7d" | "30d" | "90d";
            };
            readonly header?: never;
            readonly path: {
                /** @description Name */
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @description The window of the same length before */
                        readonly before: {
                            readonly complaints: {
                                readonly count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                readonly interval: readonly number[];
                                readonly n: number;
                                readonly rate: number | null;
                                /** @enum {unknown} */
                                readonly state: "ok" | "watch" | "breached" | "not_enough_mail";
                                readonly threshold: number;
                            };
                            /** @description Message-recipients. `soft` had at least one soft bounce; `recovered` of those were delivered later, `soft_final` were given up */
                            readonly counts: {
                                readonly attempted: number;
                                readonly complaints: number;
                                readonly delivered: number;
                                readonly hard: number;
                                readonly recovered: number;
                                readonly soft: number;
                                readonly soft_final: number;
                            };
                            readonly hard: {
                                readonly count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                readonly interval: readonly number[];
                                readonly n: number;
                                readonly rate: number | null;
                                /** @enum {unknown} */
                                readonly state: "ok" | "watch" | "breached" | "not_enough_mail";
                                readonly threshold: number;
                            };
                            readonly soft: {
                                readonly count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                readonly interval: readonly number[];
                                readonly n: number;
                                readonly rate: number | null;
                                /** @enum {unknown} */
                                readonly state: "ok" | "watch" | "breached" | "not_enough_mail";
                                readonly threshold: number;
                            };
                        };
                        readonly complaints: {
                            readonly count: number;
                            /** @description Lower and upper end of the 95 % interval (Wilson) */
                            readonly interval: readonly number[];
                            readonly n: number;
                            readonly rate: number | null;
                            /** @enum {unknown} */
                            readonly state: "ok" | "watch" | "breached" | "not_enough_mail";
                            readonly threshold: number;
                        };
                        /** @description Message-recipients. `soft` had at least one soft bounce; `recovered` of those were delivered later, `soft_final` were given up */
                        readonly counts: {
                            readonly attempted: number;
                            readonly complaints: number;
                            readonly delivered: number;
                            readonly hard: number;
                            readonly recovered: number;
                            readonly soft: number;
                            readonly soft_final: number;
                        };
                        /** @description The weightiest first */
                        readonly findings: readonly {
                            /** @description Recipients that it is about */
                            readonly count: number;
                            /** @description all, list, sender_domain, ip, stream or provider */
                            readonly dimension: string;
                            /** @enum {unknown} */
                            readonly fault: "list" | "sender" | "receiver" | "network" | "unknown" | "none";
                            readonly key: string;
                            readonly kind: string;
                            readonly next_step: string;
                            readonly provider: string | null;
                            /** @description `q` of GET /v1/bounces */
                            readonly query: string;
                            readonly reason: string | null;
                            readonly sentence: string;
                            /** @enum {unknown} */
                            readonly severity: "breached" | "watch" | "info";
                            readonly template: string | null;
                        }[];
                        readonly hard: {
                            readonly count: number;
                            /** @description Lower and upper end of the 95 % interval (Wilson) */
                            readonly interval: readonly number[];
                            readonly n: number;
                            readonly rate: number | null;
                            /** @enum {unknown} */
                            readonly state: "ok" | "watch" | "breached" | "not_enough_mail";
                            readonly threshold: number;
                        };
                        readonly sentence: string;
                        readonly soft: {
                            readonly count: number;
                            /** @description Lower and upper end of the 95 % interval (Wilson) */
                            readonly interval: readonly number[];
                            readonly n: number;
                            readonly rate: number | null;
                            /** @enum {unknown} */
                            readonly state: "ok" | "watch" | "breached" | "not_enough_mail";
                            readonly threshold: number;
                        };
                        /** @enum {unknown} */
                        readonly state: "ok" | "watch" | "breached" | "not_enough_mail";
                        /** @description Recipients whose failure no rule understands, of those that failed */
                        readonly unknown: {
                            readonly count: number;
                            readonly n: number;
                            readonly share: number | null;
                        };
                        readonly window: {
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            readonly from: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            readonly to: string;
                        };
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getV1Session: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly hostname: string;
                        readonly name: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        readonly now: string;
                        readonly scopes: readonly string[];
                        /** @description Time goes faster than it does, and receivers are simulated */
                        readonly simulated: boolean;
                        readonly speed: number;
                        readonly version: string;
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postV1Session: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description What the link has behind `#login=` */
                    readonly link: string;
                };
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly hostname: string;
                        readonly name: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        readonly now: string;
                        readonly scopes: readonly string[];
                        /** @description Time goes faster than it does, and receivers are simulated */
                        readonly simulated: boolean;
                        readonly speed: number;
                        readonly version: string;
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly deleteV1Session: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is over */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getV1Sessions: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly {
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            readonly created_at: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            readonly expires_at: string;
                            readonly id: string;
                            readonly name: string;
                            readonly scopes: readonly string[];
                        }[];
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly deleteV1SessionsId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Id of the session */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is over */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getV1Sources: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly {
                            readonly failed: number;
                            readonly ignored: number;
                            readonly items: number;
                            readonly kind: string;
                            readonly lag_ms: number | null;
                            readonly last_error: {
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC
                                 */
                                readonly at: string;
                                readonly text: string;
                            } | null;
                            readonly last_event_at: string | null;
                            readonly last_item_at: string | null;
                            readonly name: string;
                            readonly not_understood: number;
                            readonly recorded: number;
                            readonly refused: number;
                            readonly repeated: number;
                            readonly untrusted: number;
                        }[];
                        readonly in_tray: number;
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getV1StatsSeries: {
        readonly parameters: {
            readonly query?: {
                /** @description What is counted by; all by default */
                readonly dimension?: "all" | "list" | "sender_domain" | "ip" | "stream" | "campaign" | "provider" | "domain" | "reason" | "template" | "provider_reason" | "list_reason" | "sender_domain_reason" | "ip_reason" | "stream_reason";
                /** @description First instant (RFC 3339), instead of `window` */
                readonly from?: string;
                /** @description Hours up to three days by default */
                readonly interval?: "hour" | "day";
                /** @description Which of it, such as the name of a list */
                readonly key?: string;
                /** @description First instant after it; now by default */
                readonly to?: string;
                /** @description Length of the window that ends now; 7d by default */
                readonly window?: "1h" | "24h" | "7d" | "30d" | "90d";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly {
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            readonly at: string;
                            /** @description Message-recipients. `soft` had at least one soft bounce; `recovered` of those were delivered later, `soft_final` were given up */
                            readonly counts: {
                                readonly attempted: number;
                                readonly complaints: number;
                                readonly delivered: number;
                                readonly hard: number;
                                readonly recovered: number;
                                readonly soft: number;
                                readonly soft_final: number;
                            };
                        }[];
                        /** @enum {unknown} */
                        readonly interval: "hour" | "day";
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getV1StatsTop: {
        readonly parameters: {
            readonly query: {
                /** @description What is counted by */
                readonly dimension: "list" | "sender_domain" | "ip" | "stream" | "campaign" | "provider" | "domain" | "reason" | "template" | "provider_reason" | "list_reason" | "sender_domain_reason" | "ip_reason" | "stream_reason";
                /** @description First instant (RFC 3339), instead of `window` */
                readonly from?: string;
                /** @description Only this key; of provider_reason and the like, only this provider */
                readonly key?: string;
                /** @description Most keys */
                readonly limit?: number;
                /** @description The most of what; attempted by default */
                readonly sort?: "attempted" | "hard" | "soft" | "complaints";
                /** @description First instant after it; now by default */
                readonly to?: string;
                /** @description Length of the window that ends now; 7d by default */
                readonly window?: "1h" | "24h" | "7d" | "30d" | "90d";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly {
                            readonly before: {
                                readonly attempted: number;
                                readonly complaints: number;
                                readonly delivered: number;
                                readonly hard: number;
                                readonly recovered: number;
                                readonly soft: number;
                                readonly soft_final: number;
                            } | null;
                            readonly complaints: {
                                readonly count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                readonly interval: readonly number[];
                                readonly n: number;
                                readonly rate: number | null;
                                /** @enum {unknown} */
                                readonly state: "ok" | "watch" | "breached" | "not_enough_mail";
                                readonly threshold: number;
                            };
                            /** @description Message-recipients. `soft` had at least one soft bounce; `recovered` of those were delivered later, `soft_final` were given up */
                            readonly counts: {
                                readonly attempted: number;
                                readonly complaints: number;
                                readonly delivered: number;
                                readonly hard: number;
                                readonly recovered: number;
                                readonly soft: number;
                                readonly soft_final: number;
                            };
                            readonly hard: {
                                readonly count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                readonly interval: readonly number[];
                                readonly n: number;
                                readonly rate: number | null;
                                /** @enum {unknown} */
                                readonly state: "ok" | "watch" | "breached" | "not_enough_mail";
                                readonly threshold: number;
                            };
                            readonly key: string;
                            readonly soft: {
                                readonly count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                readonly interval: readonly number[];
                                readonly n: number;
                                readonly rate: number | null;
                                /** @enum {unknown} */
                                readonly state: "ok" | "watch" | "breached" | "not_enough_mail";
                                readonly threshold: number;
                            };
                        }[];
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getV1Store: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly durable: boolean;
                        readonly kind: string;
                        readonly text: string;
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postV1StoreBackup: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description Absolute path that does not exist */
                    readonly file: string;
                };
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly file: string;
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postV1StoreVerify: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description Reads every page and every message */
                    readonly deep?: boolean;
                };
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly findings: readonly string[];
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getV1Suppressions: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before */
                readonly after?: string;
                /** @description Domain of the address */
                readonly domain?: string;
                /** @description Most entries of a page */
                readonly limit?: number;
                readonly reason?: "user_unknown" | "user_disabled" | "user_moved" | "bad_address_syntax" | "domain_not_found" | "no_mx" | "message_expired" | "dns_failure" | "connection_failure" | "tls_failure" | "greylisted" | "receiver_temporary_failure" | "receiver_storage_full" | "routing_loop" | "relay_denied" | "domain_not_accepting" | "protocol_error" | "message_too_large" | "mailer_error" | "mailbox_full" | "mailbox_full_inactive" | "out_of_office" | "auto_acknowledgement" | "challenge_response" | "departed" | "rate_limited" | "recipient_rate_limited" | "too_many_recipients" | "dnsbl_ip" | "dnsbl_domain" | "bad_reputation" | "spam_content" | "virus_content" | "content_prohibited" | "malformed_message" | "auth_spf" | "auth_dkim" | "auth_dmarc" | "auth_failed" | "missing_ptr" | "bad_sender" | "policy_restriction" | "recipient_restricted" | "blocked_by_recipient" | "authentication_required" | "blocked_unspecified" | "complaint" | "previously_suppressed" | "sender_account" | "undetermined";
                readonly scope?: "global" | "stream" | "list" | "sender";
                readonly state?: "provisional" | "confirmed" | "released";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description `next` is null on the last page */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly {
                            readonly address: string | null;
                            readonly address_sha256: string;
                            readonly cause: string | null;
                            readonly expires_at: string | null;
                            readonly incident_id: string | null;
                            readonly reason: string;
                            readonly rule: string | null;
                            /** @enum {unknown} */
                            readonly scope: "global" | "stream" | "list" | "sender";
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            readonly since: string;
                            /** @enum {unknown} */
                            readonly state: "provisional" | "confirmed" | "released";
                            readonly template: string | null;
                            /** @description Stream, list or sender; empty for global */
                            readonly value: string;
                            readonly who: string | null;
                            readonly why: string;
                        }[];
                        readonly next: string | null;
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getV1SuppressionsAddress: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Address */
                readonly address: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly causes: readonly {
                            readonly ambiguous: boolean;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            readonly at: string;
                            readonly attempt: number | null;
                            readonly attempts: readonly {
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC
                                 */
                                readonly at: string;
                                readonly code: number | null;
                                readonly host: string | null;
                                readonly reason: string;
                                readonly status: string | null;
                                readonly text: string;
                            }[] | null;
                            readonly campaign: string | null;
                            readonly correlated_by?: string;
                            readonly dominant_reason: string | null;
                            readonly duration_ms: number | null;
                            readonly foreign_message?: string;
                            readonly id: string;
                            readonly incident_id: string | null;
                            readonly list: string | null;
                            readonly message_id: string | null;
                            readonly mx: {
                                readonly address: string;
                                readonly host: string;
                            } | null;
                            readonly next_attempt_at: string | null;
                            readonly original_recipient: string | null;
                            readonly recipient: string | null;
                            readonly reclassification?: {
                                readonly event: string;
                                readonly rules: string | null;
                                readonly run: string | null;
                                readonly undoes: string | null;
                                readonly who: string;
                                readonly why: string;
                            };
                            readonly reply: {
                                readonly code: number | null;
                                readonly status: string | null;
                                readonly text: string;
                            } | null;
                            readonly sender: string | null;
                            readonly source: string;
                            readonly source_ip: string | null;
                            readonly source_name?: string;
                            readonly stage: string | null;
                            readonly stream: string | null;
                            readonly suppression?: {
                                readonly address_sha256?: string;
                                readonly expires_at: string | null;
                                readonly reason: string;
                                readonly scope: string;
                                readonly value: string;
                                readonly who: string | null;
                                readonly why: string;
                            };
                            readonly tags: readonly string[];
                            readonly tls: string | null;
                            readonly trusted: boolean;
                            /** @enum {unknown} */
                            readonly type: "accepted" | "delivered" | "deferred" | "bounced" | "expired" | "cancelled" | "delayed_notice" | "bounce_received" | "feedback_received" | "auto_reply_received" | "suppressed_send" | "address_suppressed" | "address_released" | "incident_opened" | "incident_closed" | "health_changed" | "reclassified";
                            readonly verdict: {
                                readonly action: string;
                                readonly blocklist: {
                                    readonly lists: string;
                                    readonly name: string;
                                } | null;
                                /** @enum {unknown} */
                                readonly bounce: "hard" | "soft" | "none";
                                readonly category: string;
                                readonly code: number | null;
                                readonly confidence: number;
                                /** @description Words of the reply that decided; offsets in UTF-16 units */
                                readonly evidence: readonly {
                                    readonly end: number;
                                    readonly start: number;
                                    readonly text: string;
                                }[];
                                readonly fault: readonly string[];
                                /** @description False when the message will or should be tried again */
                                readonly final: boolean;
                                readonly group: string;
                                readonly help_url: string | null;
                                readonly last_transient?: string;
                                readonly provider: string | null;
                                readonly reason: string;
                                readonly retry_after: number | null;
                                readonly rule: string;
                                readonly status: string | null;
                                readonly template: string;
                            } | null;
                        }[];
                        readonly changes: readonly {
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            readonly at: string;
                            readonly event: string;
                            readonly from: ("provisional" | "confirmed" | "released") | null;
                            /** @enum {unknown} */
                            readonly scope: "global" | "stream" | "list" | "sender";
                            readonly to: ("provisional" | "confirmed" | "released") | null;
                            readonly value: string;
                            readonly who: string | null;
                            readonly why: string;
                        }[];
                        readonly entries: readonly {
                            readonly address: string | null;
                            readonly address_sha256: string;
                            readonly cause: string | null;
                            readonly expires_at: string | null;
                            readonly incident_id: string | null;
                            readonly reason: string;
                            readonly rule: string | null;
                            /** @enum {unknown} */
                            readonly scope: "global" | "stream" | "list" | "sender";
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            readonly since: string;
                            /** @enum {unknown} */
                            readonly state: "provisional" | "confirmed" | "released";
                            readonly template: string | null;
                            /** @description Stream, list or sender; empty for global */
                            readonly value: string;
                            readonly who: string | null;
                            readonly why: string;
                        }[];
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly putV1SuppressionsAddress: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Address */
                readonly address: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description Instant (RFC 3339); left out: never */
                    readonly expires_at?: string;
                    /**
                     * @default previously_suppressed
                     * @enum {unknown}
                     */
                    readonly reason?: "user_unknown" | "user_disabled" | "user_moved" | "bad_address_syntax" | "domain_not_found" | "no_mx" | "message_expired" | "dns_failure" | "connection_failure" | "tls_failure" | "greylisted" | "receiver_temporary_failure" | "receiver_storage_full" | "routing_loop" | "relay_denied" | "domain_not_accepting" | "protocol_error" | "message_too_large" | "mailer_error" | "mailbox_full" | "mailbox_full_inactive" | "out_of_office" | "auto_acknowledgement" | "challenge_response" | "departed" | "rate_limited" | "recipient_rate_limited" | "too_many_recipients" | "dnsbl_ip" | "dnsbl_domain" | "bad_reputation" | "spam_content" | "virus_content" | "content_prohibited" | "malformed_message" | "auth_spf" | "auth_dkim" | "auth_dmarc" | "auth_failed" | "missing_ptr" | "bad_sender" | "policy_restriction" | "recipient_restricted" | "blocked_by_recipient" | "authentication_required" | "blocked_unspecified" | "complaint" | "previously_suppressed" | "sender_account" | "undetermined";
                    /**
                     * @default global
                     * @enum {unknown}
                     */
                    readonly scope?: "global" | "stream" | "list" | "sender";
                    /** @description Stream, list or sender that the scope is about */
                    readonly value?: string;
                    /** @description For people */
                    readonly why?: string;
                };
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly entries: readonly {
                            readonly address: string | null;
                            readonly address_sha256: string;
                            readonly cause: string | null;
                            readonly expires_at: string | null;
                            readonly incident_id: string | null;
                            readonly reason: string;
                            readonly rule: string | null;
                            /** @enum {unknown} */
                            readonly scope: "global" | "stream" | "list" | "sender";
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            readonly since: string;
                            /** @enum {unknown} */
                            readonly state: "provisional" | "confirmed" | "released";
                            readonly template: string | null;
                            /** @description Stream, list or sender; empty for global */
                            readonly value: string;
                            readonly who: string | null;
                            readonly why: string;
                        }[];
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly deleteV1SuppressionsAddress: {
        readonly parameters: {
            readonly query?: {
                readonly scope?: "global" | "stream" | "list" | "sender";
                /** @description Stream, list or sender that the scope is about */
                readonly value?: string;
                /** @description For people */
                readonly why?: string;
            };
            readonly header?: never;
            readonly path: {
                /** @description Address */
                readonly address: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @description False: nothing held mail back */
                        readonly released: boolean;
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postV1SuppressionsCheck: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly addresses: readonly string[];
                    /** @description List of the mail */
                    readonly list?: string;
                    /** @description Sender of the mail */
                    readonly sender?: string;
                    /** @description Stream of the mail */
                    readonly stream?: string;
                };
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly {
                            readonly address: string;
                            readonly entry: {
                                readonly address: string | null;
                                readonly address_sha256: string;
                                readonly cause: string | null;
                                readonly expires_at: string | null;
                                readonly incident_id: string | null;
                                readonly reason: string;
                                readonly rule: string | null;
                                /** @enum {unknown} */
                                readonly scope: "global" | "stream" | "list" | "sender";
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC
                                 */
                                readonly since: string;
                                /** @enum {unknown} */
                                readonly state: "provisional" | "confirmed" | "released";
                                readonly template: string | null;
                                /** @description Stream, list or sender; empty for global */
                                readonly value: string;
                                readonly who: string | null;
                                readonly why: string;
                            } | null;
                            readonly suppressed: boolean;
                        }[];
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postV1SuppressionsImport: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly dry_run?: boolean;
                    readonly entries: readonly {
                        readonly address?: string;
                        readonly address_sha256?: string;
                        /** @description Instant (RFC 3339); left out: never */
                        readonly expires_at?: string;
                        /**
                         * @default previously_suppressed
                         * @enum {unknown}
                         */
                        readonly reason?: "user_unknown" | "user_disabled" | "user_moved" | "bad_address_syntax" | "domain_not_found" | "no_mx" | "message_expired" | "dns_failure" | "connection_failure" | "tls_failure" | "greylisted" | "receiver_temporary_failure" | "receiver_storage_full" | "routing_loop" | "relay_denied" | "domain_not_accepting" | "protocol_error" | "message_too_large" | "mailer_error" | "mailbox_full" | "mailbox_full_inactive" | "out_of_office" | "auto_acknowledgement" | "challenge_response" | "departed" | "rate_limited" | "recipient_rate_limited" | "too_many_recipients" | "dnsbl_ip" | "dnsbl_domain" | "bad_reputation" | "spam_content" | "virus_content" | "content_prohibited" | "malformed_message" | "auth_spf" | "auth_dkim" | "auth_dmarc" | "auth_failed" | "missing_ptr" | "bad_sender" | "policy_restriction" | "recipient_restricted" | "blocked_by_recipient" | "authentication_required" | "blocked_unspecified" | "complaint" | "previously_suppressed" | "sender_account" | "undetermined";
                        /**
                         * @default global
                         * @enum {unknown}
                         */
                        readonly scope?: "global" | "stream" | "list" | "sender";
                        /** @description Stream, list or sender that the scope is about */
                        readonly value?: string;
                        /** @description For people */
                        readonly why?: string;
                    }[];
                };
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly added: number;
                        /** @description Suppressed already for all mail: left as they are */
                        readonly known: number;
                        readonly wrong: readonly {
                            readonly index: number;
                            readonly why: string;
                        }[];
                    };
                };
            };
            /** @description What went wrong */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
