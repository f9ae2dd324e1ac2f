/** The configuration alone, for programs that start nothing: `@hearback/server/config`. */
export { writeConfigurationDocs } from './docs.ts';
export type { Environment } from './environment.ts';
export { type Places, placesOf } from './folder.ts';
export { type Loaded, loadConfig, type Sources } from './load.ts';
export { type Problem as ConfigProblem, type Setting, writeProblem } from './read.ts';
export type { Config } from './schema/schema.ts';
export { type ShownSetting, showSettings } from './show.ts';
