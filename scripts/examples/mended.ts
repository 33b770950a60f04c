import { Assembly } from '@jsii/spec';
import { capitalized, propertiesOf } from './members';
import { mendedGo } from './mended-go';

const PYTHON_WORDS = [
  'and', 'as', 'class', 'def', 'del', 'except', 'from', 'global', 'import', 'in', 'is', 'lambda', 'not', 'or', 'pass', 'raise', 'try', 'with', 'yield',
];

/** A translated example as it is written in its language: the translator does not know words of a language, properties that are methods, and packages of types. */
export function mended(language: string, source: string, { types = {} }: Assembly): string {
  const all = Object.values(types);
  switch (language) {
    case 'python': return source.replace(new RegExp(`([(,]\\s*)(${PYTHON_WORDS.join('|')})=(?!=)`, 'g'), '$1$2_=');
    case 'java': return withGetters(source, propertiesOf(all), (name) => `get${capitalized(name)}()`);
    case 'go': return mendedGo(withGetters(source, propertiesOf(all), (name) => `${capitalized(name)}()`), all);
    default: return source;
  }
}

/** `web.connections.allowTo` is a property in TypeScript only. */
function withGetters(source: string, properties: ReadonlySet<string>, getter: (name: string) => string): string {
  return source.replace(/(?<=\w|\))\.(\w+)(?=\.)/g, (access, name: string) => (properties.has(name) ? `.${getter(name)}` : access));
}
