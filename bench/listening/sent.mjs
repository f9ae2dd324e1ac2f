/** A store with mail that was sent before: what the reports are about. */
import { join } from 'node:path';

const perMessage = 20;
const atOnce = 40;

let serial = 0;
/** UUIDv7. */
function idAt(prefix, at) {
  const time = at.toString(16).padStart(12, '0');
  const rest = (serial++).toString(16).padStart(12, '0');
  return `${prefix}${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(-3)}-8${rest.slice(-6, -3)}-${rest}`;
}

const addressOf = (message, position) =>
  `user${message * perMessage + position}@d${(message * 7 + position) % 5000}.example`;

export const recipientOf = (messages, index) => {
  const message = Math.floor(index / perMessage);
  return { messageId: messages[message], recipient: addressOf(message, index % perMessage) };
};

function unitsOf(number, at) {
  const id = idAt('msg_', at);
  const to = Array.from({ length: perMessage }, (_, position) => addressOf(number, position));
  const event = (type, recipient) => ({
    ...{ id: idAt('evt_', at), at, type, message_id: id, recipient, original_recipient: null },
    ...{ sender: 'news@sender.example', stream: 'bulk', list: `list ${number % 50}`, campaign: null, tags: [] },
    ...{ attempt: null, mx: null, source_ip: null, tls: null, stage: null, reply: null, verdict: null },
    ...{ source: 'smtp_session', trusted: true, duration_ms: null, incident_id: null, ambiguous: false },
    ...{ next_attempt_at: null, attempts: null, dominant_reason: null },
  });
  const message = {
    ...{ id, acceptedAt: at, sender: 'news@sender.example', stream: 'bulk', list: `list ${number % 50}` },
    ...{ campaign: null, tags: [], ret: null, envid: null, eightBit: true, smtputf8: false, size: 9 },
    ...{ headerMessageId: `<${id}@sender.example>`, subject: 'News', origin: 'smtp', submitter: 'app' },
    ...{ notifiable: true, source: 'default', retry: null, recipients: perMessage },
  };
  const lane = 'receiver.example|default|default';
  const entries = to.map((recipient, position) => ({
    ...{ position, recipient, orcpt: null, notify: null, lane, nextAt: at },
  }));
  const accept = { message, body: Buffer.from('Hello\r\n'), entries, leased: true };
  return [
    { accept, events: to.map((recipient) => event('accepted', recipient)) },
    {
      settle: to.map((_, position) => ({ kind: 'done', messageId: id, position })),
      events: to.map((recipient) => event('delivered', recipient)),
    },
  ];
}

/** Answers the ids of the messages. */
export async function fill(openStore, { folder, store: url, recipients }) {
  const store = await openStore(
    { store: { url }, clock: { speed: 1 } },
    { data: folder, database: join(folder, 'hearback.db') },
  );
  const ids = [];
  try {
    await store.openSession(3_600_000, Date.now());
    const count = Math.ceil(recipients / perMessage);
    for (let number = 0; number < count; ) {
      const units = [];
      for (; units.length < atOnce && number < count; number++) units.push(unitsOf(number, Date.now()));
      await Promise.all(
        units.map(async ([accepted, settled]) => {
          ids[ids.length] = accepted.accept.message.id;
          for (const unit of [accepted, settled]) {
            const committed = await store.commit(unit);
            if (committed !== 'committed') throw new Error(`a message was answered ${committed}`);
          }
        }),
      );
    }
    await store.closeSession();
  } finally {
    await store.close();
  }
  return ids;
}
