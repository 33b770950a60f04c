import * as fc from 'fast-check';
import { onceIn, rarelyNull } from './sometimes';

/** The labels that pods and namespaces may have. A selector may ask for one value more. */
const POD_LABELS = { app: ['web', 'db', 'queue'], tier: ['front', 'back', ''] };
const NAMESPACE_LABELS = { team: ['shop', 'data'], env: ['prod', ''] };

/** Namespaces that pods are in. `undefined` is a manifest that leaves its namespace out. */
export const NAMESPACES = ['shop', 'data', 'ops', undefined];

type Domain = Readonly<Record<string, readonly string[]>>;

export const podLabels = labelsOf(POD_LABELS);

/** Rarely with a name that is not the namespace's. */
export const namespaceLabels = fc.tuple(labelsOf(NAMESPACE_LABELS), onceIn(10, fc.constantFrom('shop', 'data')))
  .map(([labels, name]) => name === undefined ? labels : { ...labels, 'kubernetes.io/metadata.name': name });

/** Jobs may be called so, and their pods are labelled with their name. */
export const podSelector = selectorOf({ ...POD_LABELS, 'job-name': ['w0', 'w1', 'w2'] });
export const namespaceSelector = selectorOf({ ...NAMESPACE_LABELS, 'kubernetes.io/metadata.name': ['shop', 'data', 'ops', 'default', 'ghost'] });

function labelsOf(domain: Domain): fc.Arbitrary<object> {
  const entries = Object.fromEntries(Object.entries(domain).map(([key, values]) => [key, rarelyNull(fc.constantFrom(...values))]));
  return fc.record(entries, { requiredKeys: [] });
}

function selectorOf(domain: Domain): fc.Arbitrary<object> {
  const matchLabels = labelsOf(domain);
  const matchExpressions = fc.array(requirementOf(domain), { maxLength: 2 });
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant({}) },
    { weight: 4, arbitrary: fc.record({ matchLabels }) },
    { weight: 4, arbitrary: fc.record({ matchExpressions }) },
    { weight: 1, arbitrary: fc.record({ matchLabels, matchExpressions }) },
  );
}

function requirementOf(domain: Domain): fc.Arbitrary<object> {
  return fc.constantFrom(...Object.keys(domain)).chain((key) => fc.oneof(
    fc.record({
      key: fc.constant(key),
      operator: fc.constantFrom('In', 'NotIn'),
      values: fc.uniqueArray(rarelyNull(fc.constantFrom(...domain[key], 'other')), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ key: fc.constant(key), operator: fc.constantFrom('Exists', 'DoesNotExist') }),
  ));
}
