/**
 * Named points at which a test lets the process die or an operation fail: HEARBACK_FAILPOINT=name:kill@n or name:throw@n,
 * several with commas; n is the visit at which it strikes, 1 when left out. In place of n, what the visit is about
 * (attempt:kill@poison.example): then it strikes at every one. Without the variable a point costs one call of an empty
 * function.
 */
import process from 'node:process';

type Action = 'kill' | 'throw';
type Failpoint = (name: string, about?: string) => void;
interface Armed {
  readonly action: Action;
  readonly at: number | string;
}

/** Throws on a text that is no list of failpoints: a test that strikes nothing must not pass. */
export function armFailpoints(spec: string): Failpoint {
  const armed = new Map<string, Armed>();
  for (const point of spec.split(',')) {
    const [, name, action, at = '1'] =
      /^([\w-]+):(kill|throw)(?:@([1-9]\d{0,8}|[a-z][a-z0-9.-]{0,252}))?$/.exec(point.trim()) ?? [];
    if (name === undefined || action === undefined) throw new Error(`HEARBACK_FAILPOINT: no failpoint: ${point}`);
    armed.set(name, { action: action as Action, at: /^\d+$/.test(at) ? Number(at) : at });
  }
  const visits = new Map<string, number>();
  return (name, about) => {
    const point = armed.get(name);
    if (point === undefined) return;
    const visit = (visits.get(name) ?? 0) + 1;
    visits.set(name, visit);
    if ((typeof point.at === 'string' ? about : visit) !== point.at) return;
    if (point.action === 'throw') throw new Error(`Failpoint ${name}`);
    process.kill(process.pid, 'SIGKILL');
  };
}

const spec = process.env['HEARBACK_FAILPOINT'];

export const failpoint: Failpoint = spec === undefined || spec === '' ? () => {} : armFailpoints(spec);
