import { Callable, isClassType, Type } from '@jsii/spec';
import { capitalized, isStruct, methodsOf } from './members';

const PACKAGE = 'cdk8snetpol';

/** An example in Go, with its package named and all arguments given. */
export function mendedGo(source: string, types: readonly Type[]): string {
  return withNil(withPackage(source, types), argumentCounts(types));
}

/** `&AdoptOptions{` and `[]NetworkPolicyPort{` are of a package, and lists are given as pointers. */
function withPackage(source: string, types: readonly Type[]): string {
  const known = new Map(types.map((type) => [type.name, type]));
  return source
    .replace(/&(\w+)\{/g, (literal, name: string) => (known.has(name) ? `&${PACKAGE}.${name}{` : literal))
    .replace(/(?<!&)\[\](\w+)\{/g, (literal, name: string) => {
      const type = known.get(name);
      return type === undefined ? literal : `&[]${isStruct(type) ? '*' : ''}${PACKAGE}.${name}{`;
    })
    .replace(/(?<!&)\[\]\*string\{/g, '&[]*string{');
}

/** How many arguments the calls take, by what is called. */
function argumentCounts(types: readonly Type[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const type of types) {
    if (isClassType(type) && type.initializer) counts.set(`New${type.name}`, argumentCount(type.initializer));
    for (const method of methodsOf(type)) counts.set(method.static ? `${type.name}_${capitalized(method.name)}` : capitalized(method.name), argumentCount(method));
  }
  return counts;
}

/** How many arguments a call takes; any number where its last is a list of any length. */
function argumentCount({ parameters = [], variadic }: Callable): number {
  return variadic ? 0 : parameters.length;
}

/** What may be left out in TypeScript is `nil` in Go. */
function withNil(source: string, counts: ReadonlyMap<string, number>): string {
  let text = '';
  let rest = source;
  for (let call = /\.(\w+)\(/.exec(rest); call; call = /\.(\w+)\(/.exec(rest)) {
    const start = call.index + call[0].length;
    const given = argumentsIn(rest.slice(start));
    const missing = (counts.get(call[1]) ?? 0) - given.count;
    const args = [withNil(rest.slice(start, start + given.end), counts), ...Array<string>(Math.max(missing, 0)).fill('nil')].slice(given.count > 0 ? 0 : 1);
    text += `${rest.slice(0, start)}${args.join(', ')}`;
    rest = rest.slice(start + given.end);
  }
  return text + rest;
}

/** How many arguments stand before the bracket that closes a call, and where it is. */
function argumentsIn(text: string): { end: number; count: number } {
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
