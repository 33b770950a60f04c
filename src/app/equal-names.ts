import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Cluster } from './cluster';
import { ResourceObject } from '../resource/resource-object';
import { memo } from '../validation/memo';

/** A NetworkPolicy that would take the place of another. */
export interface EqualName {
  readonly policy: ApiObject;
  readonly text: string;
}

/** By what a cluster tells policies apart. */
interface Identity {
  readonly namespace: string;
  readonly name: string;
}

/**
 * Of two policies of one name and namespace in a chart, whoever applies it keeps the last, in silence, and so it is with charts that are told to be one cluster.
 * Other charts may be for different clusters.
 */
export function equalNames(app: IConstruct): EqualName[] {
  const known = new Map<Chart | Cluster, Map<string, ApiObject>>();
  return app.node.findAll().filter(isNetworkPolicy).flatMap((policy) => {
    const identity = identityOf(policy);
    const key = `${identity.namespace}/${identity.name}`;
    const clusters = Cluster._isToldIn(app) ? Cluster._around(policy.chart) : [];
    const others = [policy.chart, ...clusters].map((place) => {
      const policies = memo(known, place, () => new Map<string, ApiObject>());
      const other = policies.get(key);
      if (!other) policies.set(key, policy);
      return other;
    });
    const other = others.find((one) => one !== undefined);
    return other ? [{ policy, text: textFor(identity, other) }] : [];
  });
}

function textFor({ namespace, name }: Identity, other: ApiObject): string {
  const where = namespace === '' ? '' : ` in namespace "${namespace}"`;
  return `its NetworkPolicy has the name "${name}"${where}, which that of ${other.node.scope!.node.path} has as well, and whoever applies both keeps only one. `
    + 'Set another "name" in the metadata of one of them.';
}

/** Namespace and name as they are written. */
function identityOf(policy: ApiObject): Identity {
  return ResourceObject.isResourceObject(policy)
    ? { namespace: policy.finalNamespace ?? '', name: policy.finalName ?? '' }
    : { namespace: policy.metadata.namespace ?? '', name: policy.name };
}

function isNetworkPolicy(construct: IConstruct): construct is ApiObject {
  return ApiObject.isApiObject(construct) && construct.kind === 'NetworkPolicy' && construct.apiGroup === 'networking.k8s.io';
}
