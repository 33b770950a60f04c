import { Construct, IConstruct } from 'constructs';
import { Cluster } from './cluster';
import { Input } from '../validation/input';

/** Refuses what lies in another App: that one is synthesized by itself, and its policies may be written already. */
export function checkSameApp(input: Input, name: string, given: unknown, user: IConstruct): void {
  if (!Construct.isConstruct(given) || given.node.root === user.node.root) return;
  input.fail(`"${name}" is ${given.node.path}, which lies in another App than ${user.node.path}, and each App writes only its own policies. Put both into one App, or name the pods `
    + 'here by their labels, with Pods.select(scope, id, { labels: …, namespaces: … }).');
}

/** Refuses what lies in another cluster: its pods are not there. */
export function checkSameCluster(input: Input, attempt: string, given: unknown, user: IConstruct): void {
  if (!Construct.isConstruct(given) || !Cluster._isToldIn(given)) return;
  const [own, theirs] = [Cluster._around(user), Cluster._around(given)];
  if (own.some((cluster) => theirs.includes(cluster)) || own.length + theirs.length === 0) return;
  input.fail(`cannot ${attempt}, because ${given.node.path} is in ${placeText(theirs)}, while ${user.node.path} is in ${placeText(own)}, and clusters share no pods. Connect those of one `
    + 'cluster, say Cluster.of(…) of the chart that is missing, or name addresses at which the other cluster is reached.');
}

function placeText(clusters: readonly Cluster[]): string {
  if (clusters.length === 0) return 'no cluster that was told';
  return `cluster ${clusters.map(({ name }) => `"${name}"`).join(' and ')}`;
}
