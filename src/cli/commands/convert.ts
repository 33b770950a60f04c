import { MANIFESTS, READING, readingOf } from './shared-options';
import { readCluster } from '../../analysis/reading/read-cluster';
import { writeManifests } from '../../manifests/write-manifests';
import { Command } from '../command';
import { convertPolicies } from '../conversion/convert-policies';

export const convert: Command = {
  name: 'convert',
  summary: 'AdminNetworkPolicies as ClusterNetworkPolicies',
  operands: MANIFESTS,
  options: READING,
  details: `Every AdminNetworkPolicy and the BaselineAdminNetworkPolicy is written as ClusterNetworkPolicies of policy.networking.k8s.io/v1alpha2 that mean the same.
One of more than 25 rules becomes several of ascending priority; where these are taken, those after it move up. What is not converted is said, with the reason.`,
  examples: [
    { line: '$0 convert dist/ > cluster-policies.yaml', does: 'What takes the place of the AdminNetworkPolicies of a folder' },
    { line: 'kubectl get anp,banp,cnp -o yaml | $0 convert -', does: 'The same for those of a cluster' },
  ],
  run: (given, session) => {
    const { namespace, ...reading } = readingOf(given);
    const cluster = readCluster(session.read(given.paths, reading), { namespace });
    const { manifests, policies, problems, experimental } = convertPolicies(cluster);
    // What was read of a converted policy without being understood is carried over.
    session.report(cluster.problems.filter(({ source }) => ![...policies, ...problems].some((one) => one.source === source)));
    session.report(problems);
    if (policies.length + problems.length === 0) session.note(`there is no AdminNetworkPolicy in ${given.paths.join(', ')}.`);
    if (experimental.length > 0) session.note(`${experimental.map(({ name }) => name).join(', ')} ${experimental.length === 1 ? 'names' : 'name'} nodes, which only the experimental channel of the definition has.`);
    return { text: writeManifests(manifests), found: false };
  },
};
