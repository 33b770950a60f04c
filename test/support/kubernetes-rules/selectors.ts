import { IDeploymentSpec } from 'kubernetes-models/apps/v1/DeploymentSpec';
import { isLabelKey, isLabelValue } from './forms';
import { Labels } from './manifest';
import { labelProblems } from './names';

export type LabelSelector = IDeploymentSpec['selector'];

/** What is wrong with a label selector wherever one stands. */
export function selectorProblems(path: string, selector: LabelSelector | undefined): string[] {
  return [
    ...labelProblems(`${path}.matchLabels`, selector?.matchLabels),
    ...(selector?.matchExpressions ?? []).flatMap((expression, index) => expressionProblems(`${path}.matchExpressions[${index}]`, expression)),
  ];
}

export function isEmptySelector(selector: LabelSelector | undefined): boolean {
  return Object.keys(selector?.matchLabels ?? {}).length === 0 && (selector?.matchExpressions ?? []).length === 0;
}

/** The parts of a selector that these labels do not fulfil. */
export function unfulfilled(selector: LabelSelector, labels: Labels): string[] {
  return [
    ...Object.entries(selector.matchLabels ?? {}).filter(([key, value]) => labels[key] !== value).map(([key, value]) => `${key}=${value}`),
    ...(selector.matchExpressions ?? []).filter((expression) => !holds(expression, labels)).map(({ key, operator, values }) => [key, operator, values].join(' ')),
  ];
}

type Expression = NonNullable<LabelSelector['matchExpressions']>[number];

function expressionProblems(path: string, { key, operator, values = [] }: Expression): string[] {
  const problems = isLabelKey(key) ? [] : [`${path}.key: "${key}" is not a key of a label`];
  switch (operator) {
    case 'In':
    case 'NotIn':
      if (values.length === 0) problems.push(`${path}.values: ${operator} needs values`);
      break;
    case 'Exists':
    case 'DoesNotExist':
      if (values.length > 0) problems.push(`${path}.values: ${operator} takes no values`);
      break;
    default:
      problems.push(`${path}.operator: there is no operator "${operator as string}"`);
  }
  return [...problems, ...values.filter((value) => !isLabelValue(value)).map((value) => `${path}.values: "${value}" is not a value of a label`)];
}

function holds({ key, operator, values = [] }: Expression, labels: Labels): boolean {
  switch (operator) {
    case 'In': return key in labels && values.includes(labels[key]);
    case 'NotIn': return !(key in labels) || !values.includes(labels[key]);
    case 'Exists': return key in labels;
    case 'DoesNotExist': return !(key in labels);
    default: return false;
  }
}
