/** /v1/simulator: what the simulated receivers can play, where there are some. */
import { Type } from 'typebox';
import type { Api, App } from '../api.ts';
import { Problem } from '../errors.ts';

/** Plain data, from whoever starts the receivers. */
export interface Simulator {
  readonly receivers: readonly { readonly id: string; readonly name: string; readonly domain: string }[];
  readonly scenarios: readonly SimulatorScenario[];
}

export interface SimulatorScenario {
  /** Part of the address: "user_unknown", "tls-expired". */
  readonly name: string;
  readonly group: string;
  /** Where in the address it stands: before the @, or as a sub-domain. */
  readonly where: 'mailbox' | 'domain';
  /** It can be said at other stages of the dialogue: "data-" in front. */
  readonly staged: boolean;
}

export function simulatorRoutes(app: App, { simulator }: Api): void {
  app.get(
    '/v1/simulator',
    {
      config: { scope: 'messages:read' },
      schema: {
        summary: 'What the simulated receivers can play; only where there are some, as in `hearback demo`',
        tags: ['simulator'],
        response: {
          200: Type.Object({
            receivers: Type.Array(
              Type.Object({
                id: Type.String(),
                name: Type.String(),
                domain: Type.String({ description: '"gmail.sim"' }),
              }),
            ),
            scenarios: Type.Array(
              Type.Object({
                name: Type.String({ description: 'Part of the address' }),
                group: Type.String(),
                where: Type.Enum(['mailbox', 'domain'], { description: 'Before the @, or as a sub-domain' }),
                staged: Type.Boolean({ description: 'Also at another stage: "data-" in front' }),
              }),
            ),
          }),
        },
      },
    },
    async () => {
      if (simulator === null) throw new Problem('not_found', 'The receivers here are real');
      return {
        receivers: simulator.receivers.map((each) => ({ ...each })),
        scenarios: simulator.scenarios.map((each) => ({ ...each })),
      };
    },
  );
}
