/**
 * The rooms of src/ and what each may import: other rooms, and packages or modules of Node.
 *
 * A folder that is not in this table is an error: a new room is written down here and in docs/architecture.md.
 */
const CONSTRUCTS = ['cdk8s', 'constructs'];
const rooms = {
  kubernetes: { rooms: [], packages: [] },
  input: { rooms: [], packages: [...CONSTRUCTS, 'ipaddr.js'] },
  resource: { rooms: ['input'], packages: CONSTRUCTS },
  selection: { rooms: ['input', 'resource'], packages: CONSTRUCTS },
  network: { rooms: ['kubernetes', 'input', 'resource', 'selection'], packages: [...CONSTRUCTS, 'ipaddr.js'] },
  workloads: { rooms: ['input', 'resource', 'selection', 'network'], packages: CONSTRUCTS },
  analysis: { rooms: ['kubernetes'], packages: ['ipaddr.js'] },
  reporting: { rooms: ['analysis'], packages: [] },
  page: { rooms: ['kubernetes', 'analysis', 'reporting'], packages: ['preact'] },
  package: { rooms: ['reporting'], packages: ['crypto', 'fs', 'path'] },
  manifests: { rooms: ['analysis'], packages: ['js-yaml', 'fs', 'path', 'util'] },
  verification: {
    rooms: ['input', 'resource', 'selection', 'network', 'workloads', 'analysis', 'reporting', 'manifests', 'package'],
    packages: CONSTRUCTS,
  },
  cli: { rooms: ['analysis', 'reporting', 'manifests', 'package'], packages: ['fs', 'path', 'process', 'util', 'worker_threads'] },
};

const anyRoom = `^src/(${Object.keys(rooms).join('|')})/`;
const noRoom = { path: '^src/', pathNot: [anyRoom, '^src/index\\.ts$'] };

/** Packages resolve into node_modules; modules of Node keep their name, "fs/promises" counting as "fs". */
const packagePaths = (names) => names.map((name) => `^(node_modules/)?${name.replace('.', '\\.')}(/|$)`);

const roomRules = Object.entries(rooms).flatMap(([room, allowed]) => [
  {
    name: `${room}-imports-its-rooms-only`,
    severity: 'error',
    from: { path: `^src/${room}/` },
    to: { path: '^src/', pathNot: [`^src/(${[room, ...allowed.rooms].join('|')})/`, '^src/index\\.ts$'] },
  },
  {
    name: `${room}-imports-its-packages-only`,
    severity: 'error',
    from: { path: `^src/${room}/` },
    to: { couldNotResolve: false, pathNot: ['^src/', ...packagePaths(allowed.packages)] },
  },
]);

module.exports = {
  forbidden: [
    { name: 'no-cycle', severity: 'error', comment: '"import type" counts', from: {}, to: { circular: true } },
    ...roomRules,
    { name: 'every-folder-is-a-room', severity: 'error', from: noRoom, to: {} },
    { name: 'every-folder-is-a-room', severity: 'error', from: {}, to: noRoom },
    { name: 'every-folder-is-a-room', severity: 'error', from: { ...noRoom, orphan: true }, to: {} },
    { name: 'nothing-imports-index', severity: 'error', from: {}, to: { path: '^src/index\\.ts$' } },
    { name: 'src-imports-only-what-is-published', severity: 'error', from: { path: '^src/' }, to: { path: '^(test|examples|bench|docs|projenrc)/' } },
    {
      name: 'no-development-dependency',
      severity: 'error',
      // The reader of YAML and the framework of the page are bundled.
      from: { path: '^src/', pathNot: '^src/(manifests|page)/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['npm', 'npm-peer', 'npm-bundled'] },
    },
    { name: 'every-import-resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node', 'default', 'types'] },
  },
};
