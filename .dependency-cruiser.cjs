// The rooms of the house and who may enter which (docs/architecture.md).
const bounce = '^packages/bounce/src/';
const test = '\\.test\\.ts$';

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
      comment: 'Replies and MIME are read without knowing what they mean; verdict types only.',
      severity: 'error',
      from: { path: `${bounce}(reply|mime)/`, pathNot: test },
      to: { path: bounce, pathNot: [`${bounce}(reply|mime)/`, `${bounce}classify/(verdict|taxonomy)\\.ts$`] },
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
