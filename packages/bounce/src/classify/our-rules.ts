/**
 * The shipped rules, packed. The build puts the text in the place of this module (`build/pack-our-rules.ts`), so that nothing but
 * what deciding needs is shipped.
 */

import { enhancedRegistry } from '../rules/enhanced-registry.ts';
import { generalRules, providers } from '../rules/index.ts';
import { packRules } from './pack-rules.ts';
import type { PackedRules } from './packed-rules.ts';

export const ourRules: PackedRules = packRules(generalRules, providers, enhancedRegistry);
