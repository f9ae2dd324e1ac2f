/** What is looked at: the configuration as it was read, and where its files are. */
import type { Places } from '../config/folder.ts';
import type { Config } from '../config/schema/schema.ts';

export interface Examined {
  readonly config: Config;
  readonly places: Places;
}
