/** `hearback config check|show|docs|password` */
import type { Config, Finding, Places } from '@hearback/server';
import { readAll } from '../input/text.ts';
import { exitCodes, type Io, jsonLine, wantsColour } from '../io.ts';
import { painter } from '../view/paint.ts';
import type { ConfigurationFlags } from './configuration.ts';
import { findingLine } from './doctor/finding-line.ts';

export interface ConfigFlags extends ConfigurationFlags {
  readonly json?: boolean;
}

async function load(io: Io, { config, data, set = [] }: ConfigFlags) {
  const server = await import('@hearback/server/config');
  const settings = [...set, ...(data === undefined ? [] : [`server.data=${data}`])];
  return { server, loaded: server.loadConfig({ file: config ?? null, env: io.env, set: settings }) };
}

export interface CheckFlags extends ConfigFlags {
  /** The files that it names are on another machine. */
  readonly textOnly?: boolean;
}

/** The text, and whether this user can work with the files and folders that it names. */
export async function check(this: Io, flags: CheckFlags): Promise<void> {
  const { server, loaded } = await load(this, flags);
  const { file, read } = loaded;
  const problems = read.ok ? [] : read.problems;
  const files =
    read.ok && flags.textOnly !== true ? await filesOf(read.config, server.placesOf(read.config, this.env)) : [];
  const ok = problems.length === 0 && files.every(({ standing }) => standing !== 'fail');
  if (flags.json === true) this.stdout.write(jsonLine({ ok, file, problems, files }));
  else {
    const paint = painter(wantsColour(this.stdout, this.env));
    for (const problem of problems) this.stdout.write(`${server.writeProblem(problem)}\n`);
    for (const finding of files) this.stdout.write(findingLine(finding, paint));
    if (ok) this.stdout.write(`ok: ${file ?? 'no file, defaults and environment'}\n`);
  }
  this.exit(ok ? exitCodes.ok : exitCodes.configuration);
}

async function filesOf(config: Config, places: Places): Promise<readonly Finding[]> {
  const { examineFiles } = await import('@hearback/server');
  return examineFiles({ config, places }, Date.now());
}

export async function show(this: Io, flags: ConfigFlags & { readonly changed?: boolean }): Promise<void> {
  const { server, loaded } = await load(this, flags);
  if (!loaded.read.ok) {
    for (const problem of loaded.read.problems) this.stderr.write(`hearback: ${server.writeProblem(problem)}\n`);
    this.exit(exitCodes.configuration);
    return;
  }
  const paint = painter(wantsColour(this.stdout, this.env));
  for (const { key, value, origin, from } of server.showSettings(loaded.read.settings)) {
    if (flags.changed === true && from === 'default') continue;
    if (flags.json === true) this.stdout.write(jsonLine({ key, value, origin }));
    else this.stdout.write(`${key} = ${value}  ${paint('dim', `# ${origin}`)}\n`);
  }
}

export async function docs(this: Io): Promise<void> {
  const { writeConfigurationDocs } = await import('@hearback/server/config');
  this.stdout.write(writeConfigurationDocs());
}

/** Reads a password from standard input: on a command line others could see it. */
export async function password(this: Io): Promise<void> {
  if (this.stdin.isTTY === true) this.stderr.write('Password, then Ctrl-D: ');
  const given = (await readAll(this.stdin)).toString().replace(/\r?\n$/, '');
  if (given.length < 8) {
    this.stderr.write('hearback: a password needs 8 characters or more\n');
    this.exit(exitCodes.badData);
    return;
  }
  const { hashPassword } = await import('@hearback/server');
  this.stdout.write(`${await hashPassword(given)}\n`);
}
