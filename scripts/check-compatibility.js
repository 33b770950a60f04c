// Compares the public API with the one that was accepted last, which lies in api/.
//
//   node scripts/check-compatibility.js           says what has changed, and whether it breaks anybody
//   node scripts/check-compatibility.js --accept  accepts it
const { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { readAssembly, writeAssembly } = require('./project/assembly');
const { run } = require('./process/run');

const root = join(__dirname, '..');
const accepted = join(root, 'api', 'cdk8s-netpol.json');
const COMMAND = 'npx projen accept:api';

/** What the API promises: no words, no places, and each member on a line, so that a person sees what changed. */
function promises() {
  const { schema, name, version, dependencies, types } = readAssembly(root);
  return `${linePerMember({ schema, name, version, dependencies, types: promised(types) })}\n`;
}

function promised(value) {
  if (Array.isArray(value)) return value.map(promised);
  if (value === null || typeof value !== 'object') return value;
  const { docs: { stability, deprecated } = {}, locationInModule, symbolId, ...rest } = value;
  const docs = { ...stability !== 'stable' && { stability }, deprecated };
  const told = Object.values(docs).some((one) => one !== undefined);
  return Object.fromEntries(Object.entries({ ...rest, ...told && { docs } }).map(([key, one]) => [key, promised(one)]));
}

function linePerMember(value, depth = 0) {
  if (value === null || typeof value !== 'object' || depth === 4) return JSON.stringify(value);
  const list = Array.isArray(value);
  const parts = list ? value.map((one) => linePerMember(one, depth + 1))
    : Object.keys(value).sort().filter((key) => value[key] !== undefined).map((key) => `${JSON.stringify(key)}: ${linePerMember(value[key], depth + 1)}`);
  const indent = '  '.repeat(depth);
  const [open, close] = list ? '[]' : '{}';
  return parts.length === 0 ? open + close : `${open}\n${parts.map((part) => `${indent}  ${part}`).join(',\n')}\n${indent}${close}`;
}

/** What breaks those who use the API that was accepted. */
async function breaksOf() {
  const folder = mkdtempSync(join(tmpdir(), 'compatibility-'));
  try {
    for (const [name, assembly] of Object.entries({ accepted: JSON.parse(readFileSync(accepted, 'utf8')), current: readAssembly(root) })) {
      mkdirSync(join(folder, name));
      writeAssembly(join(folder, name), assembly);
      copyFileSync(join(root, 'package.json'), join(folder, name, 'package.json'));
      symlinkSync(join(root, 'node_modules'), join(folder, name, 'node_modules'), 'junction');
    }
    const { status, output } = await run(process.execPath, [require.resolve('jsii-diff/bin/jsii-diff'), 'accepted', 'current'], { cwd: folder, fails: true });
    if (status === 0) return [];
    const breaks = output.split('\n').filter((line) => line.startsWith('err'));
    return breaks.length > 0 ? breaks : [output];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function check() {
  const [before, now] = [existsSync(accepted) ? readFileSync(accepted, 'utf8') : '', promises()];
  if (before === now) return;
  const breaks = await breaksOf();
  console.error(breaks.length > 0
    ? `The public API breaks those who use it:\n${breaks.join('\n')}\nWhere that is meant, accept it with "${COMMAND}", and commit what it writes.`
    : `The public API has changed, and breaks nobody. Accept it with "${COMMAND}", and commit what it writes.`);
  process.exitCode = 1;
}

if (process.argv.includes('--accept')) {
  mkdirSync(join(root, 'api'), { recursive: true });
  writeFileSync(accepted, promises());
} else {
  check();
}
