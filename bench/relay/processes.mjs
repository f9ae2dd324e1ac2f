/** What processes and the machine used, from /proc: a server is a process with all that it started. */
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** Linux counts in hundredths of a second. */
const millisecondsPerTick = 10;

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // It has ended since it was listed.
    return null;
  }
}

/** The fields behind the name, which may have spaces in it: index 0 is the state (field 3 of proc(5)). */
function statOf(pid) {
  const text = read(`/proc/${pid}/stat`);
  return text === null ? null : text.slice(text.lastIndexOf(')') + 2).split(' ');
}

/** Ids of the processes and of all that descend from them, each once. */
export function treeOf(roots) {
  const children = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = statOf(name)?.[1];
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), name]);
  }
  const tree = new Set(roots.map(String));
  for (const pid of tree) for (const child of children.get(pid) ?? []) tree.add(child);
  return [...tree];
}

/** CPU milliseconds (user and system) of a tree so far, those of its children that ended among them. */
export function cpuOf(roots) {
  let ticks = 0;
  for (const pid of treeOf(roots)) {
    const stat = statOf(pid);
    if (stat !== null) for (const field of stat.slice(11, 15)) ticks += Number(field);
  }
  return ticks * millisecondsPerTick;
}

/** Octets of memory of a tree; pages that several processes share count once (Pss). */
export function memoryOf(roots) {
  let kilobytes = 0;
  for (const pid of treeOf(roots)) {
    const text = read(`/proc/${pid}/smaps_rollup`);
    kilobytes += Number(/^Pss:\s+(\d+)/m.exec(text ?? '')?.[1] ?? 0);
  }
  return kilobytes * 1024;
}

/** CPU milliseconds of the whole machine that were not idle, so far. */
export function busyTime() {
  const [user, nice, system, , , irq, softirq, steal] = /^cpu +(.*)$/m
    .exec(readFileSync('/proc/stat', 'utf8'))[1]
    .split(' ')
    .map(Number);
  return (user + nice + system + irq + softirq + steal) * millisecondsPerTick;
}

export const cores = availableParallelism();

/** Watches the most memory that a tree has; `stop` gives it. */
export function watchMemory(roots) {
  let most = memoryOf(roots);
  const look = () => {
    most = Math.max(most, memoryOf(roots));
    return most;
  };
  const timer = setInterval(look, 500);
  return {
    stop() {
      clearInterval(timer);
      return look();
    },
  };
}
