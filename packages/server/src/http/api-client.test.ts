/** The types that clients of the API are written with are those of the API. `npm run api-client` writes them anew. */
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestApi, type TestApi } from './api.fixture.ts';

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(() => api.close());

it('src/api-client/schema.gen.ts says what /openapi.json says', async () => {
  const description = (await api.app.inject('/openapi.json')).json<OpenAPI3>();
  const types = astToString(await openapiTS(description, { alphabetize: true }));
  const text = `/* Written from /openapi.json by \`npm run api-client\`; a test holds it to that. */\n/* biome-ignore-all format: generated */\n/* biome-ignore-all lint: generated */\n${types}`;
  await expect(text).toMatchFileSnapshot('../api-client/schema.gen.ts');
});
