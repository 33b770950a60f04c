import { Fields, Malformed } from './fields';
import { Requirement, Selector } from '../model/selector';

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const;
const LABEL_NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
/** Keys that were found in order: there are few, and each is read many times. */
const KEYS = new Set<string>();
const DNS_NAME = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*$/;

/** A label selector as it is written in a manifest; an absent one selects as `absent` says. */
export function readSelector(fields: Fields, key: string): Selector | undefined {
  const selector = fields.object(key);
  if (selector === undefined) return undefined;
  refuseUnknown(selector, ['matchLabels', 'matchExpressions']);
  const labels = Object.entries(selector.map('matchLabels')).map(([name, value]): Requirement => ({ key: name, operator: 'In', values: [value] }));
  const expressions = selector.objects('matchExpressions').map(readExpression);
  return labels.length + expressions.length === 0 ? Selector.EVERYTHING : new Selector([...labels, ...expressions]);
}

/** The same, where the API server looks at the labels as well: it refuses those that no object can have. */
export function readLabelSelector(fields: Fields, key: string): Selector | undefined {
  const selector = readSelector(fields, key);
  for (const { key: label, values } of selector?.requirements ?? []) {
    if (!isLabelKey(label)) throw new Malformed(fields.pathOf(key), `has ${JSON.stringify(label)}, which cannot be the key of a label`);
    const odd = values.find((value) => value !== '' && !LABEL_NAME.test(value));
    if (odd !== undefined) throw new Malformed(fields.pathOf(key), `has ${JSON.stringify(odd)}, which cannot be the value of a label`);
  }
  return selector;
}

function readExpression(fields: Fields): Requirement {
  refuseUnknown(fields, ['key', 'operator', 'values']);
  const key = fields.text('key') ?? fields.fail('key', 'the key of a label');
  const operator = fields.oneOf('operator', OPERATORS) ?? fields.fail('operator', `one of ${OPERATORS.join(', ')}`);
  const values = fields.texts('values');
  const takesValues = operator === 'In' || operator === 'NotIn';
  if (takesValues !== values.length > 0) fields.fail('values', takesValues ? `a list of values, because the operator is ${operator}` : `left out, because the operator is ${operator}`);
  return { key, operator, values };
}

function isLabelKey(text: string): boolean {
  if (KEYS.has(text)) return true;
  const [name, prefix, ...more] = text.split('/').reverse();
  const isKey = more.length === 0 && LABEL_NAME.test(name) && (prefix === undefined || DNS_NAME.test(prefix));
  if (isKey) KEYS.add(text);
  return isKey;
}

/** Fields that do not exist are an error: a slip would widen what is selected. */
export function refuseUnknown(fields: Fields, known: readonly string[]): void {
  const unknown = fields.keyBeside(known);
  if (unknown !== undefined) throw new Malformed(fields.pathOf(unknown), `does not exist; the fields here are ${known.join(', ')}`);
}
