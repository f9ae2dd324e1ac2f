/** `hearback login`: a link to the page that works once. Only who reaches the operator's socket can make one. */
import { exitCodes, type Io, jsonLine } from '../io.ts';
import { withService } from './run.ts';
import type { TargetFlags } from './target.ts';

export interface LoginFlags extends TargetFlags {
  readonly json?: boolean;
  readonly name?: string;
  readonly readOnly?: boolean;
  readonly masked?: boolean;
}

export async function loginCommand(this: Io, flags: LoginFlags): Promise<void> {
  await withService(this, flags, async (client) => {
    const body = {
      ...(flags.name === undefined ? {} : { name: flags.name }),
      ...(flags.readOnly === true ? { read_only: true } : {}),
      ...(flags.masked === true ? { masked: true } : {}),
    };
    const link = await client.call<{ readonly url: string; readonly expires_at: string }>('/v1/login-links', {
      method: 'POST',
      body,
    });
    if (flags.json === true) this.stdout.write(jsonLine(link));
    else {
      this.stdout.write(`${link.url}\n`);
      this.stderr.write(`Works once, until ${link.expires_at.slice(11, 16)} UTC.\n`);
    }
    return exitCodes.ok;
  });
}
