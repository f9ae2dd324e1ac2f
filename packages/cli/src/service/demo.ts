/** `hearback demo` and `hearback receivers`: worlds to try things in, until Ctrl-C. */
import { exitCodes, type Io } from '../io.ts';
import { dropping } from '../live-reader.ts';
import { untilInterrupted } from './interrupted.ts';

export interface DemoFlags {
  readonly json?: boolean;
  readonly once?: boolean;
  readonly seed?: number;
  readonly size?: number;
  readonly speed?: number;
}

export async function demoCommand(this: Io, flags: DemoFlags): Promise<void> {
  const { runDemo } = await import('../demo/demo.ts');
  const { signal, done } = untilInterrupted();
  await runDemo({ ...flags, signal }, { stdout: kept(this), env: this.env });
  done();
  this.exit(exitCodes.ok);
}

const kept = ({ stdout, stderr }: Io) => dropping(stdout, (sentence) => stderr.write(`hearback: ${sentence}\n`));

export interface ReceiversFlags {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly seed?: number;
  readonly speed?: number;
  readonly smtpPort?: number;
  readonly dnsPort?: number;
  /** Where mails go that the receivers write. */
  readonly returnTo?: { readonly host: string; readonly port: number };
}

export async function receiversCommand(this: Io, flags: ReceiversFlags): Promise<void> {
  const { runReceivers } = await import('@hearback/receivers');
  const { smtpPort = 0, dnsPort = 0, ...rest } = flags;
  const { signal, done } = untilInterrupted();
  try {
    const ports = { smtp: smtpPort, dns: dnsPort };
    const output = kept(this);
    await runReceivers({ ...rest, ports, write: (text) => output.write(text), signal });
    this.exit(exitCodes.ok);
  } catch (error) {
    // A mail address that is not of this machine, or a port that somebody else has.
    if (!(error instanceof RangeError) && !(error instanceof Error && 'code' in error)) throw error;
    this.stderr.write(`hearback: ${error.message}\n`);
    this.exit(error instanceof RangeError ? exitCodes.usage : exitCodes.unavailable);
  } finally {
    done();
  }
}
