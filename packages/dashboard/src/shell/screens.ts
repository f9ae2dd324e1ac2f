/** Every screen: where it is, how it is called, who may see it, what it is loaded from. The rail and the palette read this. */
import type { ComponentType } from 'preact';
import type { IconName } from '../parts/icon.tsx';
import type { Params } from '../router/match.ts';

export interface ScreenProps {
  readonly params: Params;
}

type Loader = () => Promise<{ readonly default: ComponentType<ScreenProps> }>;

export interface Screen {
  readonly path: string;
  readonly title: string;
  readonly load: Loader;
  /** In the rail: its sign, its group and its letter behind "g". */
  readonly rail?: {
    readonly icon: IconName;
    readonly group: 'Hear' | 'Act' | 'Watch' | 'House';
    readonly key?: string;
  };
  readonly simulatedOnly?: boolean;
  /** Looks at the window of time that the bar names; others have no use for it. */
  readonly windowed?: boolean;
}

export const screens: readonly Screen[] = [
  {
    path: '/',
    title: 'Overview',
    windowed: true,
    load: () => import('../screens/overview/overview.tsx'),
    rail: { icon: 'overview', group: 'Hear', key: 'o' },
  },
  {
    path: '/bounces',
    title: 'Bounces',
    windowed: true,
    load: () => import('../screens/bounces/bounces.tsx'),
    rail: { icon: 'bounces', group: 'Hear', key: 'b' },
  },
  { path: '/bounces/:id', title: 'Bounce', load: () => import('../screens/bounce/bounce.tsx') },
  {
    path: '/messages',
    title: 'Messages',
    load: () => import('../screens/messages/messages.tsx'),
    rail: { icon: 'messages', group: 'Hear', key: 'm' },
  },
  { path: '/messages/:id', title: 'Message', load: () => import('../screens/message/message.tsx') },
  {
    path: '/addresses',
    title: 'Addresses',
    load: () => import('../screens/address/addresses.tsx'),
    rail: { icon: 'search', group: 'Hear', key: 'd' },
  },
  { path: '/addresses/:address', title: 'Address', load: () => import('../screens/address/address.tsx') },
  {
    path: '/suppressions',
    title: 'Suppressions',
    load: () => import('../screens/suppressions/suppressions.tsx'),
    rail: { icon: 'suppressions', group: 'Act', key: 'x' },
  },
  {
    path: '/queue',
    title: 'Queue',
    load: () => import('../screens/queue/queue.tsx'),
    rail: { icon: 'queue', group: 'Act', key: 'q' },
  },
  { path: '/queue/entries', title: 'Queue entries', load: () => import('../screens/queue/entries.tsx') },
  {
    path: '/lab',
    title: 'Rule lab',
    load: () => import('../screens/lab/lab.tsx'),
    rail: { icon: 'lab', group: 'Act', key: 'r' },
  },
  { path: '/lab/rules', title: 'Rules', load: () => import('../screens/lab/rules.tsx') },
  {
    path: '/providers',
    title: 'Providers',
    windowed: true,
    load: () => import('../screens/providers/providers.tsx'),
    rail: { icon: 'providers', group: 'Watch', key: 'p' },
  },
  {
    path: '/providers/:name',
    title: 'Provider',
    windowed: true,
    load: () => import('../screens/providers/provider.tsx'),
  },
  {
    path: '/lists',
    title: 'Lists',
    windowed: true,
    load: () => import('../screens/lists/lists.tsx'),
    rail: { icon: 'lists', group: 'Watch', key: 'l' },
  },
  { path: '/lists/:name', title: 'List', windowed: true, load: () => import('../screens/lists/list.tsx') },
  {
    path: '/senders',
    title: 'Senders',
    windowed: true,
    load: () => import('../screens/senders/senders.tsx'),
    rail: { icon: 'senders', group: 'Watch', key: 's' },
  },
  { path: '/senders/:name', title: 'Sender', windowed: true, load: () => import('../screens/senders/sender.tsx') },
  {
    path: '/incidents',
    title: 'Incidents',
    load: () => import('../screens/incidents/incidents.tsx'),
    rail: { icon: 'incidents', group: 'Watch', key: 'i' },
  },
  { path: '/incidents/:id', title: 'Incident', load: () => import('../screens/incidents/incident.tsx') },
  {
    path: '/alerts',
    title: 'Alerts',
    load: () => import('../screens/alerts/alerts.tsx'),
    rail: { icon: 'alerts', group: 'Watch', key: 'a' },
  },
  {
    path: '/sources',
    title: 'Sources',
    load: () => import('../screens/sources/sources.tsx'),
    rail: { icon: 'sources', group: 'House', key: 'u' },
  },
  { path: '/sources/tray', title: 'Tray', load: () => import('../screens/sources/tray.tsx') },
  {
    path: '/webhooks',
    title: 'Webhooks',
    load: () => import('../screens/webhooks/webhooks.tsx'),
    rail: { icon: 'webhooks', group: 'House', key: 'w' },
  },
  { path: '/webhooks/:id', title: 'Webhook', load: () => import('../screens/webhooks/webhook.tsx') },
  {
    path: '/simulator',
    title: 'Simulator',
    load: () => import('../screens/simulator/simulator.tsx'),
    rail: { icon: 'simulator', group: 'House', key: 'y' },
    simulatedOnly: true,
  },
  {
    path: '/setup',
    title: 'Setup check',
    load: () => import('../screens/setup/setup.tsx'),
    rail: { icon: 'setup', group: 'House', key: 'c' },
  },
  {
    path: '/settings',
    title: 'Settings',
    load: () => import('../screens/settings/settings.tsx'),
    rail: { icon: 'settings', group: 'House', key: ',' },
  },
];
