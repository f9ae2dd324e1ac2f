// The rooms of the house and who may enter which (docs/architecture.md).
const bounce = '^packages/bounce/src/';
const test = '\\.(test|fixture|contract)\\.ts$';
const smtp = '^packages/smtp/src/';
const server = '^packages/server/src/';
const receivers = '^packages/receivers/src/';
const dashboard = '^packages/dashboard/src/';

module.exports = {
  forbidden: [
    {
      name: 'no-cycle',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no-orphan-import', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'bounce-stands-alone',
      comment: 'The library has no dependencies, no I/O and no Node built-ins: it runs in a browser too.',
      severity: 'error',
      from: { path: bounce, pathNot: test },
      to: { pathNot: bounce },
    },
    {
      name: 'match-knows-no-mail',
      severity: 'error',
      from: { path: `${bounce}match/`, pathNot: test },
      to: { pathNot: `${bounce}match/` },
    },
    {
      name: 'parse-before-classify',
      comment: 'Replies and MIME are read without knowing what they mean; verdict types and the bytes of a text only.',
      severity: 'error',
      from: { path: `${bounce}(reply|mime)/`, pathNot: test },
      to: {
        path: bounce,
        pathNot: [
          `${bounce}(reply|mime)/`,
          `${bounce}classify/(verdict|taxonomy)\\.ts$`,
          `${bounce}match/held-text\\.ts$`,
        ],
      },
    },
    {
      name: 'classify-before-report',
      severity: 'error',
      from: { path: `${bounce}(classify|rules)/`, pathNot: test },
      to: { path: `${bounce}(mime|report|decide|notify|return-path)/` },
    },
    {
      name: 'rules-are-data',
      severity: 'error',
      from: { path: `${bounce}rules/`, pathNot: test },
      to: { path: bounce, pathNot: `${bounce}(rules/|classify/(taxonomy|verdict)\\.ts$)` },
    },
    {
      name: 'decide-is-pure',
      severity: 'error',
      from: { path: `${bounce}decide/`, pathNot: test },
      to: { path: `${bounce}(report|mime|notify|return-path|match|rules)/` },
    },
    {
      name: 'smtp-knows-bounce-only',
      comment: 'Talking SMTP: nothing of the service, the command line or the simulated world.',
      severity: 'error',
      from: { path: smtp },
      to: { path: '^packages/', pathNot: [smtp, `${bounce}index\\.ts$`] },
    },
    {
      name: 'receivers-know-smtp-and-bounce',
      severity: 'error',
      from: { path: receivers },
      to: { path: '^packages/', pathNot: [receivers, `${smtp}index\\.ts$`, `${bounce}index\\.ts$`] },
    },
    {
      name: 'server-knows-smtp-and-bounce',
      comment: 'Tests may use the simulated world.',
      severity: 'error',
      from: { path: server, pathNot: test },
      to: { path: '^packages/', pathNot: [server, `${smtp}(index|names)\\.ts$`, `${bounce}(index|rules/index)\\.ts$`] },
    },
    {
      name: 'adapters-are-tied-in-main',
      comment: 'Which database is behind the port is known to main.ts alone.',
      severity: 'error',
      from: { path: server, pathNot: [test, `${server}main\\.ts$`, `${server}store/`] },
      to: { path: `${server}store/`, pathNot: `${server}store/(store|rows|store-error|cursor)\\.ts$` },
    },
    {
      name: 'main-is-the-last',
      comment: 'Nothing but the public surface imports what ties everything together.',
      severity: 'error',
      from: { path: server, pathNot: [test, `${server}(index|main)\\.ts$`] },
      to: { path: `${server}(main|index)\\.ts$` },
    },
    {
      name: 'queue-and-delivery-know-no-front',
      comment: 'How mail comes in and who asks about it is not their business; settings are given to them as values.',
      severity: 'error',
      from: { path: `${server}(queue|delivery|ledger|store)/`, pathNot: test },
      to: { path: `${server}(http|submission|service|config)/` },
    },
    {
      name: 'ledger-and-store-know-no-delivery',
      severity: 'error',
      from: { path: `${server}store/`, pathNot: test },
      to: { path: `${server}(queue|delivery)/` },
    },
    {
      name: 'logs-stand-alone',
      comment: 'Lines in, values out: also for the command line, which loads nothing of the service for it.',
      severity: 'error',
      from: { path: `${server}logs/`, pathNot: test },
      to: { pathNot: `${server}logs/` },
    },
    {
      name: 'submission-knows-no-http',
      severity: 'error',
      from: { path: `${server}submission/`, pathNot: test },
      to: { path: `${server}(http|service)/` },
    },
    {
      name: 'dashboard-knows-the-api-by-its-types',
      comment: 'The page speaks HTTP; the library is the one part of the house that runs in a browser.',
      severity: 'error',
      from: { path: dashboard },
      to: { path: '^packages/', pathNot: [dashboard, `${bounce}index\\.ts$`, `${server}api-client/index\\.ts$`] },
    },
    {
      name: 'dashboard-takes-types-only',
      severity: 'error',
      from: { path: dashboard },
      to: { path: server, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nobody-imports-the-dashboard',
      severity: 'error',
      from: { path: '^packages/', pathNot: dashboard },
      to: { path: dashboard },
    },
    {
      name: 'cli-uses-public-surfaces',
      severity: 'error',
      from: { path: '^packages/cli/' },
      to: {
        path: `(${smtp}|${server}|${receivers})`,
        pathNot: [`(${smtp}|${receivers})index\\.ts$`, `${server}(index|(api-client|config|logs)/index)\\.ts$`],
      },
    },
    {
      name: 'cli-uses-the-public-surface',
      severity: 'error',
      from: { path: '^packages/cli/' },
      to: { path: bounce, pathNot: `${bounce}(index\\.ts|rules/index\\.ts)$` },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['hearback-source', 'import', 'node', 'types'],
    },
  },
};
