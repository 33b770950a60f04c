// The documentation of the code names methods and fields as TypeScript does. In Python they are called otherwise.
const { join } = require('node:path');
const { readAssembly, writeAssembly } = require('../project/assembly');

const root = join(__dirname, '..', '..');
const { toSnakeCase } = require(require.resolve('codemaker', { paths: [require.resolve('jsii-pacmak/package.json')] }));

/** Has the documentation in a copy of the package name things as Python does. */
function nameInPython(copy) {
  const assembly = readAssembly(copy);
  const peers = Object.keys(require('../../package.json').peerDependencies).map((name) => readAssembly(join(root, 'node_modules', name)));
  const names = new Set([assembly, ...peers].flatMap(namesOf));
  writeAssembly(copy, { ...assembly, types: withDocs(assembly.types, (text) => inPython(text, names)) });
}

/** What can be called or given, by the names that two languages write differently. */
function namesOf({ types }) {
  const members = Object.values(types).flatMap(({ initializer = {}, methods = [], properties = [] }) => [
    ...methods, ...properties, ...[initializer, ...methods].flatMap(({ parameters = [] }) => parameters),
  ]);
  return members.map(({ name }) => name).filter((name) => /^[a-z].*[A-Z]/.test(name));
}

/** A copy in which each text of documentation is another. An example is translated elsewhere. */
function withDocs(value, change) {
  if (Array.isArray(value)) return value.map((one) => withDocs(one, change));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, key === 'docs' ? withTexts(one, change) : withDocs(one, change)]));
}

function withTexts({ custom, ...docs }, change) {
  const isProse = (tag, text) => typeof text === 'string' && tag !== 'example';
  const texts = (all) => Object.fromEntries(Object.entries(all).map(([tag, text]) => [tag, isProse(tag, text) ? change(text) : text]));
  return { ...texts(docs), ...custom && { custom: texts(custom) } };
}

/** What stands in backticks: `allowTo` is `allow_to`, and `{ endPort: 80 }` is `end_port=80`. */
function inPython(text, names) {
  return text.replace(/`[^`]+`/g, (code) => {
    const given = code.replace(/\{ (\w+: [^}]*?) \}/g, (_, fields) => (
      fields.replace(/(\w+): /g, '$1=').replace(/\btrue\b/g, 'True').replace(/\bfalse\b/g, 'False')
    ));
    return given.replace(/\b[a-z]\w*\b/g, (name) => (names.has(name) ? toSnakeCase(name) : name));
  });
}

module.exports = { inPython, nameInPython, namesOf };
