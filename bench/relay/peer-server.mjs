/**
 * smtp-server takes a message, writes it to a file of its own, says 250 once it is on disk; nodemailer sends it over
 * connections that stay open; then the file goes. No events, no dialogue, no retries: less than the others do.
 */
import { open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import { SMTPServer } from 'smtp-server';

const [port, sinkPort, spool] = process.argv.slice(2);
const transport = nodemailer.createTransport({
  pool: true,
  maxConnections: 20,
  maxMessages: Number.POSITIVE_INFINITY,
  host: '127.0.0.1',
  port: Number(sinkPort),
  secure: false,
  ignoreTLS: true,
});
let serial = 0;

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  logger: false,
  onData(stream, session, callback) {
    const chunks = [];
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('end', () => {
      take(Buffer.concat(chunks), session.envelope).then(
        (name) => callback(null, `Queued as ${name}`),
        (error) => callback(error),
      );
    });
  },
});

async function take(raw, { mailFrom, rcptTo }) {
  const name = (serial++).toString(36);
  const file = join(spool, name);
  const handle = await open(file, 'wx');
  await handle.writeFile(raw);
  await handle.sync();
  await handle.close();
  deliver(raw, { from: mailFrom.address, to: rcptTo.map(({ address }) => address) }, file);
  return name;
}

async function deliver(raw, envelope, file) {
  try {
    await transport.sendMail({ envelope, raw });
    await unlink(file);
  } catch (error) {
    process.stderr.write(`not delivered: ${error.message}\n`);
  }
}

server.listen(Number(port), '127.0.0.1');
