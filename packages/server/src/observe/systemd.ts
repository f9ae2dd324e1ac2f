/** Tells systemd how the service stands (sd_notify(3)), when it asked to be told. Node speaks no datagrams to Unix sockets: systemd-notify does. */
import { execFile } from 'node:child_process';
import type { Log } from './log.ts';

/** As sd_notify(3) writes them: the flags that stand for them came with later versions of systemd-notify (`--stopping` with 253). */
export type ServiceState = 'READY=1' | 'STOPPING=1';

export function createSystemdNotifier(socket: string | undefined, log: Log): (state: ServiceState) => void {
  if (socket === undefined || socket === '') return () => {};
  return (state) => {
    execFile('systemd-notify', [`--pid=${process.pid}`, state], { timeout: 5000 }, (error) => {
      if (error !== null) log.warn({ err: error, state }, 'systemd could not be told');
    });
  };
}
