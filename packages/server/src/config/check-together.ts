/** What no field can see alone: values that need or exclude each other. */
import { isIP } from 'node:net';
import { isAbsolute } from 'node:path';
import { isReason } from '@hearback/bounce';
import { splitAtColon } from './intake-settings.ts';
import { parseNetwork, parseServer } from './network.ts';
import { checkNoticeWords } from './notice-words.ts';
import type { Problem } from './read.ts';
import type { Config } from './schema/schema.ts';

/** Clocks of several machines agree to within a small part of it, and a busy process still renews in time. */
const shortestLease = 1000;

export function checkTogether(config: Config): readonly Problem[] {
  const problems: Problem[] = [];
  const wrong = (key: string, why: string): void => {
    problems.push({ key, origin: null, why });
  };

  for (const [name, listener] of Object.entries(config.smtp.listeners)) {
    const at = `smtp.listeners.${name}`;
    if (isIP(listener.address) === 0) wrong(`${at}.address`, 'must be an IP address');
    if ((listener.cert_file === null) !== (listener.key_file === null))
      wrong(at, 'needs cert_file and key_file, or neither');
    if (listener.tls !== 'none' && listener.cert_file === null)
      wrong(`${at}.tls`, `is ${listener.tls}, which needs cert_file and key_file`);
  }
  checkNetworks('smtp.trusted_networks', config.smtp.trusted_networks, wrong);
  checkNetworks('delivery.allow_networks', config.delivery.allow_networks, wrong);
  checkNetworks('webhooks.allow_networks', config.webhooks.allow_networks, wrong);
  for (const server of config.dns.servers)
    if (parseServer(server) === null) wrong('dns.servers', `has no address of a resolver: ${server}`);
  if (isIP(config.http.address) === 0) wrong('http.address', 'must be an IP address');
  if (config.store.url !== null && !/^postgres(ql)?:\/\//.test(config.store.url))
    wrong('store.url', 'must begin with postgres://');
  for (const [key, value] of [
    ['store.key', config.store.key],
    ...config.store.old_keys.map((old) => ['store.old_keys', old]),
  ] as const)
    if (value !== null && Buffer.from(value, 'base64').length < 32) wrong(key, 'needs 32 octets or more, in base64');
  if (config.store.lease < shortestLease) wrong('store.lease', 'must be a second at least');
  if (config.store.url !== null && config.store.file !== null) wrong('store', 'has file and url; one store is enough');

  checkSources(config, wrong);
  for (const [name, reaction] of Object.entries(config.reactions))
    if (!isReason(reaction.reason)) wrong(`reactions.${name}.reason`, 'is no reason of docs/reasons.md');
  checkReturnPath(config.return_path, wrong);
  checkNoticeWords(config.notices.words, wrong);
  checkIntake(config.intake, wrong);
  checkChannels(config.alerts.channels, wrong);
  if (config.reports.window < 3_600_000) wrong('reports.window', 'must be an hour at least');
  return problems;
}

type Wrong = (key: string, why: string) => void;

function checkNetworks(key: string, networks: readonly string[], wrong: Wrong): void {
  for (const network of networks) if (parseNetwork(network) === null) wrong(key, `has no network: ${network}`);
}

function checkSources({ delivery, streams }: Config, wrong: Wrong): void {
  const sources = Object.keys(delivery.sources);
  const known = `is none of delivery.sources: ${sources.join(', ')}`;
  const isKnown = (source: string): boolean => sources.includes(source);
  if (!delivery.default_sources.every(isKnown)) wrong('delivery.default_sources', known);
  for (const [name, stream] of Object.entries(streams))
    if (!stream.sources.every(isKnown)) wrong(`streams.${name}.sources`, known);
  for (const [name, { address }] of Object.entries(delivery.sources))
    if (address !== null && isIP(address) === 0) wrong(`delivery.sources.${name}.address`, 'must be an IP address');
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
    if (!/^([0-9]|[12][0-9]|3[01])$/.test(id)) wrong(`return_path.keys.${id}`, 'is no number from 0 to 31');
    if (Buffer.from(secret, 'base64').length < 16)
      wrong(`return_path.keys.${id}.secret`, 'needs 16 octets or more, in base64');
  }
  if (domain !== null && !Object.hasOwn(keys, String(current)))
    wrong('return_path', `signs with key ${current}, which return_path.keys does not have`);
}

const providers = ['ses', 'sendgrid', 'mailgun', 'postmark', 'sparkpost', 'mailjet', 'brevo', 'resend', 'kumomta'];

function checkIntake({ maildirs, webhooks, imap, logs }: Config['intake'], wrong: Wrong): void {
  for (const [name, { path }] of Object.entries(maildirs))
    if (!isAbsolute(path)) wrong(`intake.maildirs.${name}.path`, 'must be an absolute path');
  for (const [name, { path }] of Object.entries(logs))
    if (!isAbsolute(path)) wrong(`intake.logs.${name}.path`, 'must be an absolute path');
  for (const [name, { password, password_file, after, move_to }] of Object.entries(imap)) {
    const at = `intake.imap.${name}`;
    if ((password === null) === (password_file === null)) wrong(at, 'needs password or password_file, and not both');
    if ((after === 'move') !== (move_to !== null)) wrong(at, 'has after = "move" together with move_to, or neither');
  }
  for (const kind of ['maildirs', 'logs', 'imap'] as const)
    for (const name of Object.keys({ maildirs, logs, imap }[kind]))
      if (!/^[A-Za-z0-9_.@-]{1,60}$/.test(name))
        wrong(`intake.${kind}.${name}`, 'may have letters, digits and . _ @ -, for it stands in a URL');
  for (const [name, { provider, basic, headers }] of Object.entries(webhooks)) {
    const at = `intake.webhooks.${name}`;
    if (!/^[A-Za-z0-9_-]{1,60}$/.test(name)) wrong(at, 'may have letters, digits, - and _, for it stands in a URL');
    if (provider === null && !providers.includes(name)) wrong(at, 'is no provider; say which one with provider');
    for (const [key, values] of Object.entries({ basic, headers }))
      if (values.some((value) => splitAtColon(value) === null))
        wrong(`${at}.${key}`, `must be ${key === 'basic' ? 'user:password' : 'Name: value'}`);
  }
}

function checkChannels(channels: Config['alerts']['channels'], wrong: Wrong): void {
  for (const [name, { kind, to, url }] of Object.entries(channels)) {
    const at = `alerts.channels.${name}`;
    if (!/^[A-Za-z0-9_-]{1,60}$/.test(name)) wrong(at, 'may have letters, digits, - and _, for it stands in a URL');
    if (kind === 'email' && to.length === 0) wrong(`${at}.to`, 'must name an address');
    if (kind === 'slack' && (url === null || !/^https?:\/\//.test(url))) wrong(`${at}.url`, 'must be an https address');
  }
}
