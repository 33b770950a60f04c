/**
 * The rooms of src/ and what each may import: other rooms, and packages or modules of Node.
 *
 * A folder that is not in this table is an error: a new room is written down here and in docs/architecture.md.
 */
const CONSTRUCTS = ['cdk8s', 'constructs'];
const FACTS = ['kubernetes', 'validation'];
/** What an answer is made of, without how manifests are read. */
const ANALYSIS = ['sets', 'model', 'engine', 'questions', 'findings'].map((room) => `analysis/${room}`);
/** What objects, and the peers of their policies, are made of. */
const BASE = [...FACTS, 'resource', 'selection'];
/** What one app is, and the run of its synth. */
const APP = ['app', 'synth/run'];
const rooms = {
  kubernetes: { rooms: [], packages: [] },
  validation: { rooms: [], packages: [...CONSTRUCTS, 'fastest-levenshtein', 'ipaddr.js'] },
  resource: { rooms: FACTS, packages: CONSTRUCTS },
  selection: { rooms: [...FACTS, 'resource'], packages: CONSTRUCTS },
  peers: { rooms: BASE, packages: [...CONSTRUCTS, 'ipaddr.js'] },
  app: { rooms: [...BASE, 'peers'], packages: CONSTRUCTS },
  'synth/run': { rooms: [...BASE, 'peers', 'app'], packages: [...CONSTRUCTS, 'util'] },
  policies: { rooms: [...BASE, 'peers', ...APP], packages: [...CONSTRUCTS, 'ipaddr.js'] },
  connections: { rooms: [...BASE, 'peers', ...APP, 'policies'], packages: CONSTRUCTS },
  'default-deny': { rooms: [...BASE, 'peers', ...APP, 'policies', 'connections'], packages: CONSTRUCTS },
  'objects/references': { rooms: BASE, packages: CONSTRUCTS },
  'objects/ingress': { rooms: [...BASE, 'objects/references'], packages: CONSTRUCTS },
  'objects/workloads': { rooms: [...BASE, 'objects/references', 'objects/ingress', 'peers', 'synth/run', 'connections'], packages: CONSTRUCTS },
  'objects/configuration': { rooms: [...BASE, 'objects/references'], packages: [...CONSTRUCTS, 'buffer', 'fs', 'path', 'picomatch'] },
  'objects/storage': { rooms: [...BASE, 'objects/references', 'objects/workloads'], packages: CONSTRUCTS },
  'objects/rbac': { rooms: [...BASE, 'objects/references'], packages: CONSTRUCTS },
  'objects/autoscaling': { rooms: [...BASE, 'objects/workloads'], packages: CONSTRUCTS },
  'analysis/sets': { rooms: [], packages: ['ipaddr.js'] },
  'analysis/model': { rooms: ['kubernetes', 'analysis/sets'], packages: [] },
  'analysis/reading': { rooms: ['kubernetes', 'analysis/sets', 'analysis/model'], packages: [] },
  'analysis/engine': { rooms: ['kubernetes', 'analysis/sets', 'analysis/model', 'analysis/reading'], packages: [] },
  'analysis/questions': { rooms: ['kubernetes', 'analysis/sets', 'analysis/model', 'analysis/engine'], packages: [] },
  'analysis/findings': { rooms: ['kubernetes', 'analysis/sets', 'analysis/model', 'analysis/engine', 'analysis/questions'], packages: ['fastest-levenshtein'] },
  suggest: { rooms: ['kubernetes', ...ANALYSIS, 'analysis/reading'], packages: [] },
  reporting: { rooms: [...ANALYSIS, 'suggest'], packages: ['js-yaml'] },
  page: { rooms: ['kubernetes', ...ANALYSIS, 'analysis/reading', 'reporting'], packages: ['preact'] },
  package: { rooms: ['reporting'], packages: ['crypto', 'fs', 'path'] },
  manifests: { rooms: ['analysis/model'], packages: ['js-yaml', 'fs', 'path', 'util'] },
  'verification/proof': {
    rooms: [...BASE, 'peers', ...APP, 'policies', 'connections', 'default-deny', 'objects/workloads', ...ANALYSIS],
    packages: [...CONSTRUCTS, 'util'],
  },
  'verification/warnings': {
    rooms: [...BASE, 'peers', ...APP, 'policies', 'connections', ...ANALYSIS, 'suggest', 'verification/proof'],
    packages: CONSTRUCTS,
  },
  'verification/testing': {
    rooms: [...BASE, 'peers', ...APP, 'connections', ...ANALYSIS, 'reporting', 'manifests', 'package', 'verification/proof'],
    packages: [...CONSTRUCTS, 'util'],
  },
  verification: {
    rooms: [...BASE, ...APP, 'verification/proof', 'verification/warnings'],
    packages: CONSTRUCTS,
  },
  synth: { rooms: ['validation', ...APP, 'verification'], packages: [] },
  cli: { rooms: [...ANALYSIS, 'suggest', 'reporting', 'manifests', 'package', 'analysis/reading'], packages: ['fs', 'path', 'process', 'util', 'worker_threads'] },
};

const anyRoom = `^src/(${Object.keys(rooms).join('|')})/`;
const noRoom = { path: '^src/', pathNot: [anyRoom, '^src/index\\.ts$'] };

/** Packages resolve into node_modules; modules of Node keep their name, "fs/promises" counting as "fs". */
const packagePaths = (names) => names.map((name) => `^(node_modules/)?${name.replace('.', '\\.')}(/|$)`);

/** A room with rooms in it holds only the files that lie in none of these. */
function filesOf(room) {
  const hasRooms = Object.keys(rooms).some((other) => other.startsWith(`${room}/`));
  return `^src/${room}/${hasRooms ? '[^/]+$' : ''}`;
}

const roomRules = Object.entries(rooms).flatMap(([room, allowed]) => [
  {
    name: `${room}-imports-its-rooms-only`,
    severity: 'error',
    from: { path: filesOf(room) },
    to: { path: '^src/', pathNot: [...[room, ...allowed.rooms].map(filesOf), '^src/index\\.ts$'] },
  },
  {
    name: `${room}-imports-its-packages-only`,
    severity: 'error',
    from: { path: filesOf(room) },
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
    { name: 'src-imports-only-what-is-published', severity: 'error', from: { path: '^src/' }, to: { path: '^(test|examples|bench|docs|projenrc|scripts)/' } },
    {
      name: 'no-development-dependency',
      severity: 'error',
      // The reader and writer of YAML, what matches file names, and the framework of the page are bundled.
      from: { path: '^src/', pathNot: '^src/(manifests|objects/configuration|reporting/suggest|page)/' },
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
