/** `hearback login`: a link to the page that works once. Only who reaches the operator's socket can make one. */
import { exitCodes, type Io, jsonLine } from '../io.ts';
import { answer } from './api.ts';
import { given } from './given.ts';
import { withService } from './run.ts';
import type { TargetFlags } from './target.ts';

export interface LoginFlags extends TargetFlags {
  readonly json?: boolean;
  readonly name?: string;
  readonly readOnly?: boolean;
  readonly masked?: boolean;
}

export async function loginCommand(this: Io, flags: LoginFlags): Promise<void> {
  await withService(this, flags, async (api) => {
    const body = given({ name: flags.name, read_only: flags.readOnly, masked: flags.masked });
    const link = await answer(api.POST('/v1/login-links', { body }));
    if (flags.json === true) this.stdout.write(jsonLine(link));
    else {
      this.stdout.write(`${link.url}\n`);
      this.stderr.write(`Works once, until ${link.expires_at.slice(11, 16)} UTC.\n`);
    }
    return exitCodes.ok;
  });
}
