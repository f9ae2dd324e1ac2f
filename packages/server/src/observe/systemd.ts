/** Tells systemd how the service stands (sd_notify(3)), when it asked to be told. Node speaks no datagrams to Unix sockets: systemd-notify does. */
import { execFile } from 'node:child_process';
import type { Log } from './log.ts';

export type ServiceState = 'ready' | 'reloading' | 'stopping';

export function createSystemdNotifier(socket: string | undefined, log: Log): (state: ServiceState) => void {
  if (socket === undefined || socket === '') return () => {};
  return (state) => {
    execFile('systemd-notify', [`--${state}`, `--pid=${process.pid}`], { timeout: 5000 }, (error) => {
      if (error !== null) log.warn({ err: error, state }, 'systemd could not be told');
    });
  };
}
