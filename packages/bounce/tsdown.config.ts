import { defineConfig } from 'tsdown';
export default defineConfig({ entry: { index: 'src/index.ts', rules: 'src/rules/index.ts' }, format: 'esm', platform: 'neutral', target: 'es2023', dts: true, clean: true });
