// The module rules of docs/architecture.md, held by `script/check`.
const order = [
  'platform',
  'organisations',
  'accounts',
  'policies',
  'tailoring',
  'courses',
  'learning',
  'certificates',
  'portfolio',
  'changes',
  'partnerships',
  'trusts',
  'notifications',
  'reports',
  'cli',
];

const onlyLeft = order.map((module, position) => ({
  name: `${module}-looks-left`,
  severity: 'error',
  from: { path: `^src/${module}/` },
  to: { path: '^src/[^/]+/', pathNot: `^src/(${order.slice(0, position + 1).join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...onlyLeft,
    {
      name: 'every-folder-is-listed',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/((${order.join('|')})/|[^/]+$)` },
      to: {},
    },
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'sub-folders-are-private',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/(?!platform/)[^/]+/[^/]+/', pathNot: '^src/$1/' },
    },
    {
      name: 'modules-do-not-know-the-wiring',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: '^src/cli/' },
      to: { path: '^src/[^/]+$' },
    },
    {
      name: 'entities-stay-in-their-module',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '[.]entity[.]ts$', pathNot: '^src/$1/' },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      from: { path: '[.](rules|types)[.]ts$' },
      to: { pathNot: '[.](rules|types)[.]ts$|node_modules/temporal-polyfill/' },
    },
    {
      name: 'one-door-to-the-database',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/platform/database/|[.](entity|module)[.]ts$' },
      // Types open nothing: a library may be handed the pool by its type.
      to: { path: 'node_modules/(typeorm|@nestjs/typeorm|pg)/', dependencyTypesNot: ['type-only'] },
    },
  ],
  options: { tsPreCompilationDeps: true, doNotFollow: { path: 'node_modules' }, exclude: { path: '[.]spec[.]ts$' } },
};
