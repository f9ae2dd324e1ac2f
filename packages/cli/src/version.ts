/** The version in package.json; the build puts the text in its place. */
import manifest from '../package.json' with { type: 'json' };

export const version: string = manifest.version;
