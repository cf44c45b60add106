/** The import rules of ARCHITECTURE.md. */

/** Each may import those before it. `insight` reads what it likes; nothing but `portal` stands behind it. */
const order = [
  'identity',
  'accounts',
  'timeline',
  'settings',
  'quality',
  'duplicates',
  'pricing',
  'orders',
  'shipments',
  'invoices',
  'imports',
  'sales',
  'contracts',
  'edi',
  'webhooks',
  'service',
  'callcentre',
  'collection',
  'marketing',
  'retention',
  'partners',
  'privacy',
  'automation',
  'insight',
  'portal',
]

const modules = '^apps/server/src/modules'
const tests = '[.]test[.]tsx?$'

/** A module imports none that comes after it. */
const inOrder = order.slice(0, -1).map((name, place) => ({
  name: `${name}-before-${order[place + 1]}`,
  comment: `Module ${name} comes before these; turn the call around, or put what both need into the earlier one.`,
  severity: 'error',
  from: { path: `${modules}/${name}/`, pathNot: tests },
  to: { path: `${modules}/(${order.slice(place + 1).join('|')})/` },
}))

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'What imports itself in a circle cannot be understood, tested or changed apart.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'modules-through-their-door',
      comment: 'A module is entered through its index.ts only.',
      severity: 'error',
      from: { path: `${modules}/([^/]+)/` },
      to: { path: `${modules}/([^/]+)/`, pathNot: [`${modules}/$1/`, `${modules}/[^/]+/index[.]ts$`] },
    },
    {
      name: 'the-rest-through-the-door-too',
      comment: 'The composition root, the demo and the warehouse enter modules through index.ts as well.',
      severity: 'error',
      from: { path: '^apps/server/(src|test)/', pathNot: [`${modules}/`, tests] },
      to: { path: `${modules}/[^/]+/`, pathNot: `${modules}/[^/]+/index[.]ts$` },
    },
    ...inOrder,
    {
      name: 'module-without-a-place',
      comment: 'Give a new module its place in the order at the top of .dependency-cruiser.cjs.',
      severity: 'error',
      from: {},
      to: { path: `${modules}/`, pathNot: `${modules}/(${order.join('|')})/` },
    },
    {
      name: 'platform-knows-no-module',
      comment: 'The platform serves every business and knows none.',
      severity: 'error',
      from: { path: '^apps/server/src/platform/', pathNot: tests },
      to: { path: '^apps/server/src/(modules|warehouse|demo|app[.]ts|main[.]ts|start-server[.]ts|work[.]ts|cli[.]ts)' },
    },
    {
      name: 'warehouse-knows-no-module',
      comment: 'The warehouse reads tables, not modules.',
      severity: 'error',
      from: { path: '^apps/server/src/warehouse/', pathNot: tests },
      to: { path: '^apps/server/src/(modules|demo|app[.]ts|main[.]ts|start-server[.]ts|work[.]ts|cli[.]ts)' },
    },
    {
      name: 'packages-import-no-app',
      comment: 'Packages are publishable by themselves.',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^apps/' },
    },
    {
      name: 'packages-through-their-door',
      comment: 'A package is imported by its name, not by a path into it.',
      severity: 'error',
      from: { path: '^(apps|bench)/', pathNot: tests },
      to: { path: '^packages/[^/]+/', pathNot: '^packages/[^/]+/(src/index|bench)[.]ts$' },
    },
    {
      name: 'packages-through-their-door-or-their-tests',
      comment: 'A test may borrow what a package makes for its own tests.',
      severity: 'error',
      from: { path: `^(apps|bench)/.*${tests}` },
      to: { path: '^packages/[^/]+/', pathNot: '^packages/[^/]+/(src/index[.]ts$|test/)' },
    },
    {
      name: 'package-from-package-through-the-door',
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: { path: '^packages/[^/]+/', pathNot: ['^packages/$1/', '^packages/[^/]+/src/index[.]ts$'] },
    },
    {
      name: 'pure-packages',
      comment: 'Business arithmetic does no input or output.',
      severity: 'error',
      from: { path: '^packages/(contract|analytics|edi|worktime|matching|searchkeys|validity)/src/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'browser-and-server-apart',
      comment: 'They share packages and nothing else.',
      severity: 'error',
      from: { path: '^apps/(web|portal)/' },
      to: { path: '^apps/server/' },
    },
    {
      name: 'server-knows-no-screen',
      severity: 'error',
      from: { path: '^apps/server/' },
      to: { path: '^apps/(web|portal)/src/' },
    },
    {
      name: 'ui-knows-no-feature',
      comment: 'apps/web/src/ui holds what every screen may use.',
      severity: 'error',
      from: { path: '^apps/web/src/ui/' },
      to: { path: '^apps/web/src/(features|app)/' },
    },
    {
      name: 'features-through-their-door',
      comment: 'A feature uses another only through its index.',
      severity: 'error',
      from: { path: '^apps/web/src/features/([^/]+)/' },
      to: {
        path: '^apps/web/src/features/([^/]+)/',
        pathNot: ['^apps/web/src/features/$1/', '^apps/web/src/features/[^/]+/index[.]tsx?$'],
      },
    },
    {
      name: 'not-to-unresolvable',
      comment: 'The import leads nowhere.',
      severity: 'error',
      from: {},
      // Types alone: the module is a declaration of @types/pdfmake.
      to: { couldNotResolve: true, pathNot: '^(cloudflare:|virtual:|pdfmake/interfaces)' },
    },
    {
      name: 'no-tests-in-the-product',
      comment: 'What runs must not import what tests.',
      severity: 'error',
      from: { pathNot: [tests, '/test/', '^test/', '^bench/', 'for-tests?[.]ts$'] },
      to: { path: [tests, '^apps/server/test/', 'for-tests[.]ts$'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|coverage)/' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
}
