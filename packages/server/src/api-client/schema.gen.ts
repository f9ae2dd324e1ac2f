/* Written from /openapi.json by `npm run api-client`; a test holds it to that. */
/* biome-ignore-all format: generated */
/* biome-ignore-all lint: generated */
export interface paths {
    "/errors/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an error code means */
        get: operations["getErrorsCode"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/livez": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process answers */
        get: operations["getLivez"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Figures for Prometheus */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This description */
        get: operations["getOpenapiJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Mail is taken */
        get: operations["getReadyz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/addresses/{address}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** State of an address, what is counted, whether the next message would be sent, and with events:read its latest events */
        get: operations["getV1AddressesAddress"];
        put?: never;
        post?: never;
        /** Erases an address; what waits for it is cancelled, and if it was not to be mailed it stays so */
        delete: operations["deleteV1AddressesAddress"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alert-channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the channels of the configuration */
        get: operations["getV1AlertChannels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alert-channels/{name}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tells a channel something harmless, at once */
        post: operations["postV1AlertChannelsNameTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alert-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the rules with what is set */
        get: operations["getV1AlertRules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alert-rules/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Switches a rule on or off, or sets its threshold; null: as it is from the start */
        put: operations["putV1AlertRulesName"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists alerts, the latest first */
        get: operations["getV1Alerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One alert */
        get: operations["getV1AlertsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says that somebody is at it */
        post: operations["postV1AlertsIdAcknowledge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends an alert; it opens again when its condition still stands at the next look */
        post: operations["postV1AlertsIdResolve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What people and keys changed, the latest first */
        get: operations["getV1Audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bounces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Bounces, deferrals, expiries and complaints, the latest first; a page of a rare find may hold few, and `next` all the same */
        get: operations["getV1Bounces"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bounces/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them, with the steps that led to its verdict and the mail that it was read from */
        get: operations["getV1BouncesId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bounces/{id}/classification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them with the verdict that counts now, and the correction that says so */
        get: operations["getV1BouncesIdClassification"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bounces/{id}/reclassify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Corrects its verdict; counts, suppression and health follow */
        post: operations["postV1BouncesIdReclassify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bounces/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes its latest correction back */
        post: operations["postV1BouncesIdUndo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bounces/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Writes all that a search finds as CSV, the latest first; no spreadsheet takes a cell for a formula */
        get: operations["getV1BouncesExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bounces/facets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a search would find, counted by each of its fields */
        get: operations["getV1BouncesFacets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/classify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The verdict on a reply, or what a mail (message/rfc822) reports; nothing is recorded */
        post: operations["postV1Classify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What webhooks were told of a message or an address, for the same page of its events */
        get: operations["getV1Deliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deliveries/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends one delivery again, behind what waits */
        post: operations["postV1DeliveriesIdReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Events in the order they were recorded; with Accept: text/event-stream as they happen */
        get: operations["getV1Events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether all mail is well, what is wrong, whose fault it is and what to do */
        get: operations["getV1Health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists incidents, the latest first */
        get: operations["getV1Incidents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/incidents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An incident */
        get: operations["getV1IncidentsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/incidents/{id}/addresses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The addresses that bounced in an incident; all of them as CSV with `Accept: text/csv` */
        get: operations["getV1IncidentsIdAddresses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/incidents/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends what an incident covers; of our own: the lanes go on */
        post: operations["postV1IncidentsIdClose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/incidents/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets the addresses of a closed incident have mail again, all or first a share */
        post: operations["postV1IncidentsIdRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ingest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a mail that reports something (message/rfc822), or a batch of events */
        post: operations["postV1Ingest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ingest/providers/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes what a provider says; it is heard when it proves who it is (docs/webhooks-in.md) */
        post: operations["postV1IngestProvidersName"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far something is that goes on behind its request; needs the scope that reads what it is about */
        get: operations["getV1JobsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the keys */
        get: operations["getV1Keys"];
        put?: never;
        /** Makes a key; it is shown this once */
        post: operations["postV1Keys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revokes a key */
        delete: operations["deleteV1KeysId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists with their rates, the most mail first */
        get: operations["getV1Lists"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lists/{name}/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Health of a list */
        get: operations["getV1ListsNameHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/login-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a link to the page that works once, within 15 minutes */
        post: operations["postV1LoginLinks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Messages, the newest first, to whom they went and what became of them; a page of a rare list, sender or the like may hold few, and `next` all the same */
        get: operations["getV1Messages"];
        put?: never;
        /** Hands in a message; the answer comes when it is on disk */
        post: operations["postV1Messages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A message and what became of each recipient */
        get: operations["getV1MessagesId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes out of the queue; nobody is told: what of the message still waits */
        post: operations["postV1MessagesIdCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages/{id}/dialogue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was said in SMTP, attempt by attempt */
        get: operations["getV1MessagesIdDialogue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that happened to a message, oldest first */
        get: operations["getV1MessagesIdEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages/{id}/expire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives up now; senders are told: what of the message still waits */
        post: operations["postV1MessagesIdExpire"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages/{id}/hold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Holds back until released: what of the message still waits */
        post: operations["postV1MessagesIdHold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages/{id}/raw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The message itself, while any of its recipients waits */
        get: operations["getV1MessagesIdRaw"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets go what was held: what of the message still waits */
        post: operations["postV1MessagesIdRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tries again now: what of the message still waits */
        post: operations["postV1MessagesIdRetry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/own-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists own rules, by name */
        get: operations["getV1OwnRules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/own-rules/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them */
        get: operations["getV1OwnRulesName"];
        /** Saves one, unless something is wrong with it; it holds for what is heard from now on */
        put: operations["putV1OwnRulesName"];
        post?: never;
        /** Removes one */
        delete: operations["deleteV1OwnRulesName"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Receiving providers with their rates, the most mail first */
        get: operations["getV1Providers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/providers/{name}/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Health of a receiving provider */
        get: operations["getV1ProvidersNameHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How much waits, by domain and age; of a very long queue as it was at `at`, a few seconds ago or when somebody acted on it last */
        get: operations["getV1Queue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/queue/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes out of the queue; nobody is told: all recipients that the selection chooses */
        post: operations["postV1QueueCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/queue/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists waiting recipients */
        get: operations["getV1QueueEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/queue/expire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives up now; senders are told: all recipients that the selection chooses */
        post: operations["postV1QueueExpire"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/queue/hold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Holds back until released: all recipients that the selection chooses */
        post: operations["postV1QueueHold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/queue/lanes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lanes that send, or are held back */
        get: operations["getV1QueueLanes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/queue/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends nothing more there; what waits grows no older */
        post: operations["postV1QueuePause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/queue/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets go what was held: all recipients that the selection chooses */
        post: operations["postV1QueueRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/queue/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends there again */
        post: operations["postV1QueueResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/queue/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tries again now: all recipients that the selection chooses */
        post: operations["postV1QueueRetry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reclassifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Runs over the past, the latest first */
        get: operations["getV1Reclassifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reclassifications/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a run is */
        get: operations["getV1ReclassificationsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reclassifications/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes back whatever a run corrected, behind the request */
        post: operations["postV1ReclassificationsIdUndo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists rules in the order in which they are believed: own ones, then the shipped */
        get: operations["getV1Rules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them; the stroke in its id is written as %2F */
        get: operations["getV1RulesId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rules/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Corrects the past by the own rules of now, behind the request; with rules these are saved first */
        post: operations["postV1RulesApply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rules/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What of the past would be another with these rules in the place of their namesakes; nothing is changed. Samples are shown with events:read, addresses with suppressions:read */
        post: operations["postV1RulesDiff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rules/lint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tells what is wrong with rules, and which examples of shipped ones they would take */
        post: operations["postV1RulesLint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rules/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How a reply is read, step by step; with rules as if these were saved */
        post: operations["postV1RulesTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/senders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sending domains, addresses or streams with their rates, the most mail first */
        get: operations["getV1Senders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/senders/{name}/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Health of a sending domain, address or stream */
        get: operations["getV1SendersNameHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is asking, and what the clock of the server says */
        get: operations["getV1Session"];
        put?: never;
        /** Opens a session with a link of `hearback login`; the link works once */
        post: operations["postV1Session"];
        /** Ends this session */
        delete: operations["deleteV1Session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the sessions of people */
        get: operations["getV1Sessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends the session of somebody */
        delete: operations["deleteV1SessionsId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The configuration as it is in use; secrets are stars. Its file is changed, not this */
        get: operations["getV1Settings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/setup-checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Looks at DNS, ports, TLS, clock, disk and store, as `hearback doctor` does; takes some seconds */
        get: operations["getV1SetupChecks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/silences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists silences that have not ended */
        get: operations["getV1Silences"];
        put?: never;
        /** Tells nobody of certain alerts for a while; they are still listed */
        post: operations["postV1Silences"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/silences/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends a silence */
        delete: operations["deleteV1SilencesId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/simulator": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the simulated receivers can play; only where there are some, as in `hearback demo` */
        get: operations["getV1Simulator"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where reports come from, with what came */
        get: operations["getV1Sources"];
        put?: never;
        /** Sets up a source and follows it from now on; kinds that name files of this machine are for its operator */
        post: operations["postV1Sources"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Removes a source that was added here, with its figures */
        delete: operations["deleteV1SourcesName"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources/{name}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stops following a source; what comes meanwhile waits where it is */
        post: operations["postV1SourcesNamePause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources/{name}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Follows a paused source again, from where it was left */
        post: operations["postV1SourcesNameResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources/{name}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Connects and reads, records nothing, and tells what it saw */
        post: operations["postV1SourcesNameTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stats/series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Counts by hour or day, every one of the window */
        get: operations["getV1StatsSeries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stats/top": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The keys that have the most of something, beside the window before */
        get: operations["getV1StatsTop"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/store": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What "on disk" is worth here */
        get: operations["getV1Store"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/store/backup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes a consistent copy of the store to a new file of the server */
        post: operations["postV1StoreBackup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/store/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Looks for damage */
        post: operations["postV1StoreVerify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/suppressions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists entries, the latest first */
        get: operations["getV1Suppressions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/suppressions/{address}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The entries of an address with their evidence: every change, and the events that caused them */
        get: operations["getV1SuppressionsAddress"];
        /** Keeps mail from an address */
        put: operations["putV1SuppressionsAddress"];
        post?: never;
        /** Lets an address have mail again */
        delete: operations["deleteV1SuppressionsAddress"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/suppressions/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tells for each address whether it may be mailed */
        post: operations["postV1SuppressionsCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/suppressions/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Writes the whole list, as it is read: CSV, JSON lines, or CSV without the addresses themselves */
        get: operations["getV1SuppressionsExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/suppressions/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adds many entries; with dry_run only tells what would be added */
        post: operations["postV1SuppressionsImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/suppressions/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Imports, the latest first */
        get: operations["getV1SuppressionsImports"];
        put?: never;
        /** Takes a whole list behind the request: CSV, JSON lines, or entries as JSON; what a line does not say is said here */
        post: operations["postV1SuppressionsImports"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tray": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists what was not understood */
        get: operations["getV1Tray"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tray/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them, without its octets */
        get: operations["getV1TrayId"];
        put?: never;
        post?: never;
        /** Throws it away */
        delete: operations["deleteV1TrayId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tray/{id}/raw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Its octets, as they came */
        get: operations["getV1TrayIdRaw"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tray/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reads it again with the readers and rules of now; what is understood is recorded and leaves the tray */
        post: operations["postV1TrayIdRetry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the webhooks */
        get: operations["getV1Webhooks"];
        put?: never;
        /** Adds a webhook: it is told what happens from now on; its secret is shown this once */
        post: operations["postV1Webhooks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One webhook */
        get: operations["getV1WebhooksId"];
        put?: never;
        post?: never;
        /** Removes a webhook with all that waits for it */
        delete: operations["deleteV1WebhooksId"];
        options?: never;
        head?: never;
        /** Changes a webhook; one that becomes active again goes on where it stood */
        patch: operations["patchV1WebhooksId"];
        trace?: never;
    };
    "/v1/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was told to a webhook and what waits, the latest first */
        get: operations["getV1WebhooksIdDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends again what happened since an instant, behind what waits */
        post: operations["postV1WebhooksIdReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a new secret, shown this once; the one before signs beside it for a while */
        post: operations["postV1WebhooksIdRotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends webhook.test at once and tells what was answered */
        post: operations["postV1WebhooksIdTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description RFC 9457; docs/errors.md lists the codes */
        Problem: {
            code: string;
            detail: string;
            errors?: {
                detail?: string;
                pointer?: string;
            }[];
            reply?: string;
            request_id: string;
            scope?: string;
            status: number;
            title: string;
            type: string;
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
    getErrorsCode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Code of the error */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLivez: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Text */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Text */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOpenapiJson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReadyz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Text */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1AddressesAddress: {
        parameters: {
            query?: {
                /** @description Most events */
                limit?: number;
                /** @description List of the next message */
                list?: string;
                /** @description Sender of the next message */
                sender?: string;
                /** @description Stream of the next message */
                stream?: string;
            };
            header?: never;
            path: {
                /** @description Address */
                address: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        address: string;
                        /** @description Events by type, untrusted ones left out */
                        counts: {
                            [key: string]: number;
                        };
                        entries: {
                            address: string | null;
                            address_sha256: string;
                            cause: string | null;
                            expires_at: string | null;
                            incident_id: string | null;
                            reason: string;
                            rule: string | null;
                            /** @enum {unknown} */
                            scope: "global" | "stream" | "list" | "sender";
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            since: string;
                            /** @enum {unknown} */
                            state: "provisional" | "confirmed" | "released";
                            template: string | null;
                            /** @description Stream, list or sender; empty for global */
                            value: string;
                            who: string | null;
                            why: string;
                        }[];
                        /** @description The latest first; none for a key without events:read */
                        events: {
                            ambiguous: boolean;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            at: string;
                            attempt: number | null;
                            attempts: {
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC
                                 */
                                at: string;
                                code: number | null;
                                host: string | null;
                                reason: string;
                                status: string | null;
                                text: string;
                            }[] | null;
                            campaign: string | null;
                            correlated_by?: string;
                            dominant_reason: string | null;
                            duration_ms: number | null;
                            foreign_message?: string;
                            health?: {
                                dimension: string;
                                from: string;
                                key: string;
                                n: number;
                                rate: string;
                                threshold: number;
                                to: string;
                                value: number;
                            };
                            id: string;
                            incident?: {
                                figures: {
                                    attempts: number;
                                    baseline: number;
                                    rate: number;
                                    recently_delivered_share: number | null;
                                    recipients: number;
                                } | null;
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC
                                 */
                                from: string;
                                kind: string;
                                provider: string | null;
                                reason: string;
                                share: number | null;
                                source_ip: string | null;
                                template: string | null;
                                until: string | null;
                                who: string | null;
                            };
                            incident_id: string | null;
                            list: string | null;
                            message_id: string | null;
                            mx: {
                                address: string;
                                host: string;
                            } | null;
                            next_attempt_at: string | null;
                            original_recipient: string | null;
                            recipient: string | null;
                            reclassification?: {
                                event: string;
                                rules: string | null;
                                run: string | null;
                                undoes: string | null;
                                who: string;
                                why: string;
                            };
                            reply: {
                                code: number | null;
                                status: string | null;
                                text: string;
                            } | null;
                            sender: string | null;
                            source: string;
                            source_ip: string | null;
                            source_name?: string;
                            stage: string | null;
                            stream: string | null;
                            suppression?: {
                                address_sha256?: string;
                                expires_at: string | null;
                                reason: string;
                                scope: string;
                                value: string;
                                who: string | null;
                                why: string;
                            };
                            tags: string[];
                            tls: string | null;
                            trusted: boolean;
                            /** @enum {unknown} */
                            type: "accepted" | "delivered" | "deferred" | "bounced" | "expired" | "cancelled" | "delayed_notice" | "bounce_received" | "feedback_received" | "auto_reply_received" | "suppressed_send" | "address_suppressed" | "address_released" | "incident_opened" | "incident_closed" | "health_changed" | "reclassified" | "incident_released" | "quarantined";
                            verdict: {
                                action: string;
                                blocklist: {
                                    lists: string;
                                    name: string;
                                } | null;
                                /** @enum {unknown} */
                                bounce: "hard" | "soft" | "none";
                                category: string;
                                code: number | null;
                                confidence: number;
                                /** @description Words of the reply that decided; offsets in UTF-16 units */
                                evidence: {
                                    end: number;
                                    start: number;
                                    text: string;
                                }[];
                                fault: string[];
                                /** @description False when the message will or should be tried again */
                                final: boolean;
                                group: string;
                                help_url: string | null;
                                last_transient?: string;
                                provider: string | null;
                                reason: string;
                                retry_after: number | null;
                                rule: string;
                                status: string | null;
                                template: string;
                            } | null;
                        }[];
                        first_at: string | null;
                        last_at: string | null;
                        next: {
                            sent: boolean;
                            why: string;
                        };
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteV1AddressesAddress: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Address */
                address: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Messages that are on their way right now: ask again when they are not */
                        being_sent: number;
                        /** @description Messages that waited for it */
                        cancelled: number;
                        /** @description Events that were deleted; what they counted stays counted */
                        events: number;
                        kept_unmailed: boolean;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1AlertChannels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `next` is null on the last page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /** @enum {unknown} */
                            kind: "email" | "slack";
                            name: string;
                            /** @enum {unknown} */
                            severity: "critical" | "warning";
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1AlertChannelsNameTest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the channel */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        channel: string;
                        error: string | null;
                        told: boolean;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1AlertRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `next` is null on the last page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            default_threshold: number | null;
                            description: string;
                            enabled: boolean;
                            name: string;
                            /** @enum {unknown} */
                            severity: "critical" | "warning";
                            threshold: number | null;
                            unit: ("share" | "seconds" | "octets") | null;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putV1AlertRulesName: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the rule */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    enabled?: boolean;
                    threshold?: number | null;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        default_threshold: number | null;
                        description: string;
                        enabled: boolean;
                        name: string;
                        /** @enum {unknown} */
                        severity: "critical" | "warning";
                        threshold: number | null;
                        unit: ("share" | "seconds" | "octets") | null;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1Alerts: {
        parameters: {
            query?: {
                /** @description `next` of the page before */
                after?: string;
                /** @description Most entries of a page */
                limit?: number;
                state?: "open" | "acknowledged" | "resolved";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `next` is null on the last page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            acknowledged_at: string | null;
                            acknowledged_by: string | null;
                            id: string;
                            /** @description What it is about within the rule; may be empty */
                            key: string;
                            next_step: string;
                            /** @description Channels told so far, of its beginning and its end */
                            notifications: number;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            opened_at: string;
                            resolved_at: string | null;
                            resolved_by: string | null;
                            rule: string;
                            sentence: string;
                            /** @enum {unknown} */
                            severity: "critical" | "warning";
                            /** @enum {unknown} */
                            state: "open" | "acknowledged" | "resolved";
                            threshold: number | null;
                            value: number | null;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1AlertsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the alert */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        acknowledged_at: string | null;
                        acknowledged_by: string | null;
                        id: string;
                        /** @description What it is about within the rule; may be empty */
                        key: string;
                        next_step: string;
                        /** @description Channels told so far, of its beginning and its end */
                        notifications: number;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        opened_at: string;
                        resolved_at: string | null;
                        resolved_by: string | null;
                        rule: string;
                        sentence: string;
                        /** @enum {unknown} */
                        severity: "critical" | "warning";
                        /** @enum {unknown} */
                        state: "open" | "acknowledged" | "resolved";
                        threshold: number | null;
                        value: number | null;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1AlertsIdAcknowledge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the alert */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        acknowledged_at: string | null;
                        acknowledged_by: string | null;
                        id: string;
                        /** @description What it is about within the rule; may be empty */
                        key: string;
                        next_step: string;
                        /** @description Channels told so far, of its beginning and its end */
                        notifications: number;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        opened_at: string;
                        resolved_at: string | null;
                        resolved_by: string | null;
                        rule: string;
                        sentence: string;
                        /** @enum {unknown} */
                        severity: "critical" | "warning";
                        /** @enum {unknown} */
                        state: "open" | "acknowledged" | "resolved";
                        threshold: number | null;
                        value: number | null;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1AlertsIdResolve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the alert */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        acknowledged_at: string | null;
                        acknowledged_by: string | null;
                        id: string;
                        /** @description What it is about within the rule; may be empty */
                        key: string;
                        next_step: string;
                        /** @description Channels told so far, of its beginning and its end */
                        notifications: number;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        opened_at: string;
                        resolved_at: string | null;
                        resolved_by: string | null;
                        rule: string;
                        sentence: string;
                        /** @enum {unknown} */
                        severity: "critical" | "warning";
                        /** @enum {unknown} */
                        state: "open" | "acknowledged" | "resolved";
                        threshold: number | null;
                        value: number | null;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1Audit: {
        parameters: {
            query?: {
                /** @description `next` of the page before */
                after?: string;
                /** @description Most entries of a page */
                limit?: number;
                /** @description Such as rule.saved */
                what?: string;
                /** @description Key or person */
                who?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `next` is null on the last page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            at: string;
                            detail: {
                                [key: string]: unknown;
                            };
                            subject: string;
                            what: string;
                            who: string;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1Bounces: {
        parameters: {
            query?: {
                /** @description `next` of the page before */
                after?: string;
                /** @description Campaign */
                campaign?: string;
                /** @description hard, soft, complaint or none; a deferral is soft */
                class?: string;
                /** @description Code of the reply, such as 550 or 5.1.1 */
                code?: string;
                /** @description Domain of the recipient */
                domain?: string;
                /** @description Most entries of a page */
                limit?: number;
                /** @description List */
                list?: string;
                /** @description Receiver, such as google */
                provider?: string;
                /** @description Query, such as `class:soft domain:yahoo.com since:24h` (docs/health.md) */
                q?: string;
                /** @description Reason of the verdict */
                reason?: string;
                /** @description Address */
                recipient?: string;
                /** @description Domain of the envelope sender */
                sender?: string;
                /** @description Instant (RFC 3339) from which on, or how long ago: 24h */
                since?: string;
                /** @description Source, such as smtp_session */
                source?: string;
                /** @description Stream */
                stream?: string;
                /** @description Type of the event */
                type?: string;
                /** @description Instant before which, or how long ago */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `next` is null on the last page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            ambiguous: boolean;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            at: string;
                            attempt: number | null;
                            attempts: {
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC
                                 */
                                at: string;
                                code: number | null;
                                host: string | null;
                                reason: string;
                                status: string | null;
                                text: string;
                            }[] | null;
                            campaign: string | null;
                            /**
                             * @description What it counts for now: corrections are followed, and incidents; a deferral is soft
                             * @enum {unknown}
                             */
                            class: "hard" | "soft" | "complaint" | "none";
                            correlated_by?: string;
                            dominant_reason: string | null;
                            duration_ms: number | null;
                            foreign_message?: string;
                            health?: {
                                dimension: string;
                                from: string;
                                key: string;
                                n: number;
                                rate: string;
                                threshold: number;
                                to: string;
                                value: number;
                            };
                            id: string;
                            incident?: {
                                figures: {
                                    attempts: number;
                                    baseline: number;
                                    rate: number;
                                    recently_delivered_share: number | null;
                                    recipients: number;
                                } | null;
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC
                                 */
                                from: string;
                                kind: string;
                                provider: string | null;
                                reason: string;
                                share: number | null;
                                source_ip: string | null;
                                template: string | null;
                                until: string | null;
                                who: string | null;
                            };
                            incident_id: string | null;
                            list: string | null;
                            message_id: string | null;
                            mx: {
                                address: string;
                                host: string;
                            } | null;
                            next_attempt_at: string | null;
                            original_recipient: string | null;
                            reason: string | null;
                            recipient: string | null;
                            reclassification?: {
                                event: string;
                                rules: string | null;
                                run: string | null;
                                undoes: string | null;
                                who: string;
                                why: string;
                            };
                            reply: {
                                code: number | null;
                                status: string | null;
                                text: string;
                            } | null;
                            sender: string | null;
                            source: string;
                            source_ip: string | null;
                            source_name?: string;
                            stage: string | null;
                            stream: string | null;
                            suppression?: {
                                address_sha256?: string;
                                expires_at: string | null;
                                reason: string;
                                scope: string;
                                value: string;
                                who: string | null;
                                why: string;
                            };
                            tags: string[];
                            tls: string | null;
                            trusted: boolean;
                            /** @enum {unknown} */
                            type: "accepted" | "delivered" | "deferred" | "bounced" | "expired" | "cancelled" | "delayed_notice" | "bounce_received" | "feedback_received" | "auto_reply_received" | "suppressed_send" | "address_suppressed" | "address_released" | "incident_opened" | "incident_closed" | "health_changed" | "reclassified" | "incident_released" | "quarantined";
                            verdict: {
                                action: string;
                                blocklist: {
                                    lists: string;
                                    name: string;
                                } | null;
                                /** @enum {unknown} */
                                bounce: "hard" | "soft" | "none";
                                category: string;
                                code: number | null;
                                confidence: number;
                                /** @description Words of the reply that decided; offsets in UTF-16 units */
                                evidence: {
                                    end: number;
                                    start: number;
                                    text: string;
                                }[];
                                fault: string[];
                                /** @description False when the message will or should be tried again */
                                final: boolean;
                                group: string;
                                help_url: string | null;
                                last_transient?: string;
                                provider: string | null;
                                reason: string;
                                retry_after: number | null;
                                rule: string;
                                status: string | null;
                                template: string;
                            } | null;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1BouncesId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the event */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description docs/architecture.md and the page of verdicts say what each field means */
                        event: {
                            ambiguous: boolean;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            at: string;
                            attempt: number | null;
                            attempts: {
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC
                                 */
                                at: string;
                                code: number | null;
                                host: string | null;
                                reason: string;
                                status: string | null;
                                text: string;
                            }[] | null;
                            campaign: string | null;
                            correlated_by?: string;
                            dominant_reason: string | null;
                            duration_ms: number | null;
                            foreign_message?: string;
                            health?: {
                                dimension: string;
                                from: string;
                                key: string;
                                n: number;
                                rate: string;
                                threshold: number;
                                to: string;
                                value: number;
                            };
                            id: string;
                            incident?: {
                                figures: {
                                    attempts: number;
                                    baseline: number;
                                    rate: number;
                                    recently_delivered_share: number | null;
                                    recipients: number;
                                } | null;
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC
                                 */
                                from: string;
                                kind: string;
                                provider: string | null;
                                reason: string;
                                share: number | null;
                                source_ip: string | null;
                                template: string | null;
                                until: string | null;
                                who: string | null;
                            };
                            incident_id: string | null;
                            list: string | null;
                            message_id: string | null;
                            mx: {
                                address: string;
                                host: string;
                            } | null;
                            next_attempt_at: string | null;
                            original_recipient: string | null;
                            recipient: string | null;
                            reclassification?: {
                                event: string;
                                rules: string | null;
                                run: string | null;
                                undoes: string | null;
                                who: string;
                                why: string;
                            };
                            reply: {
                                code: number | null;
                                status: string | null;
                                text: string;
                            } | null;
                            sender: string | null;
                            source: string;
                            source_ip: string | null;
                            source_name?: string;
                            stage: string | null;
                            stream: string | null;
                            suppression?: {
                                address_sha256?: string;
                                expires_at: string | null;
                                reason: string;
                                scope: string;
                                value: string;
                                who: string | null;
                                why: string;
                            };
                            tags: string[];
                            tls: string | null;
                            trusted: boolean;
                            /** @enum {unknown} */
                            type: "accepted" | "delivered" | "deferred" | "bounced" | "expired" | "cancelled" | "delayed_notice" | "bounce_received" | "feedback_received" | "auto_reply_received" | "suppressed_send" | "address_suppressed" | "address_released" | "incident_opened" | "incident_closed" | "health_changed" | "reclassified" | "incident_released" | "quarantined";
                            verdict: {
                                action: string;
                                blocklist: {
                                    lists: string;
                                    name: string;
                                } | null;
                                /** @enum {unknown} */
                                bounce: "hard" | "soft" | "none";
                                category: string;
                                code: number | null;
                                confidence: number;
                                /** @description Words of the reply that decided; offsets in UTF-16 units */
                                evidence: {
                                    end: number;
                                    start: number;
                                    text: string;
                                }[];
                                fault: string[];
                                /** @description False when the message will or should be tried again */
                                final: boolean;
                                group: string;
                                help_url: string | null;
                                last_transient?: string;
                                provider: string | null;
                                reason: string;
                                retry_after: number | null;
                                rule: string;
                                status: string | null;
                                template: string;
                            } | null;
                        };
                        raw: string | null;
                        /** @description How the reply is read with the rules of now, the most believed first */
                        steps: {
                            confidence: number;
                            reason: string;
                            rule: string;
                            step: string;
                            why: string;
                            won: boolean;
                        }[];
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1BouncesIdClassification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the event */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        correction: {
                            ambiguous: boolean;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            at: string;
                            attempt: number | null;
                            attempts: {
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC
                                 */
                                at: string;
                                code: number | null;
                                host: string | null;
                                reason: string;
                                status: string | null;
                                text: string;
                            }[] | null;
                            campaign: string | null;
                            correlated_by?: string;
                            dominant_reason: string | null;
                            duration_ms: number | null;
                            foreign_message?: string;
                            health?: {
                                dimension: string;
                                from: string;
                                key: string;
                                n: number;
                                rate: string;
                                threshold: number;
                                to: string;
                                value: number;
                            };
                            id: string;
                            incident?: {
                                figures: {
                                    attempts: number;
                                    baseline: number;
                                    rate: number;
                                    recently_delivered_share: number | null;
                                    recipients: number;
                                } | null;
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC
                                 */
                                from: string;
                                kind: string;
                                provider: string | null;
                                reason: string;
                                share: number | null;
                                source_ip: string | null;
                                template: string | null;
                                until: string | null;
                                who: string | null;
                            };
                            incident_id: string | null;
                            list: string | null;
                            message_id: string | null;
                            mx: {
                                address: string;
                                host: string;
                            } | null;
                            next_attempt_at: string | null;
                            original_recipient: string | null;
                            recipient: string | null;
                            reclassification?: {
                                event: string;
                                rules: string | null;
                                run: string | null;
                                undoes: string | null;
                                who: string;
                                why: string;
                            };
                            reply: {
                                code: number | null;
                                status: string | null;
                                text: string;
                            } | null;
                            sender: string | null;
                            source: string;
                            source_ip: string | null;
                            source_name?: string;
                            stage: string | null;
                            stream: string | null;
                            suppression?: {
                                address_sha256?: string;
                                expires_at: string | null;
                                reason: string;
                                scope: string;
                                value: string;
                                who: string | null;
                                why: string;
                            };
                            tags: string[];
                            tls: string | null;
                            trusted: boolean;
                            /** @enum {unknown} */
                            type: "accepted" | "delivered" | "deferred" | "bounced" | "expired" | "cancelled" | "delayed_notice" | "bounce_received" | "feedback_received" | "auto_reply_received" | "suppressed_send" | "address_suppressed" | "address_released" | "incident_opened" | "incident_closed" | "health_changed" | "reclassified" | "incident_released" | "quarantined";
                            verdict: {
                                action: string;
                                blocklist: {
                                    lists: string;
                                    name: string;
                                } | null;
                                /** @enum {unknown} */
                                bounce: "hard" | "soft" | "none";
                                category: string;
                                code: number | null;
                                confidence: number;
                                /** @description Words of the reply that decided; offsets in UTF-16 units */
                                evidence: {
                                    end: number;
                                    start: number;
                                    text: string;
                                }[];
                                fault: string[];
                                /** @description False when the message will or should be tried again */
                                final: boolean;
                                group: string;
                                help_url: string | null;
                                last_transient?: string;
                                provider: string | null;
                                reason: string;
                                retry_after: number | null;
                                rule: string;
                                status: string | null;
                                template: string;
                            } | null;
                        } | null;
                        /** @description docs/architecture.md and the page of verdicts say what each field means */
                        event: {
                            ambiguous: boolean;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            at: string;
                            attempt: number | null;
                            attempts: {
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC
                                 */
                                at: string;
                                code: number | null;
                                host: string | null;
                                reason: string;
                                status: string | null;
                                text: string;
                            }[] | null;
                            campaign: string | null;
                            correlated_by?: string;
                            dominant_reason: string | null;
                            duration_ms: number | null;
                            foreign_message?: string;
                            health?: {
                                dimension: string;
                                from: string;
                                key: string;
                                n: number;
                                rate: string;
                                threshold: number;
                                to: string;
                                value: number;
                            };
                            id: string;
                            incident?: {
                                figures: {
                                    attempts: number;
                                    baseline: number;
                                    rate: number;
                                    recently_delivered_share: number | null;
                                    recipients: number;
                                } | null;
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC
                                 */
                                from: string;
                                kind: string;
                                provider: string | null;
                                reason: string;
                                share: number | null;
                                source_ip: string | null;
                                template: string | null;
                                until: string | null;
                                who: string | null;
                            };
                            incident_id: string | null;
                            list: string | null;
                            message_id: string | null;
                            mx: {
                                address: string;
                                host: string;
                            } | null;
                            next_attempt_at: string | null;
                            original_recipient: string | null;
                            recipient: string | null;
                            reclassification?: {
                                event: string;
                                rules: string | null;
                                run: string | null;
                                undoes: string | null;
                                who: string;
                                why: string;
                            };
                            reply: {
                                code: number | null;
                                status: string | null;
                                text: string;
                            } | null;
                            sender: string | null;
                            source: string;
                            source_ip: string | null;
                            source_name?: string;
                            stage: string | null;
                            stream: string | null;
                            suppression?: {
                                address_sha256?: string;
                                expires_at: string | null;
                                reason: string;
                                scope: string;
                                value: string;
                                who: string | null;
                                why: string;
                            };
                            tags: string[];
                            tls: string | null;
                            trusted: boolean;
                            /** @enum {unknown} */
                            type: "accepted" | "delivered" | "deferred" | "bounced" | "expired" | "cancelled" | "delayed_notice" | "bounce_received" | "feedback_received" | "auto_reply_received" | "suppressed_send" | "address_suppressed" | "address_released" | "incident_opened" | "incident_closed" | "health_changed" | "reclassified" | "incident_released" | "quarantined";
                            verdict: {
                                action: string;
                                blocklist: {
                                    lists: string;
                                    name: string;
                                } | null;
                                /** @enum {unknown} */
                                bounce: "hard" | "soft" | "none";
                                category: string;
                                code: number | null;
                                confidence: number;
                                /** @description Words of the reply that decided; offsets in UTF-16 units */
                                evidence: {
                                    end: number;
                                    start: number;
                                    text: string;
                                }[];
                                fault: string[];
                                /** @description False when the message will or should be tried again */
                                final: boolean;
                                group: string;
                                help_url: string | null;
                                last_transient?: string;
                                provider: string | null;
                                reason: string;
                                retry_after: number | null;
                                rule: string;
                                status: string | null;
                                template: string;
                            } | null;
                        };
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1BouncesIdReclassify: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the event */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description What it was
                     * @enum {unknown}
                     */
                    reason: "user_unknown" | "user_disabled" | "user_moved" | "bad_address_syntax" | "domain_not_found" | "no_mx" | "message_expired" | "dns_failure" | "connection_failure" | "tls_failure" | "greylisted" | "receiver_temporary_failure" | "receiver_storage_full" | "routing_loop" | "relay_denied" | "domain_not_accepting" | "protocol_error" | "message_too_large" | "mailer_error" | "mailbox_full" | "mailbox_full_inactive" | "out_of_office" | "auto_acknowledgement" | "challenge_response" | "departed" | "rate_limited" | "recipient_rate_limited" | "too_many_recipients" | "dnsbl_ip" | "dnsbl_domain" | "bad_reputation" | "spam_content" | "virus_content" | "content_prohibited" | "malformed_message" | "auth_spf" | "auth_dkim" | "auth_dmarc" | "auth_failed" | "missing_ptr" | "bad_sender" | "policy_restriction" | "recipient_restricted" | "blocked_by_recipient" | "authentication_required" | "blocked_unspecified" | "complaint" | "previously_suppressed" | "sender_account" | "undetermined";
                    /** @description For people */
                    why: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        correction: {
                            ambiguous: boolean;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            at: string;
                            attempt: number | null;
                            attempts: {
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC
                                 */
                                at: string;
                                code: number | null;
                                host: string | null;
                                reason: string;
                                status: string | null;
                                text: string;
                            }[] | null;
                            campaign: string | null;
                            correlated_by?: string;
                            dominant_reason: string | null;
                            duration_ms: number | null;
                            foreign_message?: string;
                            health?: {
                                dimension: string;
                                from: string;
                                key: string;
                                n: number;
                                rate: string;
                                threshold: number;
                                to: string;
                                value: number;
                            };
                            id: string;
                            incident?: {
                                figures: {
                                    attempts: number;
                                    baseline: number;
                                    rate: number;
                                    recently_delivered_share: number | null;
                                    recipients: number;
                                } | null;
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC
                                 */
                                from: string;
                                kind: string;
                                provider: string | null;
                                reason: string;
                                share: number | null;
                                source_ip: string | null;
                                template: string | null;
                                until: string | null;
                                who: string | null;
                            };
                            incident_id: string | null;
                            list: string | null;
                            message_id: string | null;
                            mx: {
                                address: string;
                                host: string;
                            } | null;
                            next_attempt_at: string | null;
                            original_recipient: string | null;
                            recipient: string | null;
                            reclassification?: {
                                event: string;
                                rules: string | null;
                                run: string | null;
                                undoes: string | null;
                                who: string;
                                why: string;
                            };
                            reply: {
                                code: number | null;
                                status: string | null;
                                text: string;
                            } | null;
                            sender: string | null;
                            source: string;
                            source_ip: string | null;
                            source_name?: string;
                            stage: string | null;
                            stream: string | null;
                            suppression?: {
                                address_sha256?: string;
                                expires_at: string | null;
                                reason: string;
                                scope: string;
                                value: string;
                                who: string | null;
                                why: string;
                            };
                            tags: string[];
                            tls: string | null;
                            trusted: boolean;
                            /** @enum {unknown} */
                            type: "accepted" | "delivered" | "deferred" | "bounced" | "expired" | "cancelled" | "delayed_notice" | "bounce_received" | "feedback_received" | "auto_reply_received" | "suppressed_send" | "address_suppressed" | "address_released" | "incident_opened" | "incident_closed" | "health_changed" | "reclassified" | "incident_released" | "quarantined";
                            verdict: {
                                action: string;
                                blocklist: {
                                    lists: string;
                                    name: string;
                                } | null;
                                /** @enum {unknown} */
                                bounce: "hard" | "soft" | "none";
                                category: string;
                                code: number | null;
                                confidence: number;
                                /** @description Words of the reply that decided; offsets in UTF-16 units */
                                evidence: {
                                    end: number;
                                    start: number;
                                    text: string;
                                }[];
                                fault: string[];
                                /** @description False when the message will or should be tried again */
                                final: boolean;
                                group: string;
                                help_url: string | null;
                                last_transient?: string;
                                provider: string | null;
                                reason: string;
                                retry_after: number | null;
                                rule: string;
                                status: string | null;
                                template: string;
                            } | null;
                        } | null;
                        /** @description docs/architecture.md and the page of verdicts say what each field means */
                        event: {
                            ambiguous: boolean;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            at: string;
                            attempt: number | null;
                            attempts: {
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC
                                 */
                                at: string;
                                code: number | null;
                                host: string | null;
                                reason: string;
                                status: string | null;
                                text: string;
                            }[] | null;
                            campaign: string | null;
                            correlated_by?: string;
                            dominant_reason: string | null;
                            duration_ms: number | null;
                            foreign_message?: string;
                            health?: {
                                dimension: string;
                                from: string;
                                key: string;
                                n: number;
                                rate: string;
                                threshold: number;
                                to: string;
                                value: number;
                            };
                            id: string;
                            incident?: {
                                figures: {
                                    attempts: number;
                                    baseline: number;
                                    rate: number;
                                    recently_delivered_share: number | null;
                                    recipients: number;
                                } | null;
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC
                                 */
                                from: string;
                                kind: string;
                                provider: string | null;
                                reason: string;
                                share: number | null;
                                source_ip: string | null;
                                template: string | null;
                                until: string | null;
                                who: string | null;
                            };
                            incident_id: string | null;
                            list: string | null;
                            message_id: string | null;
                            mx: {
                                address: string;
                                host: string;
                            } | null;
                            next_attempt_at: string | null;
                            original_recipient: string | null;
                            recipient: string | null;
                            reclassification?: {
                                event: string;
                                rules: string | null;
                                run: string | null;
                                undoes: string | null;
                                who: string;
                                why: string;
                            };
                            reply: {
                                code: number | null;
                                status: string | null;
                                text: string;
                            } | null;
                            sender: string | null;
                            source: string;
                            source_ip: string | null;
                            source_name?: string;
                            stage: string | null;
                            stream: string | null;
                            suppression?: {
                                address_sha256?: string;
                                expires_at: string | null;
                                reason: string;
                                scope: string;
                                value: string;
                                who: string | null;
                                why: string;
                            };
                            tags: string[];
                            tls: string | null;
                            trusted: boolean;
                            /** @enum {unknown} */
                            type: "accepted" | "delivered" | "deferred" | "bounced" | "expired" | "cancelled" | "delayed_notice" | "bounce_received" | "feedback_received" | "auto_reply_received" | "suppressed_send" | "address_suppressed" | "address_released" | "incident_opened" | "incident_closed" | "health_changed" | "reclassified" | "incident_released" | "quarantined";
                            verdict: {
                                action: string;
                                blocklist: {
                                    lists: string;
                                    name: string;
                                } | null;
                                /** @enum {unknown} */
                                bounce: "hard" | "soft" | "none";
                                category: string;
                                code: number | null;
                                confidence: number;
                                /** @description Words of the reply that decided; offsets in UTF-16 units */
                                evidence: {
                                    end: number;
                                    start: number;
                                    text: string;
                                }[];
                                fault: string[];
                                /** @description False when the message will or should be tried again */
                                final: boolean;
                                group: string;
                                help_url: string | null;
                                last_transient?: string;
                                provider: string | null;
                                reason: string;
                                retry_after: number | null;
                                rule: string;
                                status: string | null;
                                template: string;
                            } | null;
                        };
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1BouncesIdUndo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the event */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description For people */
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        correction: {
                            ambiguous: boolean;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            at: string;
                            attempt: number | null;
                            attempts: {
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC
                                 */
                                at: string;
                                code: number | null;
                                host: string | null;
                                reason: string;
                                status: string | null;
                                text: string;
                            }[] | null;
                            campaign: string | null;
                            correlated_by?: string;
                            dominant_reason: string | null;
                            duration_ms: number | null;
                            foreign_message?: string;
                            health?: {
                                dimension: string;
                                from: string;
                                key: string;
                                n: number;
                                rate: string;
                                threshold: number;
                                to: string;
                                value: number;
                            };
                            id: string;
                            incident?: {
                                figures: {
                                    attempts: number;
                                    baseline: number;
                                    rate: number;
                                    recently_delivered_share: number | null;
                                    recipients: number;
                                } | null;
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC
                                 */
                                from: string;
                                kind: string;
                                provider: string | null;
                                reason: string;
                                share: number | null;
                                source_ip: string | null;
                                template: string | null;
                                until: string | null;
                                who: string | null;
                            };
                            incident_id: string | null;
                            list: string | null;
                            message_id: string | null;
                            mx: {
                                address: string;
                                host: string;
                            } | null;
                            next_attempt_at: string | null;
                            original_recipient: string | null;
                            recipient: string | null;
                            reclassification?: {
                                event: string;
                                rules: string | null;
                                run: string | null;
                                undoes: string | null;
                                who: string;
                                why: string;
                            };
                            reply: {
                                code: number | null;
                                status: string | null;
                                text: string;
                            } | null;
                            sender: string | null;
                            source: string;
                            source_ip: string | null;
                            source_name?: string;
                            stage: string | null;
                            stream: string | null;
                            suppression?: {
                                address_sha256?: string;
                                expires_at: string | null;
                                reason: string;
                                scope: string;
                                value: string;
                                who: string | null;
                                why: string;
                            };
                            tags: string[];
                            tls: string | null;
                            trusted: boolean;
                            /** @enum {unknown} */
                            type: "accepted" | "delivered" | "deferred" | "bounced" | "expired" | "cancelled" | "delayed_notice" | "bounce_received" | "feedback_received" | "auto_reply_received" | "suppressed_send" | "address_suppressed" | "address_released" | "incident_opened" | "incident_closed" | "health_changed" | "reclassified" | "incident_released" | "quarantined";
                            verdict: {
                                action: string;
                                blocklist: {
                                    lists: string;
                                    name: string;
                                } | null;
                                /** @enum {unknown} */
                                bounce: "hard" | "soft" | "none";
                                category: string;
                                code: number | null;
                                confidence: number;
                                /** @description Words of the reply that decided; offsets in UTF-16 units */
                                evidence: {
                                    end: number;
                                    start: number;
                                    text: string;
                                }[];
                                fault: string[];
                                /** @description False when the message will or should be tried again */
                                final: boolean;
                                group: string;
                                help_url: string | null;
                                last_transient?: string;
                                provider: string | null;
                                reason: string;
                                retry_after: number | null;
                                rule: string;
                                status: string | null;
                                template: string;
                            } | null;
                        } | null;
                        /** @description docs/architecture.md and the page of verdicts say what each field means */
                        event: {
                            ambiguous: boolean;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            at: string;
                            attempt: number | null;
                            attempts: {
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC
                                 */
                                at: string;
                                code: number | null;
                                host: string | null;
                                reason: string;
                                status: string | null;
                                text: string;
                            }[] | null;
                            campaign: string | null;
                            correlated_by?: string;
                            dominant_reason: string | null;
                            duration_ms: number | null;
                            foreign_message?: string;
                            health?: {
                                dimension: string;
                                from: string;
                                key: string;
                                n: number;
                                rate: string;
                                threshold: number;
                                to: string;
                                value: number;
                            };
                            id: string;
                            incident?: {
                                figures: {
                                    attempts: number;
                                    baseline: number;
                                    rate: number;
                                    recently_delivered_share: number | null;
                                    recipients: number;
                                } | null;
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC
                                 */
                                from: string;
                                kind: string;
                                provider: string | null;
                                reason: string;
                                share: number | null;
                                source_ip: string | null;
                                template: string | null;
                                until: string | null;
                                who: string | null;
                            };
                            incident_id: string | null;
                            list: string | null;
                            message_id: string | null;
                            mx: {
                                address: string;
                                host: string;
                            } | null;
                            next_attempt_at: string | null;
                            original_recipient: string | null;
                            recipient: string | null;
                            reclassification?: {
                                event: string;
                                rules: string | null;
                                run: string | null;
                                undoes: string | null;
                                who: string;
                                why: string;
                            };
                            reply: {
                                code: number | null;
                                status: string | null;
                                text: string;
                            } | null;
                            sender: string | null;
                            source: string;
                            source_ip: string | null;
                            source_name?: string;
                            stage: string | null;
                            stream: string | null;
                            suppression?: {
                                address_sha256?: string;
                                expires_at: string | null;
                                reason: string;
                                scope: string;
                                value: string;
                                who: string | null;
                                why: string;
                            };
                            tags: string[];
                            tls: string | null;
                            trusted: boolean;
                            /** @enum {unknown} */
                            type: "accepted" | "delivered" | "deferred" | "bounced" | "expired" | "cancelled" | "delayed_notice" | "bounce_received" | "feedback_received" | "auto_reply_received" | "suppressed_send" | "address_suppressed" | "address_released" | "incident_opened" | "incident_closed" | "health_changed" | "reclassified" | "incident_released" | "quarantined";
                            verdict: {
                                action: string;
                                blocklist: {
                                    lists: string;
                                    name: string;
                                } | null;
                                /** @enum {unknown} */
                                bounce: "hard" | "soft" | "none";
                                category: string;
                                code: number | null;
                                confidence: number;
                                /** @description Words of the reply that decided; offsets in UTF-16 units */
                                evidence: {
                                    end: number;
                                    start: number;
                                    text: string;
                                }[];
                                fault: string[];
                                /** @description False when the message will or should be tried again */
                                final: boolean;
                                group: string;
                                help_url: string | null;
                                last_transient?: string;
                                provider: string | null;
                                reason: string;
                                retry_after: number | null;
                                rule: string;
                                status: string | null;
                                template: string;
                            } | null;
                        };
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1BouncesExport: {
        parameters: {
            query?: {
                /** @description Campaign */
                campaign?: string;
                /** @description hard, soft, complaint or none; a deferral is soft */
                class?: string;
                /** @description Code of the reply, such as 550 or 5.1.1 */
                code?: string;
                /** @description Domain of the recipient */
                domain?: string;
                /** @description List */
                list?: string;
                /** @description Receiver, such as google */
                provider?: string;
                /** @description Query, such as `class:soft domain:yahoo.com since:24h` (docs/health.md) */
                q?: string;
                /** @description Reason of the verdict */
                reason?: string;
                /** @description Address */
                recipient?: string;
                /** @description Domain of the envelope sender */
                sender?: string;
                /** @description Instant (RFC 3339) from which on, or how long ago: 24h */
                since?: string;
                /** @description Source, such as smtp_session */
                source?: string;
                /** @description Stream */
                stream?: string;
                /** @description Type of the event */
                type?: string;
                /** @description Instant before which, or how long ago */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A heading, then one bounce a line */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1BouncesFacets: {
        parameters: {
            query?: {
                /** @description Campaign */
                campaign?: string;
                /** @description hard, soft, complaint or none; a deferral is soft */
                class?: string;
                /** @description Code of the reply, such as 550 or 5.1.1 */
                code?: string;
                /** @description Domain of the recipient */
                domain?: string;
                /** @description List */
                list?: string;
                /** @description Receiver, such as google */
                provider?: string;
                /** @description Query, such as `class:soft domain:yahoo.com since:24h` (docs/health.md) */
                q?: string;
                /** @description Reason of the verdict */
                reason?: string;
                /** @description Address */
                recipient?: string;
                /** @description Domain of the envelope sender */
                sender?: string;
                /** @description Instant (RFC 3339) from which on, or how long ago: 24h */
                since?: string;
                /** @description Source, such as smtp_session */
                source?: string;
                /** @description Stream */
                stream?: string;
                /** @description Type of the event */
                type?: string;
                /** @description Instant before which, or how long ago */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description False: counted from the latest 20000 failures only, or without the words and without `recovered` */
                        exact: boolean;
                        facets: {
                            [key: string]: {
                                count: number;
                                key: string;
                            }[];
                        };
                        total: number;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1Classify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Host name of the MX that said it */
                    mx?: string;
                    /** @description The reply as it was heard */
                    reply: string;
                    /**
                     * @description Where in the dialogue
                     * @enum {unknown}
                     */
                    stage?: "connect" | "ehlo" | "starttls" | "auth" | "mail" | "rcpt" | "data" | "body" | "rset" | "quit";
                };
                "message/rfc822": unknown;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        report: {
                            [key: string]: unknown;
                        } | null;
                        steps: {
                            confidence: number;
                            evidence: {
                                end: number;
                                start: number;
                                text: string;
                            }[];
                            reason: string;
                            rule: string;
                            step: string;
                            why: string;
                            won: boolean;
                        }[];
                        verdict: {
                            [key: string]: unknown;
                        } | null;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1Deliveries: {
        parameters: {
            query?: {
                /** @description Address: its latest events */
                address?: string;
                /** @description `next` or `resume` of the page before, or the id of an event */
                after?: string;
                /** @description Most entries of a page */
                limit?: number;
                message_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            at: string;
                            attempts: number;
                            duration_ms: number | null;
                            error: string | null;
                            /** @description What it tells of */
                            event_id: string;
                            id: string;
                            last_attempt_at: string | null;
                            next_attempt_at: string | null;
                            /** @enum {unknown} */
                            state: "waiting" | "delivered" | "failed";
                            status: number | null;
                            type: string;
                            /** @description Of the webhook */
                            url: string;
                            webhook: string;
                        }[];
                        next: string | null;
                        resume: string | null;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1DeliveriesIdReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the delivery */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        at: string;
                        attempts: number;
                        /** @description JSON as it is sent */
                        body: string;
                        duration_ms: number | null;
                        error: string | null;
                        id: string;
                        last_attempt_at: string | null;
                        next_attempt_at: string | null;
                        replay: boolean;
                        /** @enum {unknown} */
                        state: "waiting" | "delivered" | "failed";
                        status: number | null;
                        type: string;
                        webhook: string;
                        /** @description As the receiver sees it: the same in every attempt and replay */
                        webhook_id: string;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1Events: {
        parameters: {
            query?: {
                /** @description `next` or `resume` of the page before, or the id of an event */
                after?: string;
                /** @description Most entries of a page */
                limit?: number;
                message_id?: string;
                /** @description Instant (RFC 3339): what happened from then on */
                since?: string;
                type?: "accepted" | "delivered" | "deferred" | "bounced" | "expired" | "cancelled" | "delayed_notice" | "bounce_received" | "feedback_received" | "auto_reply_received" | "suppressed_send" | "address_suppressed" | "address_released" | "incident_opened" | "incident_closed" | "health_changed" | "reclassified" | "incident_released" | "quarantined";
            };
            header?: {
                accept?: string;
                /** @description The `id` line of the last event seen; the stream goes on behind it */
                "last-event-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            ambiguous: boolean;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            at: string;
                            attempt: number | null;
                            attempts: {
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC
                                 */
                                at: string;
                                code: number | null;
                                host: string | null;
                                reason: string;
                                status: string | null;
                                text: string;
                            }[] | null;
                            campaign: string | null;
                            correlated_by?: string;
                            dominant_reason: string | null;
                            duration_ms: number | null;
                            foreign_message?: string;
                            health?: {
                                dimension: string;
                                from: string;
                                key: string;
                                n: number;
                                rate: string;
                                threshold: number;
                                to: string;
                                value: number;
                            };
                            id: string;
                            incident?: {
                                figures: {
                                    attempts: number;
                                    baseline: number;
                                    rate: number;
                                    recently_delivered_share: number | null;
                                    recipients: number;
                                } | null;
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC
                                 */
                                from: string;
                                kind: string;
                                provider: string | null;
                                reason: string;
                                share: number | null;
                                source_ip: string | null;
                                template: string | null;
                                until: string | null;
                                who: string | null;
                            };
                            incident_id: string | null;
                            list: string | null;
                            message_id: string | null;
                            mx: {
                                address: string;
                                host: string;
                            } | null;
                            next_attempt_at: string | null;
                            original_recipient: string | null;
                            recipient: string | null;
                            reclassification?: {
                                event: string;
                                rules: string | null;
                                run: string | null;
                                undoes: string | null;
                                who: string;
                                why: string;
                            };
                            reply: {
                                code: number | null;
                                status: string | null;
                                text: string;
                            } | null;
                            sender: string | null;
                            source: string;
                            source_ip: string | null;
                            source_name?: string;
                            stage: string | null;
                            stream: string | null;
                            suppression?: {
                                address_sha256?: string;
                                expires_at: string | null;
                                reason: string;
                                scope: string;
                                value: string;
                                who: string | null;
                                why: string;
                            };
                            tags: string[];
                            tls: string | null;
                            trusted: boolean;
                            /** @enum {unknown} */
                            type: "accepted" | "delivered" | "deferred" | "bounced" | "expired" | "cancelled" | "delayed_notice" | "bounce_received" | "feedback_received" | "auto_reply_received" | "suppressed_send" | "address_suppressed" | "address_released" | "incident_opened" | "incident_closed" | "health_changed" | "reclassified" | "incident_released" | "quarantined";
                            verdict: {
                                action: string;
                                blocklist: {
                                    lists: string;
                                    name: string;
                                } | null;
                                /** @enum {unknown} */
                                bounce: "hard" | "soft" | "none";
                                category: string;
                                code: number | null;
                                confidence: number;
                                /** @description Words of the reply that decided; offsets in UTF-16 units */
                                evidence: {
                                    end: number;
                                    start: number;
                                    text: string;
                                }[];
                                fault: string[];
                                /** @description False when the message will or should be tried again */
                                final: boolean;
                                group: string;
                                help_url: string | null;
                                last_transient?: string;
                                provider: string | null;
                                reason: string;
                                retry_after: number | null;
                                rule: string;
                                status: string | null;
                                template: string;
                            } | null;
                        }[];
                        next: string | null;
                        /** @description Where to go on when others have come, given as `after`; there also on the last page */
                        resume: string;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1Health: {
        parameters: {
            query?: {
                /** @description First instant (RFC 3339), instead of `window` */
                from?: string;
                /** @description First instant after it; now by default */
                to?: string;
                /** @description Length of the window that ends now; 7d by default */
                window?: "1h" | "24h" | "7d" | "30d" | "90d";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The window of the same length before */
                        before: {
                            complaints: {
                                count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                interval: number[];
                                n: number;
                                rate: number | null;
                                /** @enum {unknown} */
                                state: "ok" | "watch" | "breached" | "not_enough_mail";
                                threshold: number;
                            };
                            /** @description Message-recipients. `soft` had at least one soft bounce; `recovered` of those were delivered later, `soft_final` were given up */
                            counts: {
                                attempted: number;
                                complaints: number;
                                delivered: number;
                                hard: number;
                                recovered: number;
                                soft: number;
                                soft_final: number;
                            };
                            hard: {
                                count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                interval: number[];
                                n: number;
                                rate: number | null;
                                /** @enum {unknown} */
                                state: "ok" | "watch" | "breached" | "not_enough_mail";
                                threshold: number;
                            };
                            soft: {
                                count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                interval: number[];
                                n: number;
                                rate: number | null;
                                /** @enum {unknown} */
                                state: "ok" | "watch" | "breached" | "not_enough_mail";
                                threshold: number;
                            };
                        };
                        complaints: {
                            count: number;
                            /** @description Lower and upper end of the 95 % interval (Wilson) */
                            interval: number[];
                            n: number;
                            rate: number | null;
                            /** @enum {unknown} */
                            state: "ok" | "watch" | "breached" | "not_enough_mail";
                            threshold: number;
                        };
                        /** @description Message-recipients. `soft` had at least one soft bounce; `recovered` of those were delivered later, `soft_final` were given up */
                        counts: {
                            attempted: number;
                            complaints: number;
                            delivered: number;
                            hard: number;
                            recovered: number;
                            soft: number;
                            soft_final: number;
                        };
                        /** @description The weightiest first */
                        findings: {
                            /** @description Recipients that it is about */
                            count: number;
                            /** @description all, list, sender_domain, ip, stream or provider */
                            dimension: string;
                            /** @enum {unknown} */
                            fault: "list" | "sender" | "receiver" | "network" | "unknown" | "none";
                            incident_id: string | null;
                            key: string;
                            kind: string;
                            next_step: string;
                            provider: string | null;
                            /** @description `q` of GET /v1/bounces */
                            query: string;
                            reason: string | null;
                            sentence: string;
                            /** @enum {unknown} */
                            severity: "breached" | "watch" | "info";
                            template: string | null;
                        }[];
                        hard: {
                            count: number;
                            /** @description Lower and upper end of the 95 % interval (Wilson) */
                            interval: number[];
                            n: number;
                            rate: number | null;
                            /** @enum {unknown} */
                            state: "ok" | "watch" | "breached" | "not_enough_mail";
                            threshold: number;
                        };
                        sentence: string;
                        soft: {
                            count: number;
                            /** @description Lower and upper end of the 95 % interval (Wilson) */
                            interval: number[];
                            n: number;
                            rate: number | null;
                            /** @enum {unknown} */
                            state: "ok" | "watch" | "breached" | "not_enough_mail";
                            threshold: number;
                        };
                        /** @description Soft bounces without those that incidents hold, by which senders are judged; null where they hold none */
                        soft_without_incidents: {
                            count: number;
                            /** @description Lower and upper end of the 95 % interval (Wilson) */
                            interval: number[];
                            n: number;
                            rate: number | null;
                            /** @enum {unknown} */
                            state: "ok" | "watch" | "breached" | "not_enough_mail";
                            threshold: number;
                        } | null;
                        /** @enum {unknown} */
                        state: "ok" | "watch" | "breached" | "not_enough_mail";
                        /** @description Recipients whose failure no rule understands, of those that failed */
                        unknown: {
                            count: number;
                            n: number;
                            share: number | null;
                        };
                        window: {
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            from: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            to: string;
                        };
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1Incidents: {
        parameters: {
            query?: {
                /** @description `next` of the page before */
                after?: string;
                /** @description Most entries of a page */
                limit?: number;
                state?: "open" | "closed" | "released";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `next` is null on the last page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            baseline: number | null;
                            closed_at: string | null;
                            from: string | null;
                            /** @description Addresses that get no mail because of it */
                            held: number;
                            id: string;
                            /**
                             * @description receiver: it refuses addresses that work; sender: it refuses us
                             * @enum {unknown}
                             */
                            kind: "receiver" | "sender";
                            /** @description Messages that bounced in it */
                            messages: number;
                            next_step: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            opened_at: string;
                            provider: string | null;
                            rate: number | null;
                            reason: string;
                            recently_delivered_share: number | null;
                            /** @description Addresses that bounced in it */
                            recipients: number;
                            /** @description Addresses that get mail */
                            released: number;
                            released_at: string | null;
                            /** @description What has been released */
                            released_share: number;
                            sentence: string;
                            source_ip: string | null;
                            /** @enum {unknown} */
                            state: "open" | "closed" | "released";
                            /** @description Addresses that get no mail for another reason */
                            suppressed: number;
                            template: string | null;
                            until: string | null;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1IncidentsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the incident */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        baseline: number | null;
                        closed_at: string | null;
                        from: string | null;
                        /** @description Addresses that get no mail because of it */
                        held: number;
                        id: string;
                        /**
                         * @description receiver: it refuses addresses that work; sender: it refuses us
                         * @enum {unknown}
                         */
                        kind: "receiver" | "sender";
                        /** @description Messages that bounced in it */
                        messages: number;
                        next_step: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        opened_at: string;
                        provider: string | null;
                        rate: number | null;
                        reason: string;
                        recently_delivered_share: number | null;
                        /** @description Addresses that bounced in it */
                        recipients: number;
                        /** @description Addresses that get mail */
                        released: number;
                        released_at: string | null;
                        /** @description What has been released */
                        released_share: number;
                        sentence: string;
                        source_ip: string | null;
                        /** @enum {unknown} */
                        state: "open" | "closed" | "released";
                        /** @description Addresses that get no mail for another reason */
                        suppressed: number;
                        template: string | null;
                        until: string | null;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1IncidentsIdAddresses: {
        parameters: {
            query?: {
                /** @description `next` of the page before */
                after?: string;
                /** @description Most entries of a page */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Id of the incident */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `next` is null on the last page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            address: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            first_at: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            last_at: string;
                            messages: number;
                            /** @enum {unknown} */
                            state: "held" | "released" | "suppressed";
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1IncidentsIdClose: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the incident */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        baseline: number | null;
                        closed_at: string | null;
                        from: string | null;
                        /** @description Addresses that get no mail because of it */
                        held: number;
                        id: string;
                        /**
                         * @description receiver: it refuses addresses that work; sender: it refuses us
                         * @enum {unknown}
                         */
                        kind: "receiver" | "sender";
                        /** @description Messages that bounced in it */
                        messages: number;
                        next_step: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        opened_at: string;
                        provider: string | null;
                        rate: number | null;
                        reason: string;
                        recently_delivered_share: number | null;
                        /** @description Addresses that bounced in it */
                        recipients: number;
                        /** @description Addresses that get mail */
                        released: number;
                        released_at: string | null;
                        /** @description What has been released */
                        released_share: number;
                        sentence: string;
                        source_ip: string | null;
                        /** @enum {unknown} */
                        state: "open" | "closed" | "released";
                        /** @description Addresses that get no mail for another reason */
                        suppressed: number;
                        template: string | null;
                        until: string | null;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1IncidentsIdRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the incident */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Only tells what it would do */
                    dry_run?: boolean;
                    /**
                     * @description Part of them
                     * @default 1
                     */
                    share?: number;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Within the share */
                        addresses: number;
                        /** @description Held still */
                        held: number;
                        /** @description Held now, and let go by it */
                        released: number;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1Ingest: {
        parameters: {
            query?: {
                /** @description For message/rfc822: unique name of the mail within the source */
                key?: string;
                /** @description For message/rfc822: the address that the mail came to */
                recipient?: string;
                /** @description Name of the source; "api" when left out */
                source?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    events: {
                        /** @description RFC 3339; now when left out */
                        at?: string;
                        /** @description Campaign */
                        campaign?: string;
                        code?: number;
                        /** @description Value of the header field that `intake.header` names */
                        custom_id?: string;
                        /** @description ENVID */
                        envelope_id?: string;
                        /** @description Feedback-ID */
                        feedback_id?: string;
                        /** @description Message-ID */
                        header_message_id?: string;
                        /** @description Unique within the source: the same key is the same event */
                        key: string;
                        /** @description List */
                        list?: string;
                        /** @description Ours */
                        message_id?: string;
                        mx?: {
                            /** @description Its IP address */
                            address?: string;
                            /** @description Host that spoke */
                            host: string;
                        };
                        /** @description Address before it was forwarded */
                        original_recipient?: string;
                        /** @description Where the reply says nothing: one of docs/reasons.md */
                        reason?: string;
                        /** @description Address */
                        recipient: string;
                        /** @description Id of the message at the server that sent it */
                        remote_id?: string;
                        /** @description What the receiver said, as it said it; the verdict is read from it */
                        reply?: string;
                        /** @description Envelope sender; "" for none */
                        sender?: string;
                        /** @description IP address that the mail was sent from */
                        source_ip?: string;
                        /** @enum {unknown} */
                        stage?: "connect" | "ehlo" | "starttls" | "auth" | "mail" | "rcpt" | "data" | "body" | "rset" | "quit";
                        status?: string;
                        /** @description Stream */
                        stream?: string;
                        tags?: string[];
                        /** @enum {unknown} */
                        type: "accepted" | "delivered" | "deferred" | "bounced" | "expired" | "bounce_received" | "feedback_received" | "auto_reply_received";
                    }[];
                    /** @description Name of the source; "api" when left out */
                    source?: string;
                };
                "message/rfc822": unknown;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Kept because it was not understood, all of it or a part */
                        in_tray: boolean;
                        /** @description What was not understood, or why there was nothing to record */
                        notes: string[];
                        /** @description New events */
                        recorded: number;
                        /** @description Events that were known */
                        repeated: number;
                        /** @description Kept, without effect: nothing proves that they are about mail of ours */
                        untrusted: number;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1IngestProvidersName: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name in `intake.webhooks` */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Kept because it was not understood, all of it or a part */
                        in_tray: boolean;
                        /** @description What was not understood, or why there was nothing to record */
                        notes: string[];
                        /** @description New events */
                        recorded: number;
                        /** @description Events that were known */
                        repeated: number;
                        /** @description Kept, without effect: nothing proves that they are about mail of ours */
                        untrusted: number;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1JobsId: {
        parameters: {
            query?: {
                /** @description Seconds: answers an import that runs as soon as it tells something new, or after that long */
                wait?: number;
            };
            header?: never;
            path: {
                /** @description Id of the job */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Of an import; a run over the past has fields of its own */
                        detail: {
                            dry_run?: boolean;
                            /** @description The first 100 */
                            errors?: {
                                line: number;
                                why: string;
                            }[];
                            invalid?: number;
                            known?: number;
                            lines?: number;
                            new?: number;
                            octets?: number;
                            problem?: string;
                            read_octets?: number;
                            released?: number;
                        } & {
                            [key: string]: unknown;
                        };
                        id: string;
                        /** @enum {unknown} */
                        kind: "reclassify" | "import";
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        started_at: string;
                        /** @enum {unknown} */
                        state: "running" | "done" | "failed" | "undone";
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        touched_at: string;
                        who: string;
                        why: string;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1Keys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /** @description Whom its messages may name; empty: as `senders` */
                            authors: string[];
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            created_at: string;
                            id: string;
                            name: string;
                            scopes: string[];
                            /** @description Whom it may send as */
                            senders: string[];
                        }[];
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1Keys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Whom From, Sender, Resent-From and Resent-Sender of its messages may name, where that is not who may be envelope sender */
                    authors?: string[];
                    name: string;
                    /** @description `masked` grants nothing: the key sees no whole address */
                    scopes: ("messages:read" | "messages:write" | "events:read" | "health:read" | "ingest:write" | "suppressions:read" | "suppressions:write" | "incidents:read" | "incidents:write" | "queue:read" | "queue:write" | "webhooks:read" | "webhooks:write" | "alerts:read" | "alerts:write" | "rules:read" | "rules:write" | "audit:read" | "sources:read" | "sources:write" | "settings:read" | "addresses:erase" | "metrics:read" | "keys:write" | "masked")[];
                    /** @description Whom it may send as: "ann@example.com", "@example.com" for a domain, "*" for any; by default whom its maker may */
                    senders?: string[];
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Whom its messages may name; empty: as `senders` */
                        authors: string[];
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        created_at: string;
                        id: string;
                        /** @description Bearer token */
                        key: string;
                        name: string;
                        scopes: string[];
                        /** @description Whom it may send as */
                        senders: string[];
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteV1KeysId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the key */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It counts no more */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1Lists: {
        parameters: {
            query?: {
                /** @description `next` of the page before */
                after?: string;
                /** @description First instant (RFC 3339), instead of `window` */
                from?: string;
                /** @description Most entries of a page */
                limit?: number;
                /** @description Only those whose name has this in it, in whichever case */
                name?: string;
                /** @description First instant after it; now by default */
                to?: string;
                /** @description Length of the window that ends now; 7d by default */
                window?: "1h" | "24h" | "7d" | "30d" | "90d";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `next` is null on the last page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            complaints: {
                                count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                interval: number[];
                                n: number;
                                rate: number | null;
                                /** @enum {unknown} */
                                state: "ok" | "watch" | "breached" | "not_enough_mail";
                                threshold: number;
                            };
                            /** @description Message-recipients. `soft` had at least one soft bounce; `recovered` of those were delivered later, `soft_final` were given up */
                            counts: {
                                attempted: number;
                                complaints: number;
                                delivered: number;
                                hard: number;
                                recovered: number;
                                soft: number;
                                soft_final: number;
                            };
                            hard: {
                                count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                interval: number[];
                                n: number;
                                rate: number | null;
                                /** @enum {unknown} */
                                state: "ok" | "watch" | "breached" | "not_enough_mail";
                                threshold: number;
                            };
                            key: string;
                            soft: {
                                count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                interval: number[];
                                n: number;
                                rate: number | null;
                                /** @enum {unknown} */
                                state: "ok" | "watch" | "breached" | "not_enough_mail";
                                threshold: number;
                            };
                            /** @description Shares over the window: hard of a list, soft of a sender, both of a provider */
                            sparkline: number[];
                            top_reason: string | null;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1ListsNameHealth: {
        parameters: {
            query?: {
                /** @description First instant (RFC 3339), instead of `window` */
                from?: string;
                /** @description First instant after it; now by default */
                to?: string;
                /** @description Length of the window that ends now; 7d by default */
                window?: "1h" | "24h" | "7d" | "30d" | "90d";
            };
            header?: never;
            path: {
                /** @description Name; one that is `.` or `..` alone with `%252E` for each dot */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The window of the same length before */
                        before: {
                            complaints: {
                                count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                interval: number[];
                                n: number;
                                rate: number | null;
                                /** @enum {unknown} */
                                state: "ok" | "watch" | "breached" | "not_enough_mail";
                                threshold: number;
                            };
                            /** @description Message-recipients. `soft` had at least one soft bounce; `recovered` of those were delivered later, `soft_final` were given up */
                            counts: {
                                attempted: number;
                                complaints: number;
                                delivered: number;
                                hard: number;
                                recovered: number;
                                soft: number;
                                soft_final: number;
                            };
                            hard: {
                                count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                interval: number[];
                                n: number;
                                rate: number | null;
                                /** @enum {unknown} */
                                state: "ok" | "watch" | "breached" | "not_enough_mail";
                                threshold: number;
                            };
                            soft: {
                                count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                interval: number[];
                                n: number;
                                rate: number | null;
                                /** @enum {unknown} */
                                state: "ok" | "watch" | "breached" | "not_enough_mail";
                                threshold: number;
                            };
                        };
                        complaints: {
                            count: number;
                            /** @description Lower and upper end of the 95 % interval (Wilson) */
                            interval: number[];
                            n: number;
                            rate: number | null;
                            /** @enum {unknown} */
                            state: "ok" | "watch" | "breached" | "not_enough_mail";
                            threshold: number;
                        };
                        /** @description Message-recipients. `soft` had at least one soft bounce; `recovered` of those were delivered later, `soft_final` were given up */
                        counts: {
                            attempted: number;
                            complaints: number;
                            delivered: number;
                            hard: number;
                            recovered: number;
                            soft: number;
                            soft_final: number;
                        };
                        /** @description The weightiest first */
                        findings: {
                            /** @description Recipients that it is about */
                            count: number;
                            /** @description all, list, sender_domain, ip, stream or provider */
                            dimension: string;
                            /** @enum {unknown} */
                            fault: "list" | "sender" | "receiver" | "network" | "unknown" | "none";
                            incident_id: string | null;
                            key: string;
                            kind: string;
                            next_step: string;
                            provider: string | null;
                            /** @description `q` of GET /v1/bounces */
                            query: string;
                            reason: string | null;
                            sentence: string;
                            /** @enum {unknown} */
                            severity: "breached" | "watch" | "info";
                            template: string | null;
                        }[];
                        hard: {
                            count: number;
                            /** @description Lower and upper end of the 95 % interval (Wilson) */
                            interval: number[];
                            n: number;
                            rate: number | null;
                            /** @enum {unknown} */
                            state: "ok" | "watch" | "breached" | "not_enough_mail";
                            threshold: number;
                        };
                        sentence: string;
                        soft: {
                            count: number;
                            /** @description Lower and upper end of the 95 % interval (Wilson) */
                            interval: number[];
                            n: number;
                            rate: number | null;
                            /** @enum {unknown} */
                            state: "ok" | "watch" | "breached" | "not_enough_mail";
                            threshold: number;
                        };
                        /** @description Soft bounces without those that incidents hold, by which senders are judged; null where they hold none */
                        soft_without_incidents: {
                            count: number;
                            /** @description Lower and upper end of the 95 % interval (Wilson) */
                            interval: number[];
                            n: number;
                            rate: number | null;
                            /** @enum {unknown} */
                            state: "ok" | "watch" | "breached" | "not_enough_mail";
                            threshold: number;
                        } | null;
                        /** @enum {unknown} */
                        state: "ok" | "watch" | "breached" | "not_enough_mail";
                        /** @description Recipients whose failure no rule understands, of those that failed */
                        unknown: {
                            count: number;
                            n: number;
                            share: number | null;
                        };
                        window: {
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            from: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            to: string;
                        };
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1LoginLinks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The session sees no whole address */
                    masked?: boolean;
                    /** @description Who will use it */
                    name?: string;
                    /** @description The session changes nothing */
                    read_only?: boolean;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        expires_at: string;
                        url: string;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1Messages: {
        parameters: {
            query?: {
                /** @description `next` of the page before */
                after?: string;
                /** @description Campaign */
                campaign?: string;
                /** @description Most entries of a page */
                limit?: number;
                /** @description List */
                list?: string;
                /** @description State of the recipient, or of any recipient; bounced, complained, expired, cancelled and suppressed ones as long as their events are kept (`retention.events`) */
                outcome?: "queued" | "deferred" | "held" | "delivered" | "bounced" | "complained" | "expired" | "cancelled" | "suppressed";
                /** @description Address, in any case: every message to it, also such as another server sent, from its latest 2000 events and the queue */
                recipient?: string;
                /** @description Envelope sender, in any case; <> for the null reverse-path */
                sender?: string;
                /** @description Accepted from this instant (RFC 3339) on, or how long ago: 24h */
                since?: string;
                /** @description Stream */
                stream?: string;
                /** @description Accepted before this instant, or how long ago */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `next` is null on the last page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            accepted_at: string;
                            campaign: string | null;
                            foreign_message: string | null;
                            id: string | null;
                            list: string | null;
                            message_id: string | null;
                            origin: ("smtp" | "http" | "notice") | null;
                            /** @description How many of its recipients are in each state; those of none are left out */
                            outcomes: {
                                bounced?: number;
                                cancelled?: number;
                                complained?: number;
                                deferred?: number;
                                delivered?: number;
                                expired?: number;
                                held?: number;
                                queued?: number;
                                suppressed?: number;
                            };
                            recipient_count: number;
                            /** @description The first few; the one that was asked for alone */
                            recipients: {
                                recipient: string;
                                /**
                                 * @description queued: not tried yet; deferred: put off; bounced: refused, or sent back later; complained: delivered, and reported as spam; suppressed: never tried
                                 * @enum {unknown}
                                 */
                                state: "queued" | "deferred" | "held" | "delivered" | "bounced" | "complained" | "expired" | "cancelled" | "suppressed";
                            }[];
                            sender: string | null;
                            size: number | null;
                            source: string | null;
                            stream: string | null;
                            subject: string | null;
                            submitter: string | null;
                            tags: string[];
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1Messages: {
        parameters: {
            query?: {
                campaign?: string;
                /** @description For message/rfc822: envelope sender; "" for none */
                from?: string;
                list?: string;
                stream?: string;
                tags?: string[];
                /** @description For message/rfc822: recipients */
                to?: string[];
            };
            header?: {
                /** @description The same request under the same key has one effect, for a day */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    attachments?: {
                        /** @description Base64 */
                        content: string;
                        content_type: string;
                        filename: string;
                    }[];
                    /** @description Recipients that it does not show */
                    bcc?: string[];
                    campaign?: string;
                    /** @description Recipients that the message shows as copies */
                    cc?: string[];
                    /** @description Author, as the message shows it */
                    from: string;
                    /** @description Further header fields, such as List-Unsubscribe */
                    headers?: {
                        [key: string]: string;
                    };
                    /** @description HTML */
                    html?: string;
                    list?: string;
                    /** @description Where answers go */
                    reply_to?: string[];
                    retry?: {
                        /** @description Duration such as "2d" */
                        max_age?: string;
                        max_attempts?: number;
                        /** @description Waits before each attempt, such as ["0", "15m", "1h"]; the last repeats */
                        schedule?: string[];
                    };
                    /** @description Envelope sender; by default the author; "" for none */
                    sender?: string;
                    stream?: string;
                    subject?: string;
                    tags?: string[];
                    /** @description Plain text */
                    text?: string;
                    /** @description Recipients that the message shows */
                    to?: string[];
                };
                "message/rfc822": unknown;
            };
        };
        responses: {
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Id of the message */
                        id: string;
                        /** @description Recipients that must not be mailed and were left out */
                        suppressed: string[];
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1MessagesId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the message */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        accepted_at: string;
                        campaign: string | null;
                        id: string;
                        list: string | null;
                        message_id: string | null;
                        origin: ("smtp" | "http" | "notice") | null;
                        recipients: {
                            at: string | null;
                            attempts: number;
                            held_why: string | null;
                            lane: string | null;
                            next_attempt_at: string | null;
                            reason: string | null;
                            recipient: string;
                            reply: string | null;
                            /**
                             * @description queued: not tried yet; deferred: put off; bounced: refused, or sent back later; complained: delivered, and reported as spam; suppressed: never tried
                             * @enum {unknown}
                             */
                            state: "queued" | "deferred" | "held" | "delivered" | "bounced" | "complained" | "expired" | "cancelled" | "suppressed";
                        }[];
                        sender: string | null;
                        size: number | null;
                        source: string | null;
                        stream: string | null;
                        subject: string | null;
                        submitter: string | null;
                        tags: string[];
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1MessagesIdCancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the message */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Of hold, cancel and expire: how many were on their way, here or at another process, and were not stopped */
                        being_sent?: number;
                        /** @description How many recipients (or lanes) it concerned; those being sent right now are left alone */
                        changed: number;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1MessagesIdDialogue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the message */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            at: string;
                            attempt: number;
                            position: number;
                            text: string;
                        }[];
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1MessagesIdEvents: {
        parameters: {
            query?: {
                /** @description `next` or `resume` of the page before, or the id of an event */
                after?: string;
                /** @description Most entries of a page */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Id of the message */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            ambiguous: boolean;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            at: string;
                            attempt: number | null;
                            attempts: {
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC
                                 */
                                at: string;
                                code: number | null;
                                host: string | null;
                                reason: string;
                                status: string | null;
                                text: string;
                            }[] | null;
                            campaign: string | null;
                            correlated_by?: string;
                            dominant_reason: string | null;
                            duration_ms: number | null;
                            foreign_message?: string;
                            health?: {
                                dimension: string;
                                from: string;
                                key: string;
                                n: number;
                                rate: string;
                                threshold: number;
                                to: string;
                                value: number;
                            };
                            id: string;
                            incident?: {
                                figures: {
                                    attempts: number;
                                    baseline: number;
                                    rate: number;
                                    recently_delivered_share: number | null;
                                    recipients: number;
                                } | null;
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC
                                 */
                                from: string;
                                kind: string;
                                provider: string | null;
                                reason: string;
                                share: number | null;
                                source_ip: string | null;
                                template: string | null;
                                until: string | null;
                                who: string | null;
                            };
                            incident_id: string | null;
                            list: string | null;
                            message_id: string | null;
                            mx: {
                                address: string;
                                host: string;
                            } | null;
                            next_attempt_at: string | null;
                            original_recipient: string | null;
                            recipient: string | null;
                            reclassification?: {
                                event: string;
                                rules: string | null;
                                run: string | null;
                                undoes: string | null;
                                who: string;
                                why: string;
                            };
                            reply: {
                                code: number | null;
                                status: string | null;
                                text: string;
                            } | null;
                            sender: string | null;
                            source: string;
                            source_ip: string | null;
                            source_name?: string;
                            stage: string | null;
                            stream: string | null;
                            suppression?: {
                                address_sha256?: string;
                                expires_at: string | null;
                                reason: string;
                                scope: string;
                                value: string;
                                who: string | null;
                                why: string;
                            };
                            tags: string[];
                            tls: string | null;
                            trusted: boolean;
                            /** @enum {unknown} */
                            type: "accepted" | "delivered" | "deferred" | "bounced" | "expired" | "cancelled" | "delayed_notice" | "bounce_received" | "feedback_received" | "auto_reply_received" | "suppressed_send" | "address_suppressed" | "address_released" | "incident_opened" | "incident_closed" | "health_changed" | "reclassified" | "incident_released" | "quarantined";
                            verdict: {
                                action: string;
                                blocklist: {
                                    lists: string;
                                    name: string;
                                } | null;
                                /** @enum {unknown} */
                                bounce: "hard" | "soft" | "none";
                                category: string;
                                code: number | null;
                                confidence: number;
                                /** @description Words of the reply that decided; offsets in UTF-16 units */
                                evidence: {
                                    end: number;
                                    start: number;
                                    text: string;
                                }[];
                                fault: string[];
                                /** @description False when the message will or should be tried again */
                                final: boolean;
                                group: string;
                                help_url: string | null;
                                last_transient?: string;
                                provider: string | null;
                                reason: string;
                                retry_after: number | null;
                                rule: string;
                                status: string | null;
                                template: string;
                            } | null;
                        }[];
                        next: string | null;
                        /** @description Where to go on when others have come, given as `after`; there also on the last page */
                        resume: string;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1MessagesIdExpire: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the message */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Of hold, cancel and expire: how many were on their way, here or at another process, and were not stopped */
                        being_sent?: number;
                        /** @description How many recipients (or lanes) it concerned; those being sent right now are left alone */
                        changed: number;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1MessagesIdHold: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the message */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Of hold, cancel and expire: how many were on their way, here or at another process, and were not stopped */
                        being_sent?: number;
                        /** @description How many recipients (or lanes) it concerned; those being sent right now are left alone */
                        changed: number;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1MessagesIdRaw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the message */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The message */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "message/rfc822": string;
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1MessagesIdRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the message */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Of hold, cancel and expire: how many were on their way, here or at another process, and were not stopped */
                        being_sent?: number;
                        /** @description How many recipients (or lanes) it concerned; those being sent right now are left alone */
                        changed: number;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1MessagesIdRetry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the message */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Of hold, cancel and expire: how many were on their way, here or at another process, and were not stopped */
                        being_sent?: number;
                        /** @description How many recipients (or lanes) it concerned; those being sent right now are left alone */
                        changed: number;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1OwnRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            at: string;
                            code?: string | string[];
                            confidence?: number;
                            examples: string | string[];
                            /** @description False: the message is tried again */
                            final?: boolean;
                            id: string;
                            meaning?: string;
                            name: string;
                            pattern?: string | string[];
                            /**
                             * @description One of the reasons
                             * @enum {unknown}
                             */
                            reason: "user_unknown" | "user_disabled" | "user_moved" | "bad_address_syntax" | "domain_not_found" | "no_mx" | "message_expired" | "dns_failure" | "connection_failure" | "tls_failure" | "greylisted" | "receiver_temporary_failure" | "receiver_storage_full" | "routing_loop" | "relay_denied" | "domain_not_accepting" | "protocol_error" | "message_too_large" | "mailer_error" | "mailbox_full" | "mailbox_full_inactive" | "out_of_office" | "auto_acknowledgement" | "challenge_response" | "departed" | "rate_limited" | "recipient_rate_limited" | "too_many_recipients" | "dnsbl_ip" | "dnsbl_domain" | "bad_reputation" | "spam_content" | "virus_content" | "content_prohibited" | "malformed_message" | "auth_spf" | "auth_dkim" | "auth_dmarc" | "auth_failed" | "missing_ptr" | "bad_sender" | "policy_restriction" | "recipient_restricted" | "blocked_by_recipient" | "authentication_required" | "blocked_unspecified" | "complaint" | "previously_suppressed" | "sender_account" | "undetermined";
                            source?: string;
                            stage?: ("connect" | "ehlo" | "starttls" | "auth" | "mail" | "rcpt" | "data" | "body" | "rset" | "quit") | ("connect" | "ehlo" | "starttls" | "auth" | "mail" | "rcpt" | "data" | "body" | "rset" | "quit")[];
                            status?: string | string[];
                            /** @description Who wrote it */
                            who: string;
                        }[];
                        version: string;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1OwnRulesName: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Small letters, digits and hyphens */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        at: string;
                        code?: string | string[];
                        confidence?: number;
                        examples: string | string[];
                        /** @description False: the message is tried again */
                        final?: boolean;
                        id: string;
                        meaning?: string;
                        name: string;
                        pattern?: string | string[];
                        /**
                         * @description One of the reasons
                         * @enum {unknown}
                         */
                        reason: "user_unknown" | "user_disabled" | "user_moved" | "bad_address_syntax" | "domain_not_found" | "no_mx" | "message_expired" | "dns_failure" | "connection_failure" | "tls_failure" | "greylisted" | "receiver_temporary_failure" | "receiver_storage_full" | "routing_loop" | "relay_denied" | "domain_not_accepting" | "protocol_error" | "message_too_large" | "mailer_error" | "mailbox_full" | "mailbox_full_inactive" | "out_of_office" | "auto_acknowledgement" | "challenge_response" | "departed" | "rate_limited" | "recipient_rate_limited" | "too_many_recipients" | "dnsbl_ip" | "dnsbl_domain" | "bad_reputation" | "spam_content" | "virus_content" | "content_prohibited" | "malformed_message" | "auth_spf" | "auth_dkim" | "auth_dmarc" | "auth_failed" | "missing_ptr" | "bad_sender" | "policy_restriction" | "recipient_restricted" | "blocked_by_recipient" | "authentication_required" | "blocked_unspecified" | "complaint" | "previously_suppressed" | "sender_account" | "undetermined";
                        source?: string;
                        stage?: ("connect" | "ehlo" | "starttls" | "auth" | "mail" | "rcpt" | "data" | "body" | "rset" | "quit") | ("connect" | "ehlo" | "starttls" | "auth" | "mail" | "rcpt" | "data" | "body" | "rset" | "quit")[];
                        status?: string | string[];
                        /** @description Who wrote it */
                        who: string;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putV1OwnRulesName: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Small letters, digits and hyphens */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    code?: string | string[];
                    confidence?: number;
                    examples: string | string[];
                    /** @description False: the message is tried again */
                    final?: boolean;
                    meaning?: string;
                    pattern?: string | string[];
                    /**
                     * @description One of the reasons
                     * @enum {unknown}
                     */
                    reason: "user_unknown" | "user_disabled" | "user_moved" | "bad_address_syntax" | "domain_not_found" | "no_mx" | "message_expired" | "dns_failure" | "connection_failure" | "tls_failure" | "greylisted" | "receiver_temporary_failure" | "receiver_storage_full" | "routing_loop" | "relay_denied" | "domain_not_accepting" | "protocol_error" | "message_too_large" | "mailer_error" | "mailbox_full" | "mailbox_full_inactive" | "out_of_office" | "auto_acknowledgement" | "challenge_response" | "departed" | "rate_limited" | "recipient_rate_limited" | "too_many_recipients" | "dnsbl_ip" | "dnsbl_domain" | "bad_reputation" | "spam_content" | "virus_content" | "content_prohibited" | "malformed_message" | "auth_spf" | "auth_dkim" | "auth_dmarc" | "auth_failed" | "missing_ptr" | "bad_sender" | "policy_restriction" | "recipient_restricted" | "blocked_by_recipient" | "authentication_required" | "blocked_unspecified" | "complaint" | "previously_suppressed" | "sender_account" | "undetermined";
                    source?: string;
                    stage?: ("connect" | "ehlo" | "starttls" | "auth" | "mail" | "rcpt" | "data" | "body" | "rset" | "quit") | ("connect" | "ehlo" | "starttls" | "auth" | "mail" | "rcpt" | "data" | "body" | "rset" | "quit")[];
                    status?: string | string[];
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rule: {
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            at: string;
                            code?: string | string[];
                            confidence?: number;
                            examples: string | string[];
                            /** @description False: the message is tried again */
                            final?: boolean;
                            id: string;
                            meaning?: string;
                            name: string;
                            pattern?: string | string[];
                            /**
                             * @description One of the reasons
                             * @enum {unknown}
                             */
                            reason: "user_unknown" | "user_disabled" | "user_moved" | "bad_address_syntax" | "domain_not_found" | "no_mx" | "message_expired" | "dns_failure" | "connection_failure" | "tls_failure" | "greylisted" | "receiver_temporary_failure" | "receiver_storage_full" | "routing_loop" | "relay_denied" | "domain_not_accepting" | "protocol_error" | "message_too_large" | "mailer_error" | "mailbox_full" | "mailbox_full_inactive" | "out_of_office" | "auto_acknowledgement" | "challenge_response" | "departed" | "rate_limited" | "recipient_rate_limited" | "too_many_recipients" | "dnsbl_ip" | "dnsbl_domain" | "bad_reputation" | "spam_content" | "virus_content" | "content_prohibited" | "malformed_message" | "auth_spf" | "auth_dkim" | "auth_dmarc" | "auth_failed" | "missing_ptr" | "bad_sender" | "policy_restriction" | "recipient_restricted" | "blocked_by_recipient" | "authentication_required" | "blocked_unspecified" | "complaint" | "previously_suppressed" | "sender_account" | "undetermined";
                            source?: string;
                            stage?: ("connect" | "ehlo" | "starttls" | "auth" | "mail" | "rcpt" | "data" | "body" | "rset" | "quit") | ("connect" | "ehlo" | "starttls" | "auth" | "mail" | "rcpt" | "data" | "body" | "rset" | "quit")[];
                            status?: string | string[];
                            /** @description Who wrote it */
                            who: string;
                        };
                        /** @description Examples of shipped rules that it decides from now on */
                        takes: {
                            example: string;
                            rule: string;
                        }[];
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteV1OwnRulesName: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Small letters, digits and hyphens */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1Providers: {
        parameters: {
            query?: {
                /** @description `next` of the page before */
                after?: string;
                /** @description First instant (RFC 3339), instead of `window` */
                from?: string;
                /** @description Most entries of a page */
                limit?: number;
                /** @description Only those whose name has this in it, in whichever case */
                name?: string;
                /** @description First instant after it; now by default */
                to?: string;
                /** @description Length of the window that ends now; 7d by default */
                window?: "1h" | "24h" | "7d" | "30d" | "90d";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `next` is null on the last page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            complaints: {
                                count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                interval: number[];
                                n: number;
                                rate: number | null;
                                /** @enum {unknown} */
                                state: "ok" | "watch" | "breached" | "not_enough_mail";
                                threshold: number;
                            };
                            /** @description Message-recipients. `soft` had at least one soft bounce; `recovered` of those were delivered later, `soft_final` were given up */
                            counts: {
                                attempted: number;
                                complaints: number;
                                delivered: number;
                                hard: number;
                                recovered: number;
                                soft: number;
                                soft_final: number;
                            };
                            hard: {
                                count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                interval: number[];
                                n: number;
                                rate: number | null;
                                /** @enum {unknown} */
                                state: "ok" | "watch" | "breached" | "not_enough_mail";
                                threshold: number;
                            };
                            key: string;
                            soft: {
                                count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                interval: number[];
                                n: number;
                                rate: number | null;
                                /** @enum {unknown} */
                                state: "ok" | "watch" | "breached" | "not_enough_mail";
                                threshold: number;
                            };
                            /** @description Shares over the window: hard of a list, soft of a sender, both of a provider */
                            sparkline: number[];
                            top_reason: string | null;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1ProvidersNameHealth: {
        parameters: {
            query?: {
                /** @description First instant (RFC 3339), instead of `window` */
                from?: string;
                /** @description First instant after it; now by default */
                to?: string;
                /** @description Length of the window that ends now; 7d by default */
                window?: "1h" | "24h" | "7d" | "30d" | "90d";
            };
            header?: never;
            path: {
                /** @description Name; one that is `.` or `..` alone with `%252E` for each dot */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The window of the same length before */
                        before: {
                            complaints: {
                                count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                interval: number[];
                                n: number;
                                rate: number | null;
                                /** @enum {unknown} */
                                state: "ok" | "watch" | "breached" | "not_enough_mail";
                                threshold: number;
                            };
                            /** @description Message-recipients. `soft` had at least one soft bounce; `recovered` of those were delivered later, `soft_final` were given up */
                            counts: {
                                attempted: number;
                                complaints: number;
                                delivered: number;
                                hard: number;
                                recovered: number;
                                soft: number;
                                soft_final: number;
                            };
                            hard: {
                                count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                interval: number[];
                                n: number;
                                rate: number | null;
                                /** @enum {unknown} */
                                state: "ok" | "watch" | "breached" | "not_enough_mail";
                                threshold: number;
                            };
                            soft: {
                                count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                interval: number[];
                                n: number;
                                rate: number | null;
                                /** @enum {unknown} */
                                state: "ok" | "watch" | "breached" | "not_enough_mail";
                                threshold: number;
                            };
                        };
                        complaints: {
                            count: number;
                            /** @description Lower and upper end of the 95 % interval (Wilson) */
                            interval: number[];
                            n: number;
                            rate: number | null;
                            /** @enum {unknown} */
                            state: "ok" | "watch" | "breached" | "not_enough_mail";
                            threshold: number;
                        };
                        /** @description Message-recipients. `soft` had at least one soft bounce; `recovered` of those were delivered later, `soft_final` were given up */
                        counts: {
                            attempted: number;
                            complaints: number;
                            delivered: number;
                            hard: number;
                            recovered: number;
                            soft: number;
                            soft_final: number;
                        };
                        /** @description The weightiest first */
                        findings: {
                            /** @description Recipients that it is about */
                            count: number;
                            /** @description all, list, sender_domain, ip, stream or provider */
                            dimension: string;
                            /** @enum {unknown} */
                            fault: "list" | "sender" | "receiver" | "network" | "unknown" | "none";
                            incident_id: string | null;
                            key: string;
                            kind: string;
                            next_step: string;
                            provider: string | null;
                            /** @description `q` of GET /v1/bounces */
                            query: string;
                            reason: string | null;
                            sentence: string;
                            /** @enum {unknown} */
                            severity: "breached" | "watch" | "info";
                            template: string | null;
                        }[];
                        hard: {
                            count: number;
                            /** @description Lower and upper end of the 95 % interval (Wilson) */
                            interval: number[];
                            n: number;
                            rate: number | null;
                            /** @enum {unknown} */
                            state: "ok" | "watch" | "breached" | "not_enough_mail";
                            threshold: number;
                        };
                        sentence: string;
                        soft: {
                            count: number;
                            /** @description Lower and upper end of the 95 % interval (Wilson) */
                            interval: number[];
                            n: number;
                            rate: number | null;
                            /** @enum {unknown} */
                            state: "ok" | "watch" | "breached" | "not_enough_mail";
                            threshold: number;
                        };
                        /** @description Soft bounces without those that incidents hold, by which senders are judged; null where they hold none */
                        soft_without_incidents: {
                            count: number;
                            /** @description Lower and upper end of the 95 % interval (Wilson) */
                            interval: number[];
                            n: number;
                            rate: number | null;
                            /** @enum {unknown} */
                            state: "ok" | "watch" | "breached" | "not_enough_mail";
                            threshold: number;
                        } | null;
                        /** @enum {unknown} */
                        state: "ok" | "watch" | "breached" | "not_enough_mail";
                        /** @description Recipients whose failure no rule understands, of those that failed */
                        unknown: {
                            count: number;
                            n: number;
                            share: number | null;
                        };
                        window: {
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            from: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            to: string;
                        };
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1Queue: {
        parameters: {
            query?: {
                /** @description Most domains */
                top?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        at: string;
                        columns: (number | null)[];
                        counts: {
                            due: number;
                            held: number;
                            leased: number;
                            oldest: string | null;
                            waiting: number;
                        };
                        domains: {
                            /** @description Recipients by age, as `columns` says */
                            ages: number[];
                            domain: string;
                            total: number;
                            why: string | null;
                        }[];
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1QueueCancel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Needed when nothing else is chosen
                     * @constant
                     */
                    all?: true;
                    /** @description Campaign */
                    campaign?: string;
                    /** @description Domain of the recipient */
                    domain?: string;
                    /** @description Whole lane */
                    lane?: string;
                    message_id?: string;
                    /** @description Waits longer than this: a duration such as "20m" */
                    older_than?: string;
                    /** @description Address */
                    recipient?: string;
                    /** @description Envelope sender */
                    sender?: string;
                    /** @description Stream */
                    stream?: string;
                    /** @description Waits no longer than this: a duration such as "20m" */
                    younger_than?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Of hold, cancel and expire: how many were on their way, here or at another process, and were not stopped */
                        being_sent?: number;
                        /** @description How many recipients (or lanes) it concerned; those being sent right now are left alone */
                        changed: number;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1QueueEntries: {
        parameters: {
            query?: {
                /** @description `next` of the page before */
                after?: string;
                /** @description Campaign */
                campaign?: string;
                /** @description Domain of the recipient */
                domain?: string;
                /** @description Whole lane */
                lane?: string;
                /** @description Most entries of a page */
                limit?: number;
                message_id?: string;
                /** @description Waits longer than this: a duration such as "20m" */
                older_than?: string;
                /** @description Address */
                recipient?: string;
                /** @description Envelope sender */
                sender?: string;
                /** @description Stream */
                stream?: string;
                /** @description Waits no longer than this: a duration such as "20m" */
                younger_than?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `next` is null on the last page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            attempts: number;
                            held_why: string | null;
                            history: {
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC
                                 */
                                at: string;
                                code: number | null;
                                host: string | null;
                                reason: string;
                                status: string | null;
                                text: string;
                            }[];
                            lane: string;
                            message_id: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            next_attempt_at: string;
                            recipient: string;
                            /** @enum {unknown} */
                            state: "waiting" | "held";
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1QueueExpire: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Needed when nothing else is chosen
                     * @constant
                     */
                    all?: true;
                    /** @description Campaign */
                    campaign?: string;
                    /** @description Domain of the recipient */
                    domain?: string;
                    /** @description Whole lane */
                    lane?: string;
                    message_id?: string;
                    /** @description Waits longer than this: a duration such as "20m" */
                    older_than?: string;
                    /** @description Address */
                    recipient?: string;
                    /** @description Envelope sender */
                    sender?: string;
                    /** @description Stream */
                    stream?: string;
                    /** @description Waits no longer than this: a duration such as "20m" */
                    younger_than?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Of hold, cancel and expire: how many were on their way, here or at another process, and were not stopped */
                        being_sent?: number;
                        /** @description How many recipients (or lanes) it concerned; those being sent right now are left alone */
                        changed: number;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1QueueHold: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Needed when nothing else is chosen
                     * @constant
                     */
                    all?: true;
                    /** @description Campaign */
                    campaign?: string;
                    /** @description Domain of the recipient */
                    domain?: string;
                    /** @description Whole lane */
                    lane?: string;
                    message_id?: string;
                    /** @description Waits longer than this: a duration such as "20m" */
                    older_than?: string;
                    /** @description Address */
                    recipient?: string;
                    /** @description Envelope sender */
                    sender?: string;
                    /** @description Stream */
                    stream?: string;
                    /** @description Waits no longer than this: a duration such as "20m" */
                    younger_than?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Of hold, cancel and expire: how many were on their way, here or at another process, and were not stopped */
                        being_sent?: number;
                        /** @description How many recipients (or lanes) it concerned; those being sent right now are left alone */
                        changed: number;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1QueueLanes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        brakes: {
                            by: string;
                            lane: string;
                            rate_factor: number | null;
                            rate_until: string | null;
                            suspended_since: string | null;
                            suspended_until: string | null;
                            why: string;
                        }[];
                        lanes: {
                            connections: number;
                            lane: string;
                            last_failure: string | null;
                            /** @description Messages a second over the last minute */
                            rate: number;
                            ready: number;
                            sending: number;
                            site: string;
                            source: string;
                            state: {
                                by: string;
                                lane: string;
                                rate_factor: number | null;
                                rate_until: string | null;
                                suspended_since: string | null;
                                suspended_until: string | null;
                                why: string;
                            } | null;
                            stream: string;
                        }[];
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1QueuePause: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Duration such as "1h"; left out: until resumed */
                    for?: string;
                    /** @description A lane, a site or a domain */
                    lane: string;
                    /** @description For people */
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Of hold, cancel and expire: how many were on their way, here or at another process, and were not stopped */
                        being_sent?: number;
                        /** @description How many recipients (or lanes) it concerned; those being sent right now are left alone */
                        changed: number;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1QueueRelease: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Needed when nothing else is chosen
                     * @constant
                     */
                    all?: true;
                    /** @description Campaign */
                    campaign?: string;
                    /** @description Domain of the recipient */
                    domain?: string;
                    /** @description Whole lane */
                    lane?: string;
                    message_id?: string;
                    /** @description Waits longer than this: a duration such as "20m" */
                    older_than?: string;
                    /** @description Address */
                    recipient?: string;
                    /** @description Envelope sender */
                    sender?: string;
                    /** @description Stream */
                    stream?: string;
                    /** @description Waits no longer than this: a duration such as "20m" */
                    younger_than?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Of hold, cancel and expire: how many were on their way, here or at another process, and were not stopped */
                        being_sent?: number;
                        /** @description How many recipients (or lanes) it concerned; those being sent right now are left alone */
                        changed: number;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1QueueResume: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description A lane, a site or a domain */
                    lane: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Of hold, cancel and expire: how many were on their way, here or at another process, and were not stopped */
                        being_sent?: number;
                        /** @description How many recipients (or lanes) it concerned; those being sent right now are left alone */
                        changed: number;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1QueueRetry: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Needed when nothing else is chosen
                     * @constant
                     */
                    all?: true;
                    /** @description Campaign */
                    campaign?: string;
                    /** @description Domain of the recipient */
                    domain?: string;
                    /** @description Whole lane */
                    lane?: string;
                    message_id?: string;
                    /** @description Waits longer than this: a duration such as "20m" */
                    older_than?: string;
                    /** @description Address */
                    recipient?: string;
                    /** @description Envelope sender */
                    sender?: string;
                    /** @description Stream */
                    stream?: string;
                    /** @description Waits no longer than this: a duration such as "20m" */
                    younger_than?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Of hold, cancel and expire: how many were on their way, here or at another process, and were not stopped */
                        being_sent?: number;
                        /** @description How many recipients (or lanes) it concerned; those being sent right now are left alone */
                        changed: number;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1Reclassifications: {
        parameters: {
            query?: {
                /** @description `next` of the page before */
                after?: string;
                /** @description Most entries of a page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `next` is null on the last page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            detail: {
                                changed?: number;
                                problem?: string;
                                read?: number;
                                /** @description Version of the rules */
                                rules?: string;
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC
                                 */
                                since?: string;
                                undone?: number;
                            } & {
                                [key: string]: unknown;
                            };
                            id: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            started_at: string;
                            /** @enum {unknown} */
                            state: "running" | "done" | "failed" | "undone";
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            touched_at: string;
                            who: string;
                            why: string;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1ReclassificationsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the run */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: {
                            changed?: number;
                            problem?: string;
                            read?: number;
                            /** @description Version of the rules */
                            rules?: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            since?: string;
                            undone?: number;
                        } & {
                            [key: string]: unknown;
                        };
                        id: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        started_at: string;
                        /** @enum {unknown} */
                        state: "running" | "done" | "failed" | "undone";
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        touched_at: string;
                        who: string;
                        why: string;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1ReclassificationsIdUndo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the run */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description For people */
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: {
                            changed?: number;
                            problem?: string;
                            read?: number;
                            /** @description Version of the rules */
                            rules?: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            since?: string;
                            undone?: number;
                        } & {
                            [key: string]: unknown;
                        };
                        id: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        started_at: string;
                        /** @enum {unknown} */
                        state: "running" | "done" | "failed" | "undone";
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        touched_at: string;
                        who: string;
                        why: string;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1Rules: {
        parameters: {
            query?: {
                /** @description `next` of the page before */
                after?: string;
                limit?: number;
                /** @description Own or shipped rules only */
                own?: boolean;
                /** @description Receiver, such as google */
                provider?: string;
                /** @description Words that stand in the rule */
                q?: string;
                reason?: "user_unknown" | "user_disabled" | "user_moved" | "bad_address_syntax" | "domain_not_found" | "no_mx" | "message_expired" | "dns_failure" | "connection_failure" | "tls_failure" | "greylisted" | "receiver_temporary_failure" | "receiver_storage_full" | "routing_loop" | "relay_denied" | "domain_not_accepting" | "protocol_error" | "message_too_large" | "mailer_error" | "mailbox_full" | "mailbox_full_inactive" | "out_of_office" | "auto_acknowledgement" | "challenge_response" | "departed" | "rate_limited" | "recipient_rate_limited" | "too_many_recipients" | "dnsbl_ip" | "dnsbl_domain" | "bad_reputation" | "spam_content" | "virus_content" | "content_prohibited" | "malformed_message" | "auth_spf" | "auth_dkim" | "auth_dmarc" | "auth_failed" | "missing_ptr" | "bad_sender" | "policy_restriction" | "recipient_restricted" | "blocked_by_recipient" | "authentication_required" | "blocked_unspecified" | "complaint" | "previously_suppressed" | "sender_account" | "undetermined";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `next` is null on the last page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            at?: string;
                            code?: string | string[];
                            confidence?: number;
                            examples?: string | string[];
                            final?: boolean;
                            id: string;
                            meaning?: string;
                            mxOnly?: boolean;
                            name?: string;
                            /** @description False: shipped */
                            own: boolean;
                            pattern?: string | string[];
                            provider: string | null;
                            reason: string;
                            source?: string;
                            stage?: string | string[];
                            status?: string | string[];
                            who?: string;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1RulesId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the rule */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        at?: string;
                        code?: string | string[];
                        confidence?: number;
                        examples?: string | string[];
                        final?: boolean;
                        id: string;
                        meaning?: string;
                        mxOnly?: boolean;
                        name?: string;
                        /** @description False: shipped */
                        own: boolean;
                        pattern?: string | string[];
                        provider: string | null;
                        reason: string;
                        source?: string;
                        stage?: string | string[];
                        status?: string | string[];
                        who?: string;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1RulesApply: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    rules?: {
                        code?: string | string[];
                        confidence?: number;
                        examples: string | string[];
                        /** @description False: the message is tried again */
                        final?: boolean;
                        id?: string;
                        meaning?: string;
                        /** @description Small letters, digits and hyphens */
                        name?: string;
                        pattern?: string | string[];
                        /**
                         * @description One of the reasons
                         * @enum {unknown}
                         */
                        reason: "user_unknown" | "user_disabled" | "user_moved" | "bad_address_syntax" | "domain_not_found" | "no_mx" | "message_expired" | "dns_failure" | "connection_failure" | "tls_failure" | "greylisted" | "receiver_temporary_failure" | "receiver_storage_full" | "routing_loop" | "relay_denied" | "domain_not_accepting" | "protocol_error" | "message_too_large" | "mailer_error" | "mailbox_full" | "mailbox_full_inactive" | "out_of_office" | "auto_acknowledgement" | "challenge_response" | "departed" | "rate_limited" | "recipient_rate_limited" | "too_many_recipients" | "dnsbl_ip" | "dnsbl_domain" | "bad_reputation" | "spam_content" | "virus_content" | "content_prohibited" | "malformed_message" | "auth_spf" | "auth_dkim" | "auth_dmarc" | "auth_failed" | "missing_ptr" | "bad_sender" | "policy_restriction" | "recipient_restricted" | "blocked_by_recipient" | "authentication_required" | "blocked_unspecified" | "complaint" | "previously_suppressed" | "sender_account" | "undetermined";
                        source?: string;
                        stage?: ("connect" | "ehlo" | "starttls" | "auth" | "mail" | "rcpt" | "data" | "body" | "rset" | "quit") | ("connect" | "ehlo" | "starttls" | "auth" | "mail" | "rcpt" | "data" | "body" | "rset" | "quit")[];
                        status?: string | string[];
                    }[];
                    /** @description Instant (RFC 3339); 30 days ago by default */
                    since?: string;
                    /** @description For people */
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: {
                            changed?: number;
                            problem?: string;
                            read?: number;
                            /** @description Version of the rules */
                            rules?: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            since?: string;
                            undone?: number;
                        } & {
                            [key: string]: unknown;
                        };
                        id: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        started_at: string;
                        /** @enum {unknown} */
                        state: "running" | "done" | "failed" | "undone";
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        touched_at: string;
                        who: string;
                        why: string;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1RulesDiff: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    rules?: {
                        code?: string | string[];
                        confidence?: number;
                        examples: string | string[];
                        /** @description False: the message is tried again */
                        final?: boolean;
                        id?: string;
                        meaning?: string;
                        /** @description Small letters, digits and hyphens */
                        name?: string;
                        pattern?: string | string[];
                        /**
                         * @description One of the reasons
                         * @enum {unknown}
                         */
                        reason: "user_unknown" | "user_disabled" | "user_moved" | "bad_address_syntax" | "domain_not_found" | "no_mx" | "message_expired" | "dns_failure" | "connection_failure" | "tls_failure" | "greylisted" | "receiver_temporary_failure" | "receiver_storage_full" | "routing_loop" | "relay_denied" | "domain_not_accepting" | "protocol_error" | "message_too_large" | "mailer_error" | "mailbox_full" | "mailbox_full_inactive" | "out_of_office" | "auto_acknowledgement" | "challenge_response" | "departed" | "rate_limited" | "recipient_rate_limited" | "too_many_recipients" | "dnsbl_ip" | "dnsbl_domain" | "bad_reputation" | "spam_content" | "virus_content" | "content_prohibited" | "malformed_message" | "auth_spf" | "auth_dkim" | "auth_dmarc" | "auth_failed" | "missing_ptr" | "bad_sender" | "policy_restriction" | "recipient_restricted" | "blocked_by_recipient" | "authentication_required" | "blocked_unspecified" | "complaint" | "previously_suppressed" | "sender_account" | "undetermined";
                        source?: string;
                        stage?: ("connect" | "ehlo" | "starttls" | "auth" | "mail" | "rcpt" | "data" | "body" | "rset" | "quit") | ("connect" | "ehlo" | "starttls" | "auth" | "mail" | "rcpt" | "data" | "body" | "rset" | "quit")[];
                        status?: string | string[];
                    }[];
                    /** @description Instant (RFC 3339); 30 days ago by default */
                    since?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description False: more addresses than were looked at */
                        all_addresses: boolean;
                        by_reason: {
                            count: number;
                            from: string;
                            to: string;
                        }[];
                        /** @description Events with another verdict */
                        changed: number;
                        /** @description False: there was more than could be read */
                        complete: boolean;
                        lists: {
                            after: {
                                complaints: {
                                    count: number;
                                    /** @description Lower and upper end of the 95 % interval (Wilson) */
                                    interval: number[];
                                    n: number;
                                    rate: number | null;
                                    /** @enum {unknown} */
                                    state: "ok" | "watch" | "breached" | "not_enough_mail";
                                    threshold: number;
                                };
                                /** @description Message-recipients. `soft` had at least one soft bounce; `recovered` of those were delivered later, `soft_final` were given up */
                                counts: {
                                    attempted: number;
                                    complaints: number;
                                    delivered: number;
                                    hard: number;
                                    recovered: number;
                                    soft: number;
                                    soft_final: number;
                                };
                                hard: {
                                    count: number;
                                    /** @description Lower and upper end of the 95 % interval (Wilson) */
                                    interval: number[];
                                    n: number;
                                    rate: number | null;
                                    /** @enum {unknown} */
                                    state: "ok" | "watch" | "breached" | "not_enough_mail";
                                    threshold: number;
                                };
                                soft: {
                                    count: number;
                                    /** @description Lower and upper end of the 95 % interval (Wilson) */
                                    interval: number[];
                                    n: number;
                                    rate: number | null;
                                    /** @enum {unknown} */
                                    state: "ok" | "watch" | "breached" | "not_enough_mail";
                                    threshold: number;
                                };
                            };
                            before: {
                                complaints: {
                                    count: number;
                                    /** @description Lower and upper end of the 95 % interval (Wilson) */
                                    interval: number[];
                                    n: number;
                                    rate: number | null;
                                    /** @enum {unknown} */
                                    state: "ok" | "watch" | "breached" | "not_enough_mail";
                                    threshold: number;
                                };
                                /** @description Message-recipients. `soft` had at least one soft bounce; `recovered` of those were delivered later, `soft_final` were given up */
                                counts: {
                                    attempted: number;
                                    complaints: number;
                                    delivered: number;
                                    hard: number;
                                    recovered: number;
                                    soft: number;
                                    soft_final: number;
                                };
                                hard: {
                                    count: number;
                                    /** @description Lower and upper end of the 95 % interval (Wilson) */
                                    interval: number[];
                                    n: number;
                                    rate: number | null;
                                    /** @enum {unknown} */
                                    state: "ok" | "watch" | "breached" | "not_enough_mail";
                                    threshold: number;
                                };
                                soft: {
                                    count: number;
                                    /** @description Lower and upper end of the 95 % interval (Wilson) */
                                    interval: number[];
                                    n: number;
                                    rate: number | null;
                                    /** @enum {unknown} */
                                    state: "ok" | "watch" | "breached" | "not_enough_mail";
                                    threshold: number;
                                };
                            };
                            key: string;
                        }[];
                        /** @description Events that were read */
                        read: number;
                        released: {
                            addresses: {
                                address: string;
                                reason: string;
                            }[];
                            count: number;
                        };
                        /** @description Version of the rules */
                        rules: string;
                        samples: {
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            at: string;
                            from: string;
                            id: string;
                            recipient: string | null;
                            reply: string;
                            rule: string;
                            to: string;
                        }[];
                        senders: {
                            after: {
                                complaints: {
                                    count: number;
                                    /** @description Lower and upper end of the 95 % interval (Wilson) */
                                    interval: number[];
                                    n: number;
                                    rate: number | null;
                                    /** @enum {unknown} */
                                    state: "ok" | "watch" | "breached" | "not_enough_mail";
                                    threshold: number;
                                };
                                /** @description Message-recipients. `soft` had at least one soft bounce; `recovered` of those were delivered later, `soft_final` were given up */
                                counts: {
                                    attempted: number;
                                    complaints: number;
                                    delivered: number;
                                    hard: number;
                                    recovered: number;
                                    soft: number;
                                    soft_final: number;
                                };
                                hard: {
                                    count: number;
                                    /** @description Lower and upper end of the 95 % interval (Wilson) */
                                    interval: number[];
                                    n: number;
                                    rate: number | null;
                                    /** @enum {unknown} */
                                    state: "ok" | "watch" | "breached" | "not_enough_mail";
                                    threshold: number;
                                };
                                soft: {
                                    count: number;
                                    /** @description Lower and upper end of the 95 % interval (Wilson) */
                                    interval: number[];
                                    n: number;
                                    rate: number | null;
                                    /** @enum {unknown} */
                                    state: "ok" | "watch" | "breached" | "not_enough_mail";
                                    threshold: number;
                                };
                            };
                            before: {
                                complaints: {
                                    count: number;
                                    /** @description Lower and upper end of the 95 % interval (Wilson) */
                                    interval: number[];
                                    n: number;
                                    rate: number | null;
                                    /** @enum {unknown} */
                                    state: "ok" | "watch" | "breached" | "not_enough_mail";
                                    threshold: number;
                                };
                                /** @description Message-recipients. `soft` had at least one soft bounce; `recovered` of those were delivered later, `soft_final` were given up */
                                counts: {
                                    attempted: number;
                                    complaints: number;
                                    delivered: number;
                                    hard: number;
                                    recovered: number;
                                    soft: number;
                                    soft_final: number;
                                };
                                hard: {
                                    count: number;
                                    /** @description Lower and upper end of the 95 % interval (Wilson) */
                                    interval: number[];
                                    n: number;
                                    rate: number | null;
                                    /** @enum {unknown} */
                                    state: "ok" | "watch" | "breached" | "not_enough_mail";
                                    threshold: number;
                                };
                                soft: {
                                    count: number;
                                    /** @description Lower and upper end of the 95 % interval (Wilson) */
                                    interval: number[];
                                    n: number;
                                    rate: number | null;
                                    /** @enum {unknown} */
                                    state: "ok" | "watch" | "breached" | "not_enough_mail";
                                    threshold: number;
                                };
                            };
                            key: string;
                        }[];
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        since: string;
                        suppressed: {
                            addresses: {
                                address: string;
                                reason: string;
                            }[];
                            count: number;
                        };
                        until: string | null;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1RulesLint: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    rules: {
                        code?: string | string[];
                        confidence?: number;
                        examples: string | string[];
                        /** @description False: the message is tried again */
                        final?: boolean;
                        id?: string;
                        meaning?: string;
                        /** @description Small letters, digits and hyphens */
                        name?: string;
                        pattern?: string | string[];
                        /**
                         * @description One of the reasons
                         * @enum {unknown}
                         */
                        reason: "user_unknown" | "user_disabled" | "user_moved" | "bad_address_syntax" | "domain_not_found" | "no_mx" | "message_expired" | "dns_failure" | "connection_failure" | "tls_failure" | "greylisted" | "receiver_temporary_failure" | "receiver_storage_full" | "routing_loop" | "relay_denied" | "domain_not_accepting" | "protocol_error" | "message_too_large" | "mailer_error" | "mailbox_full" | "mailbox_full_inactive" | "out_of_office" | "auto_acknowledgement" | "challenge_response" | "departed" | "rate_limited" | "recipient_rate_limited" | "too_many_recipients" | "dnsbl_ip" | "dnsbl_domain" | "bad_reputation" | "spam_content" | "virus_content" | "content_prohibited" | "malformed_message" | "auth_spf" | "auth_dkim" | "auth_dmarc" | "auth_failed" | "missing_ptr" | "bad_sender" | "policy_restriction" | "recipient_restricted" | "blocked_by_recipient" | "authentication_required" | "blocked_unspecified" | "complaint" | "previously_suppressed" | "sender_account" | "undetermined";
                        source?: string;
                        stage?: ("connect" | "ehlo" | "starttls" | "auth" | "mail" | "rcpt" | "data" | "body" | "rset" | "quit") | ("connect" | "ehlo" | "starttls" | "auth" | "mail" | "rcpt" | "data" | "body" | "rset" | "quit")[];
                        status?: string | string[];
                    }[];
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ok: boolean;
                        rules: {
                            name: string;
                            /** @description What keeps it from being saved */
                            problems: string[];
                            /** @description Examples of shipped rules that it decides from now on */
                            takes: {
                                example: string;
                                rule: string;
                            }[];
                        }[];
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1RulesTest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Host name of the MX that said it */
                    mx?: string;
                    /** @description The reply as it was heard */
                    reply: string;
                    rules?: {
                        code?: string | string[];
                        confidence?: number;
                        examples: string | string[];
                        /** @description False: the message is tried again */
                        final?: boolean;
                        id?: string;
                        meaning?: string;
                        /** @description Small letters, digits and hyphens */
                        name?: string;
                        pattern?: string | string[];
                        /**
                         * @description One of the reasons
                         * @enum {unknown}
                         */
                        reason: "user_unknown" | "user_disabled" | "user_moved" | "bad_address_syntax" | "domain_not_found" | "no_mx" | "message_expired" | "dns_failure" | "connection_failure" | "tls_failure" | "greylisted" | "receiver_temporary_failure" | "receiver_storage_full" | "routing_loop" | "relay_denied" | "domain_not_accepting" | "protocol_error" | "message_too_large" | "mailer_error" | "mailbox_full" | "mailbox_full_inactive" | "out_of_office" | "auto_acknowledgement" | "challenge_response" | "departed" | "rate_limited" | "recipient_rate_limited" | "too_many_recipients" | "dnsbl_ip" | "dnsbl_domain" | "bad_reputation" | "spam_content" | "virus_content" | "content_prohibited" | "malformed_message" | "auth_spf" | "auth_dkim" | "auth_dmarc" | "auth_failed" | "missing_ptr" | "bad_sender" | "policy_restriction" | "recipient_restricted" | "blocked_by_recipient" | "authentication_required" | "blocked_unspecified" | "complaint" | "previously_suppressed" | "sender_account" | "undetermined";
                        source?: string;
                        stage?: ("connect" | "ehlo" | "starttls" | "auth" | "mail" | "rcpt" | "data" | "body" | "rset" | "quit") | ("connect" | "ehlo" | "starttls" | "auth" | "mail" | "rcpt" | "data" | "body" | "rset" | "quit")[];
                        status?: string | string[];
                    }[];
                    /**
                     * @description Where in the dialogue
                     * @enum {unknown}
                     */
                    stage?: "connect" | "ehlo" | "starttls" | "auth" | "mail" | "rcpt" | "data" | "body" | "rset" | "quit";
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rules: {
                            name: string;
                            /** @description What keeps it from being saved */
                            problems: string[];
                            /** @description Examples of shipped rules that it decides from now on */
                            takes: {
                                example: string;
                                rule: string;
                            }[];
                        }[];
                        steps: {
                            confidence: number;
                            evidence: {
                                end: number;
                                start: number;
                                text: string;
                            }[];
                            reason: string;
                            rule: string;
                            step: string;
                            why: string;
                            won: boolean;
                        }[];
                        verdict: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1Senders: {
        parameters: {
            query?: {
                /** @description `next` of the page before */
                after?: string;
                /** @description What a sender is; its domain by default */
                by?: "sender_domain" | "ip" | "stream";
                /** @description First instant (RFC 3339), instead of `window` */
                from?: string;
                /** @description Most entries of a page */
                limit?: number;
                /** @description Only those whose name has this in it, in whichever case */
                name?: string;
                /** @description First instant after it; now by default */
                to?: string;
                /** @description Length of the window that ends now; 7d by default */
                window?: "1h" | "24h" | "7d" | "30d" | "90d";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `next` is null on the last page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            complaints: {
                                count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                interval: number[];
                                n: number;
                                rate: number | null;
                                /** @enum {unknown} */
                                state: "ok" | "watch" | "breached" | "not_enough_mail";
                                threshold: number;
                            };
                            /** @description Message-recipients. `soft` had at least one soft bounce; `recovered` of those were delivered later, `soft_final` were given up */
                            counts: {
                                attempted: number;
                                complaints: number;
                                delivered: number;
                                hard: number;
                                recovered: number;
                                soft: number;
                                soft_final: number;
                            };
                            hard: {
                                count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                interval: number[];
                                n: number;
                                rate: number | null;
                                /** @enum {unknown} */
                                state: "ok" | "watch" | "breached" | "not_enough_mail";
                                threshold: number;
                            };
                            key: string;
                            soft: {
                                count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                interval: number[];
                                n: number;
                                rate: number | null;
                                /** @enum {unknown} */
                                state: "ok" | "watch" | "breached" | "not_enough_mail";
                                threshold: number;
                            };
                            /** @description Shares over the window: hard of a list, soft of a sender, both of a provider */
                            sparkline: number[];
                            top_reason: string | null;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1SendersNameHealth: {
        parameters: {
            query?: {
                /** @description What a sender is; its domain by default */
                by?: "sender_domain" | "ip" | "stream";
                /** @description First instant (RFC 3339), instead of `window` */
                from?: string;
                /** @description First instant after it; now by default */
                to?: string;
                /** @description Length of the window that ends now; 7d by default */
                window?: "1h" | "24h" | "7d" | "30d" | "90d";
            };
            header?: never;
            path: {
                /** @description Name; one that is `.` or `..` alone with `%252E` for each dot */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The window of the same length before */
                        before: {
                            complaints: {
                                count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                interval: number[];
                                n: number;
                                rate: number | null;
                                /** @enum {unknown} */
                                state: "ok" | "watch" | "breached" | "not_enough_mail";
                                threshold: number;
                            };
                            /** @description Message-recipients. `soft` had at least one soft bounce; `recovered` of those were delivered later, `soft_final` were given up */
                            counts: {
                                attempted: number;
                                complaints: number;
                                delivered: number;
                                hard: number;
                                recovered: number;
                                soft: number;
                                soft_final: number;
                            };
                            hard: {
                                count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                interval: number[];
                                n: number;
                                rate: number | null;
                                /** @enum {unknown} */
                                state: "ok" | "watch" | "breached" | "not_enough_mail";
                                threshold: number;
                            };
                            soft: {
                                count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                interval: number[];
                                n: number;
                                rate: number | null;
                                /** @enum {unknown} */
                                state: "ok" | "watch" | "breached" | "not_enough_mail";
                                threshold: number;
                            };
                        };
                        complaints: {
                            count: number;
                            /** @description Lower and upper end of the 95 % interval (Wilson) */
                            interval: number[];
                            n: number;
                            rate: number | null;
                            /** @enum {unknown} */
                            state: "ok" | "watch" | "breached" | "not_enough_mail";
                            threshold: number;
                        };
                        /** @description Message-recipients. `soft` had at least one soft bounce; `recovered` of those were delivered later, `soft_final` were given up */
                        counts: {
                            attempted: number;
                            complaints: number;
                            delivered: number;
                            hard: number;
                            recovered: number;
                            soft: number;
                            soft_final: number;
                        };
                        /** @description The weightiest first */
                        findings: {
                            /** @description Recipients that it is about */
                            count: number;
                            /** @description all, list, sender_domain, ip, stream or provider */
                            dimension: string;
                            /** @enum {unknown} */
                            fault: "list" | "sender" | "receiver" | "network" | "unknown" | "none";
                            incident_id: string | null;
                            key: string;
                            kind: string;
                            next_step: string;
                            provider: string | null;
                            /** @description `q` of GET /v1/bounces */
                            query: string;
                            reason: string | null;
                            sentence: string;
                            /** @enum {unknown} */
                            severity: "breached" | "watch" | "info";
                            template: string | null;
                        }[];
                        hard: {
                            count: number;
                            /** @description Lower and upper end of the 95 % interval (Wilson) */
                            interval: number[];
                            n: number;
                            rate: number | null;
                            /** @enum {unknown} */
                            state: "ok" | "watch" | "breached" | "not_enough_mail";
                            threshold: number;
                        };
                        sentence: string;
                        soft: {
                            count: number;
                            /** @description Lower and upper end of the 95 % interval (Wilson) */
                            interval: number[];
                            n: number;
                            rate: number | null;
                            /** @enum {unknown} */
                            state: "ok" | "watch" | "breached" | "not_enough_mail";
                            threshold: number;
                        };
                        /** @description Soft bounces without those that incidents hold, by which senders are judged; null where they hold none */
                        soft_without_incidents: {
                            count: number;
                            /** @description Lower and upper end of the 95 % interval (Wilson) */
                            interval: number[];
                            n: number;
                            rate: number | null;
                            /** @enum {unknown} */
                            state: "ok" | "watch" | "breached" | "not_enough_mail";
                            threshold: number;
                        } | null;
                        /** @enum {unknown} */
                        state: "ok" | "watch" | "breached" | "not_enough_mail";
                        /** @description Recipients whose failure no rule understands, of those that failed */
                        unknown: {
                            count: number;
                            n: number;
                            share: number | null;
                        };
                        window: {
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            from: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            to: string;
                        };
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1Session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        hostname: string;
                        name: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        now: string;
                        scopes: string[];
                        /** @description Time goes faster than it does, and receivers are simulated */
                        simulated: boolean;
                        speed: number;
                        version: string;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1Session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description What the link has behind `#login=` */
                    link: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        hostname: string;
                        name: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        now: string;
                        scopes: string[];
                        /** @description Time goes faster than it does, and receivers are simulated */
                        simulated: boolean;
                        speed: number;
                        version: string;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteV1Session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is over */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1Sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            created_at: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            expires_at: string;
                            id: string;
                            name: string;
                            scopes: string[];
                        }[];
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteV1SessionsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the session */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is over */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1Settings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /** @description default, file, environment or flag */
                            from: string;
                            key: string;
                            meaning: string;
                            /** @description Where it comes from */
                            origin: string;
                            otherwise: string | null;
                            /** @description As in TOML */
                            value: string;
                        }[];
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1SetupChecks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            advice: string | null;
                            check: string;
                            /** @enum {unknown} */
                            standing: "ok" | "warn" | "fail";
                            text: string;
                        }[];
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1Silences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `next` is null on the last page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            by: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            created_at: string;
                            id: string;
                            key: string | null;
                            rule: string | null;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            until: string;
                            why: string;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1Silences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Every alert; what names neither rule nor key has to say so */
                    all?: boolean;
                    /** @description Duration such as "2h"; or until */
                    for?: string;
                    /** @description Key; left out: every one */
                    key?: string;
                    /** @description Rule; left out: every one */
                    rule?: string;
                    /** @description Instant (RFC 3339) */
                    until?: string;
                    /** @description For people */
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        by: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        created_at: string;
                        id: string;
                        key: string | null;
                        rule: string | null;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        until: string;
                        why: string;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteV1SilencesId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the silence */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What still stands is told at the next look */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1Simulator: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receivers: {
                            /** @description "gmail.sim" */
                            domain: string;
                            id: string;
                            name: string;
                        }[];
                        scenarios: {
                            group: string;
                            /** @description Part of the address */
                            name: string;
                            /** @description Also at another stage: "data-" in front */
                            staged: boolean;
                            /**
                             * @description Before the @, or as a sub-domain
                             * @enum {unknown}
                             */
                            where: "mailbox" | "domain";
                        }[];
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1Sources: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            failed: number;
                            follows: ("imap" | "maildir" | "log" | "webhook") | null;
                            ignored: number;
                            items: number;
                            /** @description As on events */
                            kind: string;
                            lag_ms: number | null;
                            last_error: {
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC
                                 */
                                at: string;
                                text: string;
                            } | null;
                            last_event_at: string | null;
                            last_item_at: string | null;
                            machine: string | null;
                            name: string;
                            not_understood: number;
                            /**
                             * @description settings: of the configuration; added: here, while the service ran; heard: it speaks by itself
                             * @enum {unknown}
                             */
                            origin: "settings" | "added" | "heard";
                            paused: boolean;
                            /** @description Items a minute, recent ones weighing more */
                            rate: number;
                            recorded: number;
                            refused: number;
                            repeated: number;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            since: string;
                            untrusted: number;
                            where: string | null;
                        }[];
                        in_tray: number;
                        next: null;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1Sources: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {unknown} */
                    after?: "seen" | "delete" | "move";
                    /** @description Absolute path */
                    ca_file?: string;
                    host: string;
                    /** @constant */
                    kind: "imap";
                    /** @description INBOX when left out */
                    mailbox?: string;
                    /** @description Mailbox */
                    move_to?: string;
                    name: string;
                    /** @description Password; or password_file */
                    password?: string;
                    /** @description Absolute path */
                    password_file?: string;
                    poll_ms?: number;
                    port?: number;
                    /** @enum {unknown} */
                    tls?: "implicit" | "starttls" | "none";
                    /** @description User */
                    user: string;
                } | {
                    delete?: boolean;
                    /** @constant */
                    kind: "maildir";
                    name: string;
                    /** @description Absolute path */
                    path: string;
                } | {
                    /** @enum {unknown} */
                    format?: "kumomta" | "powermta" | "haraka" | "exim" | "opensmtpd" | "postfix" | "sendmail";
                    /** @description Read also what was there before the first look */
                    history?: boolean;
                    /** @constant */
                    kind: "log";
                    name: string;
                    /** @description Absolute path */
                    path: string;
                } | {
                    basic?: string[];
                    headers?: string[];
                    keys?: string[];
                    /** @constant */
                    kind: "webhook";
                    name: string;
                    /** @enum {unknown} */
                    provider: "ses" | "sendgrid" | "mailgun" | "postmark" | "sparkpost" | "mailjet" | "brevo" | "resend" | "kumomta";
                    tokens?: string[];
                    topics?: string[];
                    window_ms?: number;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        failed: number;
                        follows: ("imap" | "maildir" | "log" | "webhook") | null;
                        ignored: number;
                        items: number;
                        /** @description As on events */
                        kind: string;
                        lag_ms: number | null;
                        last_error: {
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            at: string;
                            text: string;
                        } | null;
                        last_event_at: string | null;
                        last_item_at: string | null;
                        machine: string | null;
                        name: string;
                        not_understood: number;
                        /**
                         * @description settings: of the configuration; added: here, while the service ran; heard: it speaks by itself
                         * @enum {unknown}
                         */
                        origin: "settings" | "added" | "heard";
                        paused: boolean;
                        /** @description Items a minute, recent ones weighing more */
                        rate: number;
                        recorded: number;
                        refused: number;
                        repeated: number;
                        shares_key_with: string | null;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        since: string;
                        untrusted: number;
                        where: string | null;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteV1SourcesName: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Whole name: "imap:bounces" */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1SourcesNamePause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Whole name: "imap:bounces" */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        failed: number;
                        follows: ("imap" | "maildir" | "log" | "webhook") | null;
                        ignored: number;
                        items: number;
                        /** @description As on events */
                        kind: string;
                        lag_ms: number | null;
                        last_error: {
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            at: string;
                            text: string;
                        } | null;
                        last_event_at: string | null;
                        last_item_at: string | null;
                        machine: string | null;
                        name: string;
                        not_understood: number;
                        /**
                         * @description settings: of the configuration; added: here, while the service ran; heard: it speaks by itself
                         * @enum {unknown}
                         */
                        origin: "settings" | "added" | "heard";
                        paused: boolean;
                        /** @description Items a minute, recent ones weighing more */
                        rate: number;
                        recorded: number;
                        refused: number;
                        repeated: number;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        since: string;
                        untrusted: number;
                        where: string | null;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1SourcesNameResume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Whole name: "imap:bounces" */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        failed: number;
                        follows: ("imap" | "maildir" | "log" | "webhook") | null;
                        ignored: number;
                        items: number;
                        /** @description As on events */
                        kind: string;
                        lag_ms: number | null;
                        last_error: {
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            at: string;
                            text: string;
                        } | null;
                        last_event_at: string | null;
                        last_item_at: string | null;
                        machine: string | null;
                        name: string;
                        not_understood: number;
                        /**
                         * @description settings: of the configuration; added: here, while the service ran; heard: it speaks by itself
                         * @enum {unknown}
                         */
                        origin: "settings" | "added" | "heard";
                        paused: boolean;
                        /** @description Items a minute, recent ones weighing more */
                        rate: number;
                        recorded: number;
                        refused: number;
                        repeated: number;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        since: string;
                        untrusted: number;
                        where: string | null;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1SourcesNameTest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Whole name: "imap:bounces" */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ok: boolean;
                        /** @description Sentences; nothing of it was recorded */
                        saw: string[];
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1StatsSeries: {
        parameters: {
            query?: {
                /** @description What is counted by; all by default */
                dimension?: "all" | "list" | "sender_domain" | "ip" | "stream" | "campaign" | "provider" | "domain" | "reason" | "template" | "provider_reason" | "list_reason" | "sender_domain_reason" | "ip_reason" | "stream_reason";
                /** @description First instant (RFC 3339), instead of `window` */
                from?: string;
                /** @description Hours up to three days by default */
                interval?: "hour" | "day";
                /** @description Which of it, such as the name of a list */
                key?: string;
                /** @description First instant after it; now by default */
                to?: string;
                /** @description Length of the window that ends now; 7d by default */
                window?: "1h" | "24h" | "7d" | "30d" | "90d";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            at: string;
                            /** @description Message-recipients. `soft` had at least one soft bounce; `recovered` of those were delivered later, `soft_final` were given up */
                            counts: {
                                attempted: number;
                                complaints: number;
                                delivered: number;
                                hard: number;
                                recovered: number;
                                soft: number;
                                soft_final: number;
                            };
                        }[];
                        /** @enum {unknown} */
                        interval: "hour" | "day";
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1StatsTop: {
        parameters: {
            query: {
                /** @description What is counted by */
                dimension: "list" | "sender_domain" | "ip" | "stream" | "campaign" | "provider" | "domain" | "reason" | "template" | "provider_reason" | "list_reason" | "sender_domain_reason" | "ip_reason" | "stream_reason";
                /** @description First instant (RFC 3339), instead of `window` */
                from?: string;
                /** @description Only this key; of provider_reason and the like, only this provider */
                key?: string;
                /** @description Most keys */
                limit?: number;
                /** @description The most of what; attempted by default */
                sort?: "attempted" | "hard" | "soft" | "complaints";
                /** @description First instant after it; now by default */
                to?: string;
                /** @description Length of the window that ends now; 7d by default */
                window?: "1h" | "24h" | "7d" | "30d" | "90d";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            before: {
                                attempted: number;
                                complaints: number;
                                delivered: number;
                                hard: number;
                                recovered: number;
                                soft: number;
                                soft_final: number;
                            } | null;
                            complaints: {
                                count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                interval: number[];
                                n: number;
                                rate: number | null;
                                /** @enum {unknown} */
                                state: "ok" | "watch" | "breached" | "not_enough_mail";
                                threshold: number;
                            };
                            /** @description Message-recipients. `soft` had at least one soft bounce; `recovered` of those were delivered later, `soft_final` were given up */
                            counts: {
                                attempted: number;
                                complaints: number;
                                delivered: number;
                                hard: number;
                                recovered: number;
                                soft: number;
                                soft_final: number;
                            };
                            hard: {
                                count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                interval: number[];
                                n: number;
                                rate: number | null;
                                /** @enum {unknown} */
                                state: "ok" | "watch" | "breached" | "not_enough_mail";
                                threshold: number;
                            };
                            key: string;
                            soft: {
                                count: number;
                                /** @description Lower and upper end of the 95 % interval (Wilson) */
                                interval: number[];
                                n: number;
                                rate: number | null;
                                /** @enum {unknown} */
                                state: "ok" | "watch" | "breached" | "not_enough_mail";
                                threshold: number;
                            };
                        }[];
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1Store: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        durable: boolean;
                        kind: string;
                        text: string;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1StoreBackup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Absolute path that does not exist */
                    file: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        file: string;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1StoreVerify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Reads every page and every message */
                    deep?: boolean;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        findings: string[];
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1Suppressions: {
        parameters: {
            query?: {
                /** @description `next` of the page before */
                after?: string;
                /** @description Domain of the address */
                domain?: string;
                /** @description Most entries of a page */
                limit?: number;
                reason?: "user_unknown" | "user_disabled" | "user_moved" | "bad_address_syntax" | "domain_not_found" | "no_mx" | "message_expired" | "dns_failure" | "connection_failure" | "tls_failure" | "greylisted" | "receiver_temporary_failure" | "receiver_storage_full" | "routing_loop" | "relay_denied" | "domain_not_accepting" | "protocol_error" | "message_too_large" | "mailer_error" | "mailbox_full" | "mailbox_full_inactive" | "out_of_office" | "auto_acknowledgement" | "challenge_response" | "departed" | "rate_limited" | "recipient_rate_limited" | "too_many_recipients" | "dnsbl_ip" | "dnsbl_domain" | "bad_reputation" | "spam_content" | "virus_content" | "content_prohibited" | "malformed_message" | "auth_spf" | "auth_dkim" | "auth_dmarc" | "auth_failed" | "missing_ptr" | "bad_sender" | "policy_restriction" | "recipient_restricted" | "blocked_by_recipient" | "authentication_required" | "blocked_unspecified" | "complaint" | "previously_suppressed" | "sender_account" | "undetermined";
                scope?: "global" | "stream" | "list" | "sender";
                state?: "provisional" | "confirmed" | "released";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `next` is null on the last page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            address: string | null;
                            address_sha256: string;
                            cause: string | null;
                            expires_at: string | null;
                            incident_id: string | null;
                            reason: string;
                            rule: string | null;
                            /** @enum {unknown} */
                            scope: "global" | "stream" | "list" | "sender";
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            since: string;
                            /** @enum {unknown} */
                            state: "provisional" | "confirmed" | "released";
                            template: string | null;
                            /** @description Stream, list or sender; empty for global */
                            value: string;
                            who: string | null;
                            why: string;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1SuppressionsAddress: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Address */
                address: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        causes: {
                            ambiguous: boolean;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            at: string;
                            attempt: number | null;
                            attempts: {
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC
                                 */
                                at: string;
                                code: number | null;
                                host: string | null;
                                reason: string;
                                status: string | null;
                                text: string;
                            }[] | null;
                            campaign: string | null;
                            correlated_by?: string;
                            dominant_reason: string | null;
                            duration_ms: number | null;
                            foreign_message?: string;
                            health?: {
                                dimension: string;
                                from: string;
                                key: string;
                                n: number;
                                rate: string;
                                threshold: number;
                                to: string;
                                value: number;
                            };
                            id: string;
                            incident?: {
                                figures: {
                                    attempts: number;
                                    baseline: number;
                                    rate: number;
                                    recently_delivered_share: number | null;
                                    recipients: number;
                                } | null;
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC
                                 */
                                from: string;
                                kind: string;
                                provider: string | null;
                                reason: string;
                                share: number | null;
                                source_ip: string | null;
                                template: string | null;
                                until: string | null;
                                who: string | null;
                            };
                            incident_id: string | null;
                            list: string | null;
                            message_id: string | null;
                            mx: {
                                address: string;
                                host: string;
                            } | null;
                            next_attempt_at: string | null;
                            original_recipient: string | null;
                            recipient: string | null;
                            reclassification?: {
                                event: string;
                                rules: string | null;
                                run: string | null;
                                undoes: string | null;
                                who: string;
                                why: string;
                            };
                            reply: {
                                code: number | null;
                                status: string | null;
                                text: string;
                            } | null;
                            sender: string | null;
                            source: string;
                            source_ip: string | null;
                            source_name?: string;
                            stage: string | null;
                            stream: string | null;
                            suppression?: {
                                address_sha256?: string;
                                expires_at: string | null;
                                reason: string;
                                scope: string;
                                value: string;
                                who: string | null;
                                why: string;
                            };
                            tags: string[];
                            tls: string | null;
                            trusted: boolean;
                            /** @enum {unknown} */
                            type: "accepted" | "delivered" | "deferred" | "bounced" | "expired" | "cancelled" | "delayed_notice" | "bounce_received" | "feedback_received" | "auto_reply_received" | "suppressed_send" | "address_suppressed" | "address_released" | "incident_opened" | "incident_closed" | "health_changed" | "reclassified" | "incident_released" | "quarantined";
                            verdict: {
                                action: string;
                                blocklist: {
                                    lists: string;
                                    name: string;
                                } | null;
                                /** @enum {unknown} */
                                bounce: "hard" | "soft" | "none";
                                category: string;
                                code: number | null;
                                confidence: number;
                                /** @description Words of the reply that decided; offsets in UTF-16 units */
                                evidence: {
                                    end: number;
                                    start: number;
                                    text: string;
                                }[];
                                fault: string[];
                                /** @description False when the message will or should be tried again */
                                final: boolean;
                                group: string;
                                help_url: string | null;
                                last_transient?: string;
                                provider: string | null;
                                reason: string;
                                retry_after: number | null;
                                rule: string;
                                status: string | null;
                                template: string;
                            } | null;
                        }[];
                        changes: {
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            at: string;
                            event: string;
                            from: ("provisional" | "confirmed" | "released") | null;
                            /** @enum {unknown} */
                            scope: "global" | "stream" | "list" | "sender";
                            to: ("provisional" | "confirmed" | "released") | null;
                            value: string;
                            who: string | null;
                            why: string;
                        }[];
                        entries: {
                            address: string | null;
                            address_sha256: string;
                            cause: string | null;
                            expires_at: string | null;
                            incident_id: string | null;
                            reason: string;
                            rule: string | null;
                            /** @enum {unknown} */
                            scope: "global" | "stream" | "list" | "sender";
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            since: string;
                            /** @enum {unknown} */
                            state: "provisional" | "confirmed" | "released";
                            template: string | null;
                            /** @description Stream, list or sender; empty for global */
                            value: string;
                            who: string | null;
                            why: string;
                        }[];
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putV1SuppressionsAddress: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Address */
                address: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Instant (RFC 3339); left out: never */
                    expires_at?: string;
                    /**
                     * @default previously_suppressed
                     * @enum {unknown}
                     */
                    reason?: "user_unknown" | "user_disabled" | "user_moved" | "bad_address_syntax" | "domain_not_found" | "no_mx" | "message_expired" | "dns_failure" | "connection_failure" | "tls_failure" | "greylisted" | "receiver_temporary_failure" | "receiver_storage_full" | "routing_loop" | "relay_denied" | "domain_not_accepting" | "protocol_error" | "message_too_large" | "mailer_error" | "mailbox_full" | "mailbox_full_inactive" | "out_of_office" | "auto_acknowledgement" | "challenge_response" | "departed" | "rate_limited" | "recipient_rate_limited" | "too_many_recipients" | "dnsbl_ip" | "dnsbl_domain" | "bad_reputation" | "spam_content" | "virus_content" | "content_prohibited" | "malformed_message" | "auth_spf" | "auth_dkim" | "auth_dmarc" | "auth_failed" | "missing_ptr" | "bad_sender" | "policy_restriction" | "recipient_restricted" | "blocked_by_recipient" | "authentication_required" | "blocked_unspecified" | "complaint" | "previously_suppressed" | "sender_account" | "undetermined";
                    /**
                     * @default global
                     * @enum {unknown}
                     */
                    scope?: "global" | "stream" | "list" | "sender";
                    /** @description Stream, list or sender that the scope is about */
                    value?: string;
                    /** @description For people */
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        entries: {
                            address: string | null;
                            address_sha256: string;
                            cause: string | null;
                            expires_at: string | null;
                            incident_id: string | null;
                            reason: string;
                            rule: string | null;
                            /** @enum {unknown} */
                            scope: "global" | "stream" | "list" | "sender";
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            since: string;
                            /** @enum {unknown} */
                            state: "provisional" | "confirmed" | "released";
                            template: string | null;
                            /** @description Stream, list or sender; empty for global */
                            value: string;
                            who: string | null;
                            why: string;
                        }[];
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteV1SuppressionsAddress: {
        parameters: {
            query?: {
                scope?: "global" | "stream" | "list" | "sender";
                /** @description Stream, list or sender that the scope is about */
                value?: string;
                /** @description For people */
                why?: string;
            };
            header?: never;
            path: {
                /** @description Address */
                address: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description False: nothing held mail back */
                        released: boolean;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1SuppressionsCheck: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    addresses: string[];
                    /** @description List of the mail */
                    list?: string;
                    /** @description Sender of the mail */
                    sender?: string;
                    /** @description Stream of the mail */
                    stream?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            address: string;
                            entry: {
                                address: string | null;
                                address_sha256: string;
                                cause: string | null;
                                expires_at: string | null;
                                incident_id: string | null;
                                reason: string;
                                rule: string | null;
                                /** @enum {unknown} */
                                scope: "global" | "stream" | "list" | "sender";
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC
                                 */
                                since: string;
                                /** @enum {unknown} */
                                state: "provisional" | "confirmed" | "released";
                                template: string | null;
                                /** @description Stream, list or sender; empty for global */
                                value: string;
                                who: string | null;
                                why: string;
                            } | null;
                            suppressed: boolean;
                        }[];
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1SuppressionsExport: {
        parameters: {
            query?: {
                format?: "csv" | "jsonl" | "hashed";
                /** @description Without addresses, in any form */
                hashed?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One entry a line */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1SuppressionsImport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    dry_run?: boolean;
                    entries: {
                        address?: string;
                        address_sha256?: string;
                        /** @description Instant (RFC 3339); left out: never */
                        expires_at?: string;
                        /**
                         * @default previously_suppressed
                         * @enum {unknown}
                         */
                        reason?: "user_unknown" | "user_disabled" | "user_moved" | "bad_address_syntax" | "domain_not_found" | "no_mx" | "message_expired" | "dns_failure" | "connection_failure" | "tls_failure" | "greylisted" | "receiver_temporary_failure" | "receiver_storage_full" | "routing_loop" | "relay_denied" | "domain_not_accepting" | "protocol_error" | "message_too_large" | "mailer_error" | "mailbox_full" | "mailbox_full_inactive" | "out_of_office" | "auto_acknowledgement" | "challenge_response" | "departed" | "rate_limited" | "recipient_rate_limited" | "too_many_recipients" | "dnsbl_ip" | "dnsbl_domain" | "bad_reputation" | "spam_content" | "virus_content" | "content_prohibited" | "malformed_message" | "auth_spf" | "auth_dkim" | "auth_dmarc" | "auth_failed" | "missing_ptr" | "bad_sender" | "policy_restriction" | "recipient_restricted" | "blocked_by_recipient" | "authentication_required" | "blocked_unspecified" | "complaint" | "previously_suppressed" | "sender_account" | "undetermined";
                        /**
                         * @default global
                         * @enum {unknown}
                         */
                        scope?: "global" | "stream" | "list" | "sender";
                        /** @description Stream, list or sender that the scope is about */
                        value?: string;
                        /** @description For people */
                        why?: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        added: number;
                        /** @description Held back already, as surely and as long: left as they are */
                        known: number;
                        wrong: {
                            index: number;
                            why: string;
                        }[];
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1SuppressionsImports: {
        parameters: {
            query?: {
                /** @description `next` of the page before */
                after?: string;
                /** @description Most entries of a page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `next` is null on the last page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /** @description Of an import; a run over the past has fields of its own */
                            detail: {
                                dry_run?: boolean;
                                /** @description The first 100 */
                                errors?: {
                                    line: number;
                                    why: string;
                                }[];
                                invalid?: number;
                                known?: number;
                                lines?: number;
                                new?: number;
                                octets?: number;
                                problem?: string;
                                read_octets?: number;
                                released?: number;
                            } & {
                                [key: string]: unknown;
                            };
                            id: string;
                            /** @enum {unknown} */
                            kind: "reclassify" | "import";
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            started_at: string;
                            /** @enum {unknown} */
                            state: "running" | "done" | "failed" | "undone";
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            touched_at: string;
                            who: string;
                            why: string;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1SuppressionsImports: {
        parameters: {
            query?: {
                dry_run?: boolean;
                /** @description Instant (RFC 3339); left out: never */
                expires_at?: string;
                reason?: "user_unknown" | "user_disabled" | "user_moved" | "bad_address_syntax" | "domain_not_found" | "no_mx" | "message_expired" | "dns_failure" | "connection_failure" | "tls_failure" | "greylisted" | "receiver_temporary_failure" | "receiver_storage_full" | "routing_loop" | "relay_denied" | "domain_not_accepting" | "protocol_error" | "message_too_large" | "mailer_error" | "mailbox_full" | "mailbox_full_inactive" | "out_of_office" | "auto_acknowledgement" | "challenge_response" | "departed" | "rate_limited" | "recipient_rate_limited" | "too_many_recipients" | "dnsbl_ip" | "dnsbl_domain" | "bad_reputation" | "spam_content" | "virus_content" | "content_prohibited" | "malformed_message" | "auth_spf" | "auth_dkim" | "auth_dmarc" | "auth_failed" | "missing_ptr" | "bad_sender" | "policy_restriction" | "recipient_restricted" | "blocked_by_recipient" | "authentication_required" | "blocked_unspecified" | "complaint" | "previously_suppressed" | "sender_account" | "undetermined";
                scope?: "global" | "stream" | "list" | "sender";
                /** @description Stream, list or sender that the scope is about */
                value?: string;
                /** @description For people */
                why?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    dry_run?: boolean;
                    /** @description Entries with the fields that an export has */
                    entries: {
                        [key: string]: unknown;
                    }[];
                };
                "application/jsonl": unknown;
                "application/x-ndjson": unknown;
                "text/csv": unknown;
            };
        };
        responses: {
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Of an import; a run over the past has fields of its own */
                        detail: {
                            dry_run?: boolean;
                            /** @description The first 100 */
                            errors?: {
                                line: number;
                                why: string;
                            }[];
                            invalid?: number;
                            known?: number;
                            lines?: number;
                            new?: number;
                            octets?: number;
                            problem?: string;
                            read_octets?: number;
                            released?: number;
                        } & {
                            [key: string]: unknown;
                        };
                        id: string;
                        /** @enum {unknown} */
                        kind: "reclassify" | "import";
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        started_at: string;
                        /** @enum {unknown} */
                        state: "running" | "done" | "failed" | "undone";
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        touched_at: string;
                        who: string;
                        why: string;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1Tray: {
        parameters: {
            query?: {
                /** @description `next` of the page before */
                after?: string;
                /** @description Most entries of a page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `next` is null on the last page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            at: string;
                            /** @enum {unknown} */
                            form: "eml" | "json" | "bin";
                            id: string;
                            /** @description As on events */
                            kind: string;
                            recipient: string | null;
                            /** @description Octets */
                            size: number;
                            /** @description Name of the source */
                            source: string;
                            why: string[];
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1TrayId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        at: string;
                        /** @enum {unknown} */
                        form: "eml" | "json" | "bin";
                        id: string;
                        /** @description As on events */
                        kind: string;
                        recipient: string | null;
                        /** @description Octets */
                        size: number;
                        /** @description Name of the source */
                        source: string;
                        why: string[];
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteV1TrayId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1TrayIdRaw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1TrayIdRetry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Kept because it was not understood, all of it or a part */
                        in_tray: boolean;
                        /** @description What was not understood, or why there was nothing to record */
                        notes: string[];
                        /** @description New events */
                        recorded: number;
                        /** @description Events that were known */
                        repeated: number;
                        /** @description Kept, without effect: nothing proves that they are about mail of ours */
                        untrusted: number;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1Webhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `next` is null on the last page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            created_at: string;
                            description: string;
                            failing_since: string | null;
                            id: string;
                            /** @description Those that sign; one that is being changed has an end */
                            secrets: {
                                ends_in: string;
                                until: string | null;
                            }[];
                            /** @enum {unknown} */
                            state: "active" | "paused" | "disabled";
                            /** @description Empty: all of them */
                            types: string[];
                            url: string;
                            why: string | null;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1Webhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description For people */
                    description?: string;
                    /** @description "whsec_" and 24 to 64 octets in base64; left out: a new one is made */
                    secret?: string;
                    /** @description None: all of them */
                    types?: ("message.accepted" | "message.delivered" | "message.delayed" | "message.bounced" | "message.expired" | "message.complained" | "message.suppressed" | "message.held" | "bounce.received" | "bounce.unmatched" | "bounce.reclassified" | "address.suppressed" | "address.unsuppressed" | "incident.opened" | "incident.closed" | "list.health.changed" | "sender.health.changed" | "alert.opened" | "alert.resolved" | "webhook.test")[];
                    /** @description https, or http; public unless webhooks.allow_networks has it */
                    url: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        created_at: string;
                        description: string;
                        failing_since: string | null;
                        id: string;
                        /** @description Shown here and never again */
                        secret: string;
                        /** @description Those that sign; one that is being changed has an end */
                        secrets: {
                            ends_in: string;
                            until: string | null;
                        }[];
                        /** @enum {unknown} */
                        state: "active" | "paused" | "disabled";
                        /** @description Empty: all of them */
                        types: string[];
                        url: string;
                        why: string | null;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1WebhooksId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the webhook */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        created_at: string;
                        description: string;
                        failing_since: string | null;
                        id: string;
                        /** @description Those that sign; one that is being changed has an end */
                        secrets: {
                            ends_in: string;
                            until: string | null;
                        }[];
                        /** @enum {unknown} */
                        state: "active" | "paused" | "disabled";
                        /** @description Empty: all of them */
                        types: string[];
                        url: string;
                        why: string | null;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteV1WebhooksId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the webhook */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is told nothing more */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchV1WebhooksId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the webhook */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description For people */
                    description?: string;
                    /** @enum {unknown} */
                    state?: "active" | "paused";
                    /** @description None: all of them */
                    types?: ("message.accepted" | "message.delivered" | "message.delayed" | "message.bounced" | "message.expired" | "message.complained" | "message.suppressed" | "message.held" | "bounce.received" | "bounce.unmatched" | "bounce.reclassified" | "address.suppressed" | "address.unsuppressed" | "incident.opened" | "incident.closed" | "list.health.changed" | "sender.health.changed" | "alert.opened" | "alert.resolved" | "webhook.test")[];
                    /** @description https, or http; public unless webhooks.allow_networks has it */
                    url?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        created_at: string;
                        description: string;
                        failing_since: string | null;
                        id: string;
                        /** @description Those that sign; one that is being changed has an end */
                        secrets: {
                            ends_in: string;
                            until: string | null;
                        }[];
                        /** @enum {unknown} */
                        state: "active" | "paused" | "disabled";
                        /** @description Empty: all of them */
                        types: string[];
                        url: string;
                        why: string | null;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getV1WebhooksIdDeliveries: {
        parameters: {
            query?: {
                /** @description `next` of the page before */
                after?: string;
                /** @description Most entries of a page */
                limit?: number;
                state?: "waiting" | "delivered" | "failed";
            };
            header?: never;
            path: {
                /** @description Id of the webhook */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `next` is null on the last page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            at: string;
                            attempts: number;
                            /** @description JSON as it is sent */
                            body: string;
                            duration_ms: number | null;
                            error: string | null;
                            id: string;
                            last_attempt_at: string | null;
                            next_attempt_at: string | null;
                            replay: boolean;
                            /** @enum {unknown} */
                            state: "waiting" | "delivered" | "failed";
                            status: number | null;
                            type: string;
                            webhook: string;
                            /** @description As the receiver sees it: the same in every attempt and replay */
                            webhook_id: string;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1WebhooksIdReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the webhook */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Instant (RFC 3339) */
                    since: string;
                };
            };
        };
        responses: {
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        next: string | null;
                        queued: number;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1WebhooksIdRotate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the webhook */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Duration such as "24h", the default; at most 30d */
                    overlap?: string;
                    /** @description "whsec_" and 24 to 64 octets in base64; left out: a new one is made */
                    secret?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        created_at: string;
                        description: string;
                        failing_since: string | null;
                        id: string;
                        /** @description Shown here and never again */
                        secret: string;
                        /** @description Those that sign; one that is being changed has an end */
                        secrets: {
                            ends_in: string;
                            until: string | null;
                        }[];
                        /** @enum {unknown} */
                        state: "active" | "paused" | "disabled";
                        /** @description Empty: all of them */
                        types: string[];
                        url: string;
                        why: string | null;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postV1WebhooksIdTest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the webhook */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        at: string;
                        attempts: number;
                        /** @description JSON as it is sent */
                        body: string;
                        duration_ms: number | null;
                        error: string | null;
                        id: string;
                        last_attempt_at: string | null;
                        next_attempt_at: string | null;
                        replay: boolean;
                        /** @enum {unknown} */
                        state: "waiting" | "delivered" | "failed";
                        status: number | null;
                        type: string;
                        webhook: string;
                        /** @description As the receiver sees it: the same in every attempt and replay */
                        webhook_id: string;
                    };
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
