// Mends what the translator of examples does not know: names that are words of a language, properties that are methods, packages of types.
const PYTHON_WORDS = [
  'and', 'as', 'class', 'def', 'del', 'except', 'from', 'global', 'import', 'in', 'is', 'lambda', 'not', 'or', 'pass', 'raise', 'try', 'with', 'yield',
];
const GO_PACKAGE = 'cdk8snetpol';

/** A translated example as it is written in its language. */
function mended(language, source, { types }) {
  const all = Object.values(types);
  const properties = new Set(all.flatMap((type) => (type.datatype ? [] : type.properties ?? [])).filter((one) => !one.static).map(({ name }) => name));
  switch (language) {
    case 'python': return source.replace(new RegExp(`([(,]\\s*)(${PYTHON_WORDS.join('|')})=(?!=)`, 'g'), '$1$2_=');
    case 'java': return withGetters(source, properties, (name) => `get${capitalized(name)}()`);
    case 'go': return withNil(withPackage(withGetters(source, properties, (name) => `${capitalized(name)}()`), all), all);
    default: return source;
  }
}

/** `web.connections.allowTo` is a property in TypeScript only. */
function withGetters(source, properties, getter) {
  return source.replace(/(?<=\w|\))\.(\w+)(?=\.)/g, (access, name) => (properties.has(name) ? `.${getter(name)}` : access));
}

/** `&AdoptOptions{` and `[]NetworkPolicyPort{` are of a package, and lists are given as pointers. */
function withPackage(source, types) {
  const kinds = new Map(types.map(({ name, kind, datatype }) => [name, kind === 'interface' && datatype ? 'struct' : kind]));
  return source
    .replace(/&(\w+)\{/g, (literal, name) => (kinds.has(name) ? `&${GO_PACKAGE}.${name}{` : literal))
    .replace(/(?<!&)\[\](\w+)\{/g, (literal, name) => {
      if (!kinds.has(name)) return literal;
      return `&[]${kinds.get(name) === 'struct' ? '*' : ''}${GO_PACKAGE}.${name}{`;
    })
    .replace(/(?<!&)\[\]\*string\{/g, '&[]*string{');
}

/** What may be left out in TypeScript is `nil` in Go. */
function withNil(source, types) {
  const lengths = new Map();
  for (const { kind, datatype, name: type, initializer, methods = [] } of types) {
    if (kind === 'class' && initializer) lengths.set(`New${type}`, lengthOf(initializer));
    if (!datatype) for (const method of methods) lengths.set(method.static ? `${type}_${capitalized(method.name)}` : capitalized(method.name), lengthOf(method));
  }
  let text = '';
  let rest = source;
  for (let call = /\.(\w+)\(/.exec(rest); call; call = /\.(\w+)\(/.exec(rest)) {
    const start = call.index + call[0].length;
    const given = argumentsIn(rest.slice(start));
    const missing = (lengths.get(call[1]) ?? 0) - given.count;
    const args = [withNil(rest.slice(start, start + given.end), types), ...Array(Math.max(missing, 0)).fill('nil')].slice(given.count > 0 ? 0 : 1);
    text += `${rest.slice(0, start)}${args.join(', ')}`;
    rest = rest.slice(start + given.end);
  }
  return text + rest;
}

/** How many arguments a call takes; any number where its last is a list of any length. */
function lengthOf({ parameters = [], variadic }) {
  return variadic ? 0 : parameters.length;
}

/** How many arguments stand before the bracket that closes a call, and where it is. */
function argumentsIn(text) {
  let [depth, count, isText] = [0, 0, false];
  for (let end = 0; end < text.length; end += 1) {
    const sign = text[end];
    if (sign === '"' && text[end - 1] !== '\\') isText = !isText;
    if (isText) continue;
    if (depth === 0 && sign === ')') return { end, count: text.slice(0, end).trim() === '' ? 0 : count + 1 };
    if ('([{'.includes(sign)) depth += 1;
    if (')]}'.includes(sign)) depth -= 1;
    if (depth === 0 && sign === ',') count += 1;
  }
  throw new Error(`A call does not end: ${text}`);
}

function capitalized(name) {
  return name[0].toUpperCase() + name.slice(1);
}

module.exports = { mended };
