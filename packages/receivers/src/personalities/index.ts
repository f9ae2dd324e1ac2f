/** The receivers of the simulated world. */
import { apple } from './apple.ts';
import { comcast } from './comcast.ts';
import { gmx } from './gmx.ts';
import { google } from './google.ts';
import { mailRu } from './mail-ru.ts';
import { microsoft365 } from './microsoft-365.ts';
import { mimecast } from './mimecast.ts';
import { netease } from './netease.ts';
import { orange } from './orange.ts';
import { outlook } from './outlook.ts';
import type { Personality } from './personality.ts';
import { plain } from './plain.ts';
import { proofpoint } from './proofpoint.ts';
import { qq } from './qq.ts';
import { tOnline } from './t-online.ts';
import { yahoo } from './yahoo.ts';
import { yandex } from './yandex.ts';

export const personalities: readonly Personality[] = [
  google,
  microsoft365,
  outlook,
  yahoo,
  apple,
  comcast,
  gmx,
  tOnline,
  orange,
  qq,
  netease,
  mailRu,
  yandex,
  mimecast,
  proofpoint,
  plain,
];
