import { Schema, Type, YAMLException } from 'js-yaml';
import { numberOf } from './yaml-numbers';

const NULLS = new Set(['', '~', 'null', 'Null', 'NULL']);
const TRUE = new Set(['true', 'True', 'TRUE', 'yes', 'Yes', 'YES', 'y', 'Y', 'on', 'On', 'ON']);
const FALSE = new Set(['false', 'False', 'FALSE', 'no', 'No', 'NO', 'n', 'N', 'off', 'Off', 'OFF']);
const NOT_IN_JSON = /^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$/;

/**
 * What Kubernetes makes of scalars: those of YAML 1.1 with some of 1.2, because that is what the parser of its tools does.
 * Dates and times stay text. A tag that is not known counts for nothing, but keeps a scalar text.
 */
export const KUBERNETES_SCHEMA = new Schema({
  implicit: [
    scalar('null', (text) => NULLS.has(text), () => null),
    scalar('bool', (text) => TRUE.has(text) || FALSE.has(text), (text) => TRUE.has(text)),
    scalar('float', isNumber, toNumber),
    scalar('merge', (text) => text === '<<', (text) => text),
  ],
  explicit: [
    scalar('int', (text) => Number.isInteger(numberOf(text)), toNumber),
    scalar('binary', () => true, (text) => Buffer.from(text, 'base64').toString()),
    new Type('', { kind: 'scalar', multi: true, construct: (text: string | null) => text ?? '' }),
    new Type('', { kind: 'sequence', multi: true }),
    new Type('', { kind: 'mapping', multi: true }),
  ],
});

function isNumber(text: string): boolean {
  return numberOf(text) !== undefined || (text.includes('.') && NOT_IN_JSON.test(text));
}

function toNumber(text: string): number {
  const number = numberOf(text);
  if (number === undefined) throw new YAMLException(`${text} is no number to Kubernetes; quote it where it is meant as text`);
  return number;
}

/** The parser hands over `null` where nothing is written. */
function scalar(name: string, matches: (text: string) => boolean, construct: (text: string) => unknown): Type {
  return new Type(`tag:yaml.org,2002:${name}`, {
    kind: 'scalar',
    resolve: (text: string | null) => matches(text ?? ''),
    construct: (text: string | null) => construct(text ?? ''),
  });
}
