import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { AdoptedPods } from './adopted-pods';
import { makesPods, PodManifest, showsPods } from './pod-template';
import { ResourceObject } from '../resource/resource-object';

/** A namespace into which a chart puts pods; `undefined` where only the one who applies it decides. */
export interface PodPlace {
  readonly chart: Chart;
  readonly namespace: string | undefined;
}

/** A manifest, or a list of them. */
interface Written extends PodManifest {
  readonly items?: readonly PodManifest[];
}

/** Where an app puts pods: by whatever makes them, adopted custom resources and what is in a List included. */
export class PodPlaces {
  /** Charts that write the same workload, and hence are for different clusters. */
  public readonly apart = new Set<Chart>();

  private readonly places: PodPlace[] = [];

  constructor(app: IConstruct) {
    const owners = new Map<string, Chart>();
    for (const object of app.node.findAll().filter((one) => ApiObject.isApiObject(one))) {
      const { chart } = object;
      for (const { identity, namespace } of makersIn(object)) {
        this.places.push({ chart, namespace });
        const owner = owners.get(identity) ?? chart;
        owners.set(identity, owner);
        if (owner !== chart) this.apart.add(owner).add(chart);
      }
    }
  }

  /** Those of a construct and all below it. */
  public below(scope: IConstruct): readonly PodPlace[] {
    return this.places.filter(({ chart }) => chart.node.scopes.includes(scope));
  }
}

/** The namespace in which an object is written. */
export function namespaceOf(object: ApiObject): string | undefined {
  return ResourceObject.isResourceObject(object) ? object.finalNamespace : manifestOf(object).metadata?.namespace;
}

function makersIn(object: ApiObject): { identity: string; namespace: string | undefined }[] {
  if (object.kind.endsWith('List')) {
    return (manifestOf(object).items ?? []).filter(showsPods).map(({ kind, metadata }) => (
      { identity: `${kind} ${metadata?.namespace ?? ''}/${metadata?.name}`, namespace: metadata?.namespace }
    ));
  }
  if (!makesPods(object) && !object.node.children.some((child) => child instanceof AdoptedPods)) return [];
  const namespace = namespaceOf(object);
  return [{ identity: `${object.kind} ${namespace ?? ''}/${object.name}`, namespace }];
}

/** An object that cannot be written says what its metadata says; its own validation tells why. */
function manifestOf(object: ApiObject): Written {
  try {
    return object.toJson();
  } catch {
    return { metadata: { name: object.name, namespace: object.metadata.namespace } };
  }
}
