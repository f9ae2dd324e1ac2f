/** What no field can see alone: values that need or exclude each other. */
import { isIPv4 } from 'node:net';
import { splitAtColon } from './intake-settings.ts';
import { checkNoticeWords } from './notice-words.ts';
import type { Problem } from './read.ts';
import type { Config } from './schema/schema.ts';

export function checkTogether(config: Config): readonly Problem[] {
  const problems: Problem[] = [];
  const wrong = (key: string, why: string): void => {
    problems.push({ key, origin: null, why });
  };

  for (const [name, listener] of Object.entries(config.smtp.listeners)) {
    const at = `smtp.listeners.${name}`;
    if ((listener.cert_file === null) !== (listener.key_file === null))
      wrong(at, 'needs cert_file and key_file, or neither');
    if (listener.tls !== 'none' && listener.cert_file === null)
      wrong(`${at}.tls`, `is ${listener.tls}, which needs cert_file and key_file`);
  }
  checkPorts(config, wrong);
  if (config.store.url !== null && !/^postgres(ql)?:\/\//.test(config.store.url))
    wrong('store.url', 'must begin with postgres://');
  for (const [key, value] of [
    ['store.key', config.store.key],
    ...config.store.old_keys.map((old) => ['store.old_keys', old]),
  ] as const)
    if (value !== null && Buffer.from(value, 'base64').length < 32) wrong(key, 'needs 32 octets or more, in base64');
  if (config.store.url !== null && config.store.file !== null) wrong('store', 'has file and url; one store is enough');

  checkSources(config, wrong);
  checkSchedules(config, wrong);
  checkReturnPath(config.return_path, wrong);
  checkNoticeWords(config.notices.words, wrong);
  checkIntake(config.intake, wrong);
  checkChannels(config.alerts.channels, wrong);
  if (config.incidents.window < config.incidents.bucket)
    wrong('incidents.window', 'must be at least as long as incidents.bucket');
  return problems;
}

type Wrong = (key: string, why: string) => void;

/** "::" is IPv4 as well. */
const covers = (all: string, address: string): boolean =>
  all === address || all === '::' || (all === '0.0.0.0' && isIPv4(address));

/** Two that cannot both listen; port 0 is another one each time. */
function checkPorts({ smtp, http }: Config, wrong: Wrong): void {
  const places = [
    ...Object.entries(smtp.listeners).map(([name, { address, port }]) => ({
      at: `smtp.listeners.${name}`,
      address,
      port,
    })),
    ...(http.enabled ? [{ at: 'http', address: http.address, port: http.port }] : []),
  ];
  for (const [n, { at, address, port }] of places.entries()) {
    const rival = places
      .slice(0, n)
      .find((other) => other.port === port && (covers(other.address, address) || covers(address, other.address)));
    if (port !== 0 && rival !== undefined) wrong(`${at}.port`, `is the port of ${rival.at} too`);
  }
}

function checkSchedules({ retry, streams }: Config, wrong: Wrong): void {
  const check = (at: string, schedule: readonly number[] | null): void => {
    if (schedule?.length === 0) wrong(`${at}.schedule`, 'must name a wait');
  };
  check('retry', retry.schedule);
  for (const [name, { schedule }] of Object.entries(streams)) check(`streams.${name}`, schedule);
}

function checkSources({ delivery, streams }: Config, wrong: Wrong): void {
  const sources = Object.keys(delivery.sources);
  const known = `is none of delivery.sources: ${sources.join(', ')}`;
  const isKnown = (source: string): boolean => sources.includes(source);
  if (!delivery.default_sources.every(isKnown)) wrong('delivery.default_sources', known);
  for (const [name, stream] of Object.entries(streams))
    if (!stream.sources.every(isKnown)) wrong(`streams.${name}.sources`, known);
  for (const [name, { host, implicit_tls, tls, user, password }] of Object.entries(delivery.domains)) {
    const at = `delivery.domains.${JSON.stringify(name)}`;
    if ((user === null) !== (password === null)) wrong(at, 'needs user and password, or neither');
    if (implicit_tls && host === null) wrong(`${at}.implicit_tls`, 'needs a host');
    if (implicit_tls && (tls === 'none' || tls === 'opportunistic'))
      wrong(`${at}.tls`, `is ${tls}, but implicit_tls is on: encrypt or verify`);
  }
}

function checkReturnPath({ domain, current, keys }: Config['return_path'], wrong: Wrong): void {
  for (const [id, { secret }] of Object.entries(keys)) {
    if (Buffer.from(secret, 'base64').length < 16)
      wrong(`return_path.keys.${id}.secret`, 'needs 16 octets or more, in base64');
  }
  if (domain !== null && !Object.hasOwn(keys, String(current)))
    wrong('return_path', `signs with key ${current}, which return_path.keys does not have`);
}

const providers = ['ses', 'sendgrid', 'mailgun', 'postmark', 'sparkpost', 'mailjet', 'brevo', 'resend', 'kumomta'];

function checkIntake({ webhooks, imap }: Config['intake'], wrong: Wrong): void {
  for (const [name, { password, password_file, after, move_to }] of Object.entries(imap)) {
    const at = `intake.imap.${name}`;
    if ((password === null) === (password_file === null)) wrong(at, 'needs password or password_file, and not both');
    if ((after === 'move') !== (move_to !== null)) wrong(at, 'has after = "move" together with move_to, or neither');
  }
  for (const [name, { provider, basic, headers }] of Object.entries(webhooks)) {
    const at = `intake.webhooks.${name}`;
    if (provider === null && !providers.includes(name)) wrong(at, 'is no provider; say which one with provider');
    for (const [key, values] of Object.entries({ basic, headers }))
      if (values.some((value) => splitAtColon(value) === null))
        wrong(`${at}.${key}`, `must be ${key === 'basic' ? 'user:password' : 'Name: value'}`);
  }
}

function checkChannels(channels: Config['alerts']['channels'], wrong: Wrong): void {
  for (const [name, { kind, to, url }] of Object.entries(channels)) {
    const at = `alerts.channels.${name}`;
    if (kind === 'email' && to.length === 0) wrong(`${at}.to`, 'must name an address');
    if (kind === 'slack' && url === null) wrong(`${at}.url`, 'must be given');
  }
}
