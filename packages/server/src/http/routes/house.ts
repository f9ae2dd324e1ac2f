/** /v1/settings and /v1/setup-checks: the configuration as it is in use, and what keeps mail from being taken or sent. */
import { Type } from 'typebox';
import type { Api, App } from '../api.ts';
import { nullable } from '../schemas.ts';

const tags = ['house'];
const config = { scope: 'settings:read' } as const;

export function houseRoutes(app: App, { house }: Api): void {
  app.get(
    '/v1/settings',
    {
      config,
      schema: {
        summary: 'The configuration as it is in use; secrets are stars. Its file is changed, not this',
        tags,
        response: {
          200: Type.Object({
            data: Type.Array(
              Type.Object({
                key: Type.String(),
                value: Type.String({ description: 'As in TOML' }),
                origin: Type.String({ description: 'Where it comes from' }),
                from: Type.String({ description: 'default, file, environment or flag' }),
                otherwise: nullable(Type.String({ description: 'What it is when nobody sets it' })),
                meaning: Type.String(),
              }),
            ),
          }),
        },
      },
    },
    async () => ({ data: house.settings.map((setting) => ({ ...setting })) }),
  );
  app.get(
    '/v1/setup-checks',
    {
      config,
      schema: {
        summary: 'Looks at DNS, ports, TLS, clock, disk and store, as `hearback doctor` does; takes some seconds',
        tags,
        response: {
          200: Type.Object({
            data: Type.Array(
              Type.Object({
                check: Type.String(),
                standing: Type.Enum(['ok', 'warn', 'fail']),
                text: Type.String(),
                advice: nullable(Type.String({ description: 'What to do' })),
              }),
            ),
          }),
        },
      },
    },
    async () => ({ data: (await house.checks()).map((finding) => ({ ...finding })) }),
  );
}
