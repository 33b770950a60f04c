import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import * as fc from 'fast-check';
import { Assembly } from './assembly';
import { COMPARED } from './compared';
import { namesOfTable } from './table';
import { bothWrite } from './two-libraries';

const OTHERS = Assembly.of(join(__dirname, '..', '..', 'node_modules', 'cdk8s-plus-34'), 'k8s');

/** Of each kind of program. The seed is fixed, so that they are always the same. */
const EACH = 40;
const SEED = 34;

/** What has no part in a manifest: it is read, or made by something else; or its policies are others on purpose, which is tested elsewhere. */
const NOT_WRITTEN = new Set([
  'toSubjectConfiguration', 'toNetworkPolicyPeerConfig', 'toPodSelector', 'toPodSelectorConfig', 'toNamespaceSelectorConfig', 'toScalingTarget', 'markHasAutoscaler',
  'asApiResource', 'asNonApiResource', 'asVolume', 'isEmpty', 'isZero', 'getStringData', 'operator', 'podSelector',
  'ContainerSecurityContext', 'EnvFrom', 'LabeledNode', 'NamedNode', 'TaintedNode', 'PodConnections', 'PodDns', 'PodScheduling', 'PodSecurityContext',
  'ResourcePermissions', 'WorkloadScheduling',
  'containerStorage', 'allowFrom', 'allowTo', 'isolation', 'ipBlock', 'ipv4', 'ipv6', 'anyIpv4', 'anyIpv6', 'allTcp', 'allUdp',
]);

test('the programs use every construct, method and option of cdk8s-plus', () => {
  const folder = join(__dirname, 'programs');
  const words = new Set(readdirSync(folder).flatMap((file) => readFileSync(join(folder, file), 'utf8').match(/\w+/g) ?? []));
  const differ = namesOfTable(readFileSync(join(__dirname, '..', '..', 'docs', 'moving-from-cdk8s-plus.md'), 'utf8'));
  const types = [...OTHERS.types.values()].filter(({ name }) => !differ.has(name));
  const names = types.flatMap((type) => [
    ...type.kind === 'class' && type.initializer && !type.abstract && !type.initializer.protected ? [type.name] : [],
    ...type.kind === 'class' ? (type.methods ?? []).map(({ name }) => name) : [],
    ...type.datatype ? (type.properties ?? []).filter(({ name }) => !differ.has(`${type.name}.${name}`)).map(({ name }) => name) : [],
  ]);
  expect([...new Set(names)].filter((name) => !words.has(name) && !NOT_WRITTEN.has(name)).sort()).toEqual([]);
});

describe('the same program writes the same with cdk8s-plus and here, but for the rows of the page', () => {
  test.each(COMPARED)('%s', (_, arbitrary) => {
    for (const program of fc.sample(arbitrary, { numRuns: EACH, seed: SEED })) {
      const { here, there } = bothWrite(program);
      expect({ chosen: program.chosen, written: here }).toEqual({ chosen: program.chosen, written: there });
    }
  });
});
