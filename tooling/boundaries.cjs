'use strict';
// Who may import whom: the ladder of docs/ARCHITECTURE.md, checked by dependency-cruiser.

const tests = '(\\.(test|e2e|bench)\\.tsx?$|/test/|\\.global-setup\\.ts$)';
const npm = 'node_modules';
const pkg = (...names) => `^packages/(${names.join('|')})/`;
const library = (...names) => `${npm}/(${names.join('|')})(/|$)`;

/** `from` may import nothing of the workspace but itself and `allowed`. */
const mayImport = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: tests },
  to: { path: '^(packages|apps|tooling)/', pathNot: [from, ...allowed] },
});

const ladder = [
  mayImport('domain-stands-alone', pkg('domain'), [], 'domain is at the bottom: it imports nothing of ours'),
  mayImport('contracts-on-domain', pkg('contracts'), [pkg('domain')], 'contracts know domain only'),
  mayImport(
    'sync-on-contracts',
    pkg('sync'),
    [pkg('domain', 'contracts')],
    'sync knows contracts and domain',
  ),
  mayImport('i18n-on-domain', pkg('i18n'), [pkg('domain')], 'i18n may use types of domain'),
  mayImport(
    'ui-stands-alone',
    pkg('ui'),
    [],
    'ui is props in, events out: no domain, no contracts, no texts',
  ),
  mayImport(
    'till-not-devices',
    pkg('till'),
    [pkg('domain', 'contracts', 'sync', 'i18n')],
    'the till declares ports for its devices; the app wires them',
  ),
  mayImport(
    'devices-not-till',
    pkg('devices'),
    [pkg('domain', 'contracts', 'i18n')],
    'devices are drivers behind ports: they know no till',
  ),
  mayImport('testkit-below-apps', pkg('testkit'), [pkg('domain', 'contracts')], 'testkit knows no app'),
  mayImport(
    'api-imports',
    '^apps/api/',
    [pkg('domain', 'contracts', 'sync', 'i18n')],
    'the server knows neither till nor devices nor screens',
  ),
  mayImport(
    'web-imports',
    '^apps/web/',
    // The one layout of a receipt, for its preview: text in columns, no device.
    [
      pkg('domain', 'contracts', 'i18n', 'ui'),
      '^packages/devices/src/printer/(receipt-layout|receipt-document|paper-text)\\.ts$',
    ],
    'the back office talks to the server over HTTP only',
  ),
  mayImport(
    'pos-imports',
    '^apps/pos/',
    [pkg('domain', 'contracts', 'sync', 'i18n', 'ui', 'till', 'devices')],
    'an app never imports another app',
  ),
];

const purity = [
  {
    name: 'domain-is-pure',
    comment:
      'domain has no npm packages and no Node modules: the same code runs on till, server and in a browser',
    severity: 'error',
    from: { path: pkg('domain'), pathNot: tests },
    to: {
      dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'],
    },
  },
  {
    name: 'contracts-only-zod',
    comment: 'a message is a zod schema, nothing else',
    severity: 'error',
    from: { path: pkg('contracts'), pathNot: tests },
    to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer'], pathNot: library('zod') },
  },
  {
    name: 'sync-is-pure',
    // Hashes and signatures are computation, not I/O.
    comment: 'sync is state machines over ports: no I/O',
    severity: 'error',
    from: { path: pkg('sync'), pathNot: tests },
    to: {
      dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer'],
      pathNot: [library('zod'), '^(node:)?crypto$'],
    },
  },
  {
    name: 'renderer-in-the-browser',
    comment:
      'the renderer reaches the engine through the bridge only: no Node, no Electron, no till, no devices',
    severity: 'error',
    from: { path: '^apps/pos/src/renderer/', pathNot: tests },
    to: {
      path: [
        library('electron'),
        pkg('till', 'devices', 'sync'),
        '^apps/pos/src/(electron|kiosk)/',
        'server\\.ts$',
      ],
    },
  },
  {
    name: 'renderer-no-core',
    comment: 'a browser has no Node modules',
    severity: 'error',
    from: {
      path: ['^apps/pos/src/(renderer|bridge/.*client)', pkg('ui'), '^apps/web/src/features/'],
      pathNot: tests,
    },
    to: { dependencyTypes: ['core'] },
  },
];

const api = [
  {
    name: 'sql-in-repositories',
    comment: 'Prisma, Kysely and pg only in *.repository.ts, platform/db and the adapter of platform/auth',
    severity: 'error',
    from: {
      path: '^apps/api/src/',
      pathNot: [
        '\\.repository\\.ts$',
        '^apps/api/src/platform/(db|auth)/',
        '^apps/api/src/generated/',
        tests,
      ],
    },
    to: { path: [library('@prisma', 'kysely', 'pg'), '^apps/api/src/generated/'] },
  },
  {
    name: 'features-through-ports',
    comment: 'a feature reaches another through its *.port.ts; Nest modules may list each other',
    severity: 'error',
    from: { path: '^apps/api/src/modules/([^/]+)/', pathNot: [tests, '\\.module\\.ts$'] },
    to: { path: '^apps/api/src/modules/', pathNot: ['^apps/api/src/modules/$1/', '\\.port\\.ts$'] },
  },
  {
    name: 'modules-through-modules-and-ports',
    comment: 'a Nest module may name another feature’s module or port, nothing inside it',
    severity: 'error',
    from: { path: '^apps/api/src/modules/([^/]+)/.*\\.module\\.ts$' },
    to: {
      path: '^apps/api/src/modules/',
      pathNot: ['^apps/api/src/modules/$1/', '\\.port\\.ts$', '\\.module\\.ts$'],
    },
  },
  {
    name: 'platform-knows-no-feature',
    comment: 'platform serves every feature and knows none',
    severity: 'error',
    from: { path: '^apps/api/src/platform/', pathNot: tests },
    to: { path: '^apps/api/src/modules/' },
  },
];

const everywhere = [
  {
    name: 'no-cycles',
    comment: 'two files that need each other are one file, or miss a third',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'testkit-in-tests',
    comment: 'testkit is for tests and tooling',
    severity: 'error',
    from: { path: '^(apps|packages)/', pathNot: [tests, pkg('testkit')] },
    to: { path: pkg('testkit') },
  },
  {
    name: 'no-tests-in-production',
    comment: 'production code imports no test',
    severity: 'error',
    from: { path: '^(apps|packages)/[^/]+/src/', pathNot: [tests, pkg('testkit')] },
    to: { path: '\\.(test|e2e|bench)\\.tsx?$' },
  },
  {
    name: 'resolvable',
    comment: 'an import that leads nowhere',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true, pathNot: ['^apps/api/src/generated/', '^bun:'] },
  },
  {
    name: 'declared-dependencies',
    comment: 'a package that this package.json does not name works by accident',
    severity: 'error',
    from: { path: '^(apps|packages|tooling)/' },
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
];

module.exports = {
  forbidden: [...ladder, ...purity, ...api, ...everywhere],
  options: {
    doNotFollow: { path: [npm, '/generated/'] },
    exclude: { path: ['/dist/', '/\\.next/', '^artifacts/'] },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.css', '.d.ts'],
    },
    moduleSystems: ['es6', 'cjs', 'tsd'],
  },
};
