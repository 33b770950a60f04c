import { Fields, Malformed } from './fields';
import { Requirement, Selector } from './selector';

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const;

/** A label selector as it is written in a manifest; an absent one selects as `absent` says. */
export function readSelector(fields: Fields, key: string): Selector | undefined {
  const selector = fields.object(key);
  if (selector === undefined) return undefined;
  refuseUnknown(selector, ['matchLabels', 'matchExpressions']);
  const labels = Object.entries(selector.map('matchLabels')).map(([name, value]): Requirement => ({ key: name, operator: 'In', values: [value] }));
  const expressions = selector.objects('matchExpressions').map(readExpression);
  return labels.length + expressions.length === 0 ? Selector.EVERYTHING : new Selector([...labels, ...expressions]);
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

/** Fields that do not exist are an error: a slip would widen what is selected. */
export function refuseUnknown(fields: Fields, known: readonly string[]): void {
  const unknown = fields.keys.find((key) => !known.includes(key));
  if (unknown !== undefined) throw new Malformed(fields.pathOf(unknown), `does not exist; the fields here are ${known.join(', ')}`);
}
