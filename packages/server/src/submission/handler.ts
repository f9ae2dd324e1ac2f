/** What our receiver asks when mail is handed in by SMTP: who may, for whom; and the message itself to `Accept`. */
import type { Client, Envelope, ReceivedMessage, ReceiverHandler, ReceiverReply } from '@hearback/smtp';
import type { Accept, Accepted } from '../delivery/submission.ts';
import { failpoint } from '../observe/failpoint.ts';
import type { Log } from '../observe/log.ts';
import { verifyPassword } from './password.ts';
import type { Permission } from './permission.ts';
import { whyNotAuthor, whyNotSender } from './sends-as.ts';

export interface HandlerOptions {
  readonly permission: () => Permission;
  readonly accept: Accept;
  /** Null: there is room. Asked before DATA, so that nothing is sent in vain. */
  readonly full: () => ReceiverReply | null;
  readonly log: Log;
}

const reply = (code: number, status: string, text: string): ReceiverReply => ({ code, status, text });
const denied = reply(550, '5.7.1', 'Relaying denied: log in, or send from a trusted network');
const nobodyHere = reply(550, '5.1.1', 'This server keeps no mailboxes');
const noPostmaster = reply(550, '5.1.1', 'No postmaster has been set here');

export function createSubmissionHandler(options: HandlerOptions): ReceiverHandler {
  const { permission, log } = options;
  return {
    connected() {
      failpoint('after-connect');
      return null;
    },
    async authenticate(login, password, client) {
      const user = permission().user(login);
      const right = await verifyPassword(password, user?.password ?? null);
      if (!right) log.warn({ client: client.address, session: client.session, login }, 'Wrong password');
      return right ? (user?.name ?? null) : null;
    },
    mail(sender, _parameters, client) {
      failpoint('after-MAIL');
      // Of a network it is asked when the recipient is known (RFC 5321 §3.3): reports come by the same way, from anybody.
      return client.user === null ? null : refuseSender(permission(), sender, client);
    },
    rcpt(recipient, sender, client) {
      failpoint('after-RCPT');
      return refuseSender(permission(), sender, client) ?? refuseRecipient(permission(), recipient.address, client);
    },
    data: () => options.full(),
    message: (message, client) => take(options, message, client),
  };
}

function refuseSender(permission: Permission, sender: string, client: Client): ReceiverReply | null {
  const submitter = permission.submitter(client);
  const why = submitter === null ? null : whyNotSender(submitter, sender);
  return why === null ? null : reply(553, '5.7.1', why);
}

function refuseRecipient(permission: Permission, recipient: string, client: Client): ReceiverReply | null {
  const destination = permission.destination(recipient);
  if (destination.kind === 'postmaster' && destination.address !== null) return null;
  if (permission.submitter(client) === null) return denied;
  if (destination.kind === 'postmaster') return noPostmaster;
  return destination.kind === 'nobody_here' ? nobodyHere : null;
}

async function take(options: HandlerOptions, message: ReceivedMessage, client: Client): Promise<ReceiverReply> {
  const { permission, accept, log } = options;
  const submitter = permission().submitter(client);
  const why = submitter === null ? null : whyNotAuthor(submitter, message.body);
  if (why !== null) {
    log.warn({ client: client.address, session: client.session, why }, 'A message was refused for its author');
    return reply(550, '5.7.1', why);
  }
  failpoint('after-dot-before-commit');
  const known = submitter !== null;
  const user = client.user === null ? null : permission().user(client.user);
  try {
    const accepted = await accept({
      envelope: withPostmaster(message.envelope, permission()),
      body: message.body,
      origin: 'smtp',
      submitter: client.user,
      notifiable: known,
      ours: known,
      client,
      labels: user?.stream != null && !namesStream(message.body) ? { stream: user.stream } : {},
      retry: null,
      idempotency: null,
    });
    failpoint('after-commit-before-250');
    return replyTo(accepted);
  } catch (error) {
    // Nothing has been promised: whoever sends keeps the message and tries again.
    log.error({ err: error, session: client.session }, 'A message could not be stored');
    return reply(451, '4.3.0', 'The message could not be stored, try again later');
  }
}

function replyTo(accepted: Accepted): ReceiverReply {
  if (accepted.kind === 'refused') return reply(accepted.code, accepted.status, accepted.text);
  // Mail that comes by SMTP has no such key; whoever gives it one is told.
  if (accepted.kind === 'mismatched') return reply(554, '5.5.0', 'The key of this message was used for another');
  const left = accepted.kind === 'accepted' ? accepted.suppressed.length : 0;
  const note = left === 0 ? '' : `, ${left} suppressed ${left === 1 ? 'recipient' : 'recipients'} left out`;
  return reply(250, '2.0.0', `Queued as ${accepted.id}${note}`);
}

/** Mail for our postmaster goes to the address that has been set. */
function withPostmaster(envelope: Envelope, permission: Permission): Envelope {
  const recipients = envelope.recipients.map((recipient) => {
    const destination = permission.destination(recipient.address);
    const address = destination.kind === 'postmaster' ? destination.address : null;
    return address === null ? recipient : { ...recipient, address };
  });
  return { ...envelope, recipients };
}

/** The message says its stream itself; that goes before the user's own. */
function namesStream(body: Uint8Array): boolean {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const end = bytes.indexOf('\r\n\r\n');
  const head = bytes.subarray(0, end === -1 ? bytes.length : end).toString('latin1');
  return /^X-Hearback-Stream[ \t]*:/im.test(head);
}
