import { LabelExpression, LabelSelector } from '../../src';

describe('LabelSelector', () => {
  test('writes labels in the order of their keys, and expressions as they were given', () => {
    const selector = LabelSelector.of({
      labels: { tier: 'db', app: 'shop' },
      expressions: [LabelExpression.in('env', ['prod', 'test']), LabelExpression.exists('team')],
    });
    expect(JSON.stringify(selector._toKube())).toBe(JSON.stringify({
      matchLabels: { app: 'shop', tier: 'db' },
      matchExpressions: [{ key: 'env', operator: 'In', values: ['prod', 'test'] }, { key: 'team', operator: 'Exists' }],
    }));
  });

  test('without options matches everything', () => {
    expect(LabelSelector.of()._toKube()).toEqual({});
    expect(LabelSelector.of().isEmpty()).toBe(true);
    expect(LabelSelector.of({ labels: { app: 'shop' } }).isEmpty()).toBe(false);
  });

  test('does not change when the caller changes what it gave', () => {
    const labels: Record<string, string> = { app: 'web' };
    const selector = LabelSelector.of({ labels });
    labels.app = 'db';
    expect(selector._toKube()).toEqual({ matchLabels: { app: 'web' } });
  });

  test.each([
    ['labels that came out empty', { labels: {} }, '"labels" is {}, which would match everything'],
    ['expressions that came out empty', { expressions: [] }, '"expressions" is an empty list'],
    ['a key out of form', { labels: { 'no spaces': 'x' } }, 'a key of labels" is "no spaces"'],
    ['a key with two prefixes', { labels: { 'a/b/c': 'x' } }, '"a/b/c"'],
    ['a value out of form', { labels: { app: 'no spaces' } }, '"labels["app"]" is "no spaces"'],
    ['a value that is too long', { labels: { app: 'x'.repeat(64) } }, 'at most 63'],
    ['a value that is a number', { labels: { app: 7 } }, '"labels["app"]" is 7'],
    ['a value that is not there', { labels: { app: undefined } }, '"labels["app"]" is not given'],
    ['labels that are text', { labels: 'app=web' }, '"labels" is "app=web", but must be an object with named fields.'],
    ['an expression that is none', { expressions: [{ key: 'a', operator: 'Exists' }] }, 'must be a LabelExpression'],
    ['a field that does not exist', { label: { app: 'web' } }, 'a field "label" that does not exist. Its fields are labels, expressions.'],
  ])('refuses %s', (_, options: any, said) => {
    expect(() => LabelSelector.of(options)).toThrow(said);
  });
});

describe('LabelExpression', () => {
  const matches = (expression: LabelExpression, labels: Record<string, string>) => LabelSelector.of({ expressions: [expression] })._matches(labels);

  test.each<[string, LabelExpression, Record<string, string>[], Record<string, string>[]]>([
    ['In', LabelExpression.in('env', ['prod']), [{ env: 'prod' }], [{ env: 'test' }, {}]],
    ['NotIn', LabelExpression.notIn('env', ['prod']), [{ env: 'test' }, {}], [{ env: 'prod' }]],
    ['Exists', LabelExpression.exists('env'), [{ env: '' }, { env: 'prod' }], [{}, { other: 'x' }]],
    ['DoesNotExist', LabelExpression.doesNotExist('env'), [{}, { other: 'x' }], [{ env: '' }]],
  ])('%s holds and fails as Kubernetes says, on absent labels too', (_, expression, holds, fails) => {
    for (const labels of holds) expect(matches(expression, labels)).toBe(true);
    for (const labels of fails) expect(matches(expression, labels)).toBe(false);
  });

  test.each([
    ['no values', () => LabelExpression.in('env', []), '"values" is an empty list'],
    ['values that are not there', () => LabelExpression.notIn('env', undefined as any), '"values" is not given'],
    ['text for the values', () => LabelExpression.in('env', 'prod' as any), '"values" is "prod", but must be a list.'],
    ['a value out of form', () => LabelExpression.in('env', ['no spaces']), '"values[0]" is "no spaces"'],
    ['a key that is not there', () => LabelExpression.exists(undefined as any), '"key" is not given'],
    ['a key out of form', () => LabelExpression.doesNotExist('-x'), '"key" is "-x"'],
  ])('refuses %s', (_, make, said) => {
    expect(make).toThrow(said);
  });
});
