import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { ResourceObject } from '../resource/resource-object';

/** A NetworkPolicy that would take the place of another. */
export interface EqualName {
  readonly policy: ApiObject;
  readonly text: string;
}

/** Of two policies of one name and namespace in a chart, whoever applies it keeps the last, in silence. Charts may be for different clusters. */
export function equalNames(app: IConstruct): EqualName[] {
  const known = new Map<Chart, Map<string, ApiObject>>();
  return app.node.findAll().filter(isNetworkPolicy).flatMap((policy) => {
    const ofChart = known.get(policy.chart) ?? new Map<string, ApiObject>();
    known.set(policy.chart, ofChart);
    const identity = identityOf(policy);
    const other = ofChart.get(identity);
    if (other) return [{ policy, text: textFor(identity, other) }];
    ofChart.set(identity, policy);
    return [];
  });
}

function textFor(identity: string, other: ApiObject): string {
  const [namespace, name] = identity.split('/');
  const where = namespace === '' ? '' : ` in namespace "${namespace}"`;
  return `its NetworkPolicy has the name "${name}"${where}, which that of ${other.node.scope!.node.path} has as well, and whoever applies both keeps only one. `
    + 'Set another "name" in the metadata of one of them.';
}

/** Namespace and name as they are written. */
function identityOf(policy: ApiObject): string {
  return ResourceObject.isResourceObject(policy)
    ? `${policy.finalNamespace ?? ''}/${policy.finalName}`
    : `${policy.metadata.namespace ?? ''}/${policy.name}`;
}

function isNetworkPolicy(construct: IConstruct): construct is ApiObject {
  return ApiObject.isApiObject(construct) && construct.kind === 'NetworkPolicy' && construct.apiGroup === 'networking.k8s.io';
}
