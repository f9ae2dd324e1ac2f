/** The commands about the service, by noun; each command's code is loaded when it runs. */
import { address } from './service/address-commands.ts';
import { alert } from './service/alert-commands.ts';
import { audit } from './service/audit-commands.ts';
import { bounces } from './service/bounces-commands.ts';
import { config } from './service/config-commands.ts';
import { demo, receivers } from './service/demo-commands.ts';
import { health, list, provider, sender } from './service/health-commands.ts';
import { hook } from './service/hook-commands.ts';
import { incidents } from './service/incidents-commands.ts';
import { ingest } from './service/ingest-commands.ts';
import { key } from './service/key-commands.ts';
import { login } from './service/login-commands.ts';
import { message } from './service/message-commands.ts';
import { queue } from './service/queue-commands.ts';
import { send } from './service/send-commands.ts';
import { doctor, serve } from './service/serve-commands.ts';
import { source, tray } from './service/source-commands.ts';
import { backup, move, restore, verify } from './service/store-commands.ts';
import { suppress } from './service/suppress-commands.ts';
import { tail, top } from './service/watch-commands.ts';

export const serviceRoutes = {
  audit,
  demo,
  serve,
  send,
  queue,
  message,
  bounces,
  health,
  list,
  sender,
  provider,
  address,
  suppress,
  incidents,
  ingest,
  source,
  tray,
  top,
  tail,
  doctor,
  backup,
  restore,
  verify,
  move,
  hook,
  alert,
  key,
  login,
  config,
  receivers,
};
