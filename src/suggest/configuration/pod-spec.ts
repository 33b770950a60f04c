import { GivenObject, GivenObjects } from './given-objects';
import { Tree } from './tree';
import { Workload } from '../../analysis/model/cluster';
import { otherTemplate, ownTemplate } from '../../analysis/reading/kinds/read-workload';

/** What the manifest of a workload says of its pods. */
export interface PodSpec {
  readonly workload: Workload;
  readonly given: GivenObject;
  /** Metadata of the pods. */
  readonly metadata: Tree;
  readonly spec: Tree;
}

/** The pods of a workload as its manifest has them; `undefined` where it does not show them, as a custom resource may not. */
export function podSpecOf(workload: Workload, objects: GivenObjects): PodSpec | undefined {
  const given = objects.readFrom(workload.source);
  if (!given) return undefined;
  const place = ownTemplate(`${given.version} ${given.kind}`) ?? otherTemplate(given.group, given.kind, given.manifest);
  if (!place?.path) return undefined;
  const template = given.tree.at(...place.path);
  return { workload, given, metadata: template.at('metadata'), spec: template.at('spec') };
}

/** The containers of a pod, those that run before the others included. */
export function containersOf({ spec }: PodSpec): readonly Tree[] {
  return [...spec.at('initContainers').items, ...spec.at('containers').items];
}

/** Whether the pods look up names at the DNS servers of the cluster: those in the network of their node do so only where they say it. */
export function usesClusterDns({ spec }: PodSpec): boolean {
  const policy = spec.at('dnsPolicy').text ?? 'ClusterFirst';
  return policy === 'ClusterFirstWithHostNet' || (policy === 'ClusterFirst' && spec.at('hostNetwork').flag !== true);
}
