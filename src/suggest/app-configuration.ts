import { Variables } from './configuration/expansion';
import { GivenObject, GivenObjects } from './configuration/given-objects';
import { PodSpec } from './configuration/pod-spec';
import { serviceVariables } from './configuration/service-variables';
import { Place } from './configuration/setting';
import { Tree } from './configuration/tree';
import { Mention, mentionsOf, podSpecsOf } from './mentions';
import { NamedService, ServiceNames, workloadsBehind } from './names/service-names';
import { Analysis } from '../analysis/engine/analysis';
import { GivenManifest, Workload } from '../analysis/model/cluster';

/** Kinds whose objects lie in no namespace. */
const OF_THE_CLUSTER = new Set([
  'ClusterRoleBinding', 'ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration', 'CustomResourceDefinition', 'APIService',
]);

/** All that the manifests say of an app beside its policies, read once for every kind of evidence. */
export class AppConfiguration {
  public readonly objects: GivenObjects;
  public readonly names: ServiceNames;
  public readonly pods: readonly PodSpec[];
  /** Every host that a container reads. */
  public readonly mentions: readonly Mention[];

  /** @param further objects that the analysis was not given, such as ConfigMaps, which say nothing of policies */
  constructor(public readonly analysis: Analysis, further: readonly GivenManifest[] = []) {
    this.objects = new GivenObjects([...analysis.cluster.given, ...further]);
    this.names = new ServiceNames(analysis, this.objects);
    this.pods = podSpecsOf(analysis, this.objects);
    const ofServices = new Map<string, Variables>();
    this.mentions = this.pods.flatMap((pod) => {
      const { namespace } = pod.workload;
      let variables = ofServices.get(namespace);
      if (!variables) ofServices.set(namespace, variables = serviceVariables(this.names.all(namespace)));
      return mentionsOf(pod, this.objects, this.names, variables);
    });
  }

  public behind(service: NamedService): readonly Workload[] {
    return workloadsBehind(service, this.analysis);
  }
}

const CONFIGURATIONS = new WeakMap<Analysis, AppConfiguration>();

/** What the manifests of an analysis say beside their policies. */
export function configurationOf(analysis: Analysis): AppConfiguration {
  let configuration = CONFIGURATIONS.get(analysis);
  if (!configuration) CONFIGURATIONS.set(analysis, configuration = new AppConfiguration(analysis));
  return configuration;
}

/** A field of an object that is no workload. */
export function placeOf({ kind, namespace, name, source, tree }: GivenObject, field: Tree): Place {
  const on = { name, source, annotations: tree.at('metadata', 'annotations').map };
  const object = `${kind} ${OF_THE_CLUSTER.has(kind) ? '' : `${namespace}/`}${name}`;
  return { name: `${field.path} of ${object}`, object, on, field: field.path, holder: 'field' };
}
