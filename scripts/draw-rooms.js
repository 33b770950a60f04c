// @ts-check
/**
 * Draws the rooms of src/ and which imports which, as dependency-cruiser finds the imports, into docs/architecture.md.
 * With --print, to standard output.
 */
const { spawnSync } = require('child_process');
const { readFileSync, writeFileSync } = require('fs');
const { join } = require('path');

const PROJECT = join(__dirname, '..');
const PAGE = join(PROJECT, 'docs', 'architecture.md');
const CRUISER = join(PROJECT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');

/** Folders whose folders are rooms. */
const HOLDERS = ['analysis', 'verification'];

/** What lies between these lines is drawn. */
const [BEGIN, END] = ['<!-- rooms: npx projen docs:architecture -->\n', '<!-- /rooms -->'];

/**
 * The room of a file; `undefined` for the index.
 *
 * @param {string} path
 */
function roomOf(path) {
  const [, first, second, third] = path.split('/');
  if (second === undefined) return undefined;
  return HOLDERS.includes(first) && third !== undefined ? `${first}/${second}` : first;
}

/** The rooms that each room imports. */
function imports() {
  const { stdout, stderr } = spawnSync(process.execPath, [CRUISER, 'src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'], {
    cwd: PROJECT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024,
  });
  if (!stdout) throw new Error(`dependency-cruiser failed: ${stderr}`);
  /** @type {Map<string, Set<string>>} */
  const rooms = new Map();
  for (const { source, dependencies } of JSON.parse(stdout).modules) {
    const from = source.startsWith('src/') ? roomOf(source) : undefined;
    if (from === undefined) continue;
    const known = rooms.get(from) ?? new Set();
    rooms.set(from, known);
    for (const { resolved } of dependencies) {
      const to = resolved.startsWith('src/') ? roomOf(resolved) : undefined;
      if (to !== undefined && to !== from) known.add(to);
    }
  }
  return rooms;
}

/**
 * Whether a room leads to another by way of a third.
 *
 * @param {Map<string, Set<string>>} rooms
 * @param {string} from
 * @param {string} to
 */
function leadsRound(rooms, from, to) {
  const seen = new Set();
  const open = [...rooms.get(from) ?? []].filter((room) => room !== to);
  for (let room = open.pop(); room !== undefined; room = open.pop()) {
    if (room === to) return true;
    if (!seen.has(room)) open.push(...rooms.get(room) ?? []);
    seen.add(room);
  }
  return false;
}

function diagram() {
  const rooms = imports();
  const names = [...rooms.keys()].sort();
  const id = (/** @type {string} */ room) => room.replaceAll(/[/-]/g, '_');
  const nodes = (/** @type {readonly string[]} */ some, indent = '  ') => some.map((room) => `${indent}${id(room)}["${room}"]`);
  const groups = HOLDERS.flatMap((holder) => [
    `  subgraph ${holder}_rooms ["src/${holder}"]`, ...nodes(names.filter((room) => room === holder || room.startsWith(`${holder}/`)), '    '), '  end',
  ]);
  const others = nodes(names.filter((room) => !HOLDERS.includes(room.split('/')[0])));
  const arrows = names.flatMap((from) => [...rooms.get(from) ?? []].sort().filter((to) => !leadsRound(rooms, from, to)).map((to) => `  ${id(from)} --> ${id(to)}`));
  return ['```mermaid', 'flowchart BT', ...others, ...groups, ...arrows, '```', ''].join('\n');
}

if (process.argv.includes('--print')) {
  process.stdout.write(diagram());
} else {
  const page = readFileSync(PAGE, 'utf8');
  const [start, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (start < 0 || end < start) throw new Error(`${PAGE} has no place for the diagram: ${BEGIN.trim()} … ${END}`);
  writeFileSync(PAGE, page.slice(0, start + BEGIN.length) + diagram() + page.slice(end));
}
