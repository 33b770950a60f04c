import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Assembly, isClassOrInterfaceType, isClassType } from '@jsii/spec';
import { peerDependencies } from '../../package.json';
import { readAssembly, writeAssembly } from '../project/assembly';
import { manifestOf } from '../project/programs';
import { NODE_MODULES } from '../project/root';

/** That by which jsii-pacmak names things. */
const { toSnakeCase } = createRequire(manifestOf('jsii-pacmak'))('codemaker') as { toSnakeCase(name: string): string };

type Change = (text: string) => string;

/** Has the documentation in a copy of the package name methods and fields as Python does. It names them as TypeScript does. */
export function nameInPython(copy: string): void {
  const assembly = readAssembly(copy);
  const peers = Object.keys(peerDependencies).map((name) => readAssembly(join(NODE_MODULES, name)));
  const names = new Set([assembly, ...peers].flatMap(namesOf));
  writeAssembly(copy, { ...assembly, types: withDocs(assembly.types, (text) => inPython(text, names)) as Assembly['types'] });
}

/** What can be called or given, by the names that two languages write differently. */
function namesOf({ types = {} }: Assembly): string[] {
  const members = Object.values(types).filter(isClassOrInterfaceType).flatMap((type) => {
    const { methods = [], properties = [] } = type;
    const called = [...isClassType(type) && type.initializer ? [type.initializer] : [], ...methods];
    return [...methods, ...properties, ...called.flatMap(({ parameters = [] }) => parameters)];
  });
  return members.map(({ name }) => name).filter((name) => /^[a-z].*[A-Z]/.test(name));
}

/** A copy in which each text of documentation is another. An example is translated elsewhere. */
function withDocs(value: unknown, change: Change): unknown {
  if (Array.isArray(value)) return value.map((one) => withDocs(one, change));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, key === 'docs' ? withTexts(one as object, change) : withDocs(one, change)]));
}

function withTexts(docs: object, change: Change): object {
  return Object.fromEntries(Object.entries(docs).map(([tag, text]) => {
    if (tag === 'custom') return [tag, withTexts(text as object, change)];
    return [tag, typeof text === 'string' && tag !== 'example' ? change(text) : text];
  }));
}

/** What stands in backticks: `allowTo` is `allow_to`, and `{ endPort: 80 }` is `end_port=80`. */
export function inPython(text: string, names: ReadonlySet<string>): string {
  return text.replace(/`[^`]+`/g, (code) => {
    const given = code.replace(/\{ (\w+: [^}]*?) \}/g, (_, fields: string) => (
      fields.replace(/(\w+): /g, '$1=').replace(/\btrue\b/g, 'True').replace(/\bfalse\b/g, 'False')
    ));
    return given.replace(/\b[a-z]\w*\b/g, (name) => (names.has(name) ? toSnakeCase(name) : name));
  });
}
