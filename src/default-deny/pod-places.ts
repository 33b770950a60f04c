import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { AdoptedPods } from '../connections/adopted-pods';
import { makesPods, PodManifest, showsPods } from '../peers/pod-template';
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
  private readonly places: readonly PodPlace[];

  constructor(app: IConstruct) {
    const places = new Map<string, PodPlace>();
    for (const object of app.node.findAll().filter((one) => ApiObject.isApiObject(one))) {
      const { chart } = object;
      for (const namespace of namespacesOf(object)) places.set(`${chart.node.path} ${namespace ?? ''}`, { chart, namespace });
    }
    this.places = [...places.values()];
  }

  /** Those of a construct and all below it. */
  public below(scope: IConstruct): readonly PodPlace[] {
    return this.places.filter(({ chart }) => chart.node.scopes.includes(scope));
  }
}

/** The namespace in which an object is written. */
function namespaceOf(object: ApiObject): string | undefined {
  return ResourceObject.isResourceObject(object) ? object.finalNamespace : manifestOf(object).metadata?.namespace;
}

/** The namespaces of the pods that an object makes; none where it makes none. */
function namespacesOf(object: ApiObject): (string | undefined)[] {
  if (object.kind.endsWith('List')) return (manifestOf(object).items ?? []).filter(showsPods).map(({ metadata }) => metadata?.namespace);
  return makesPods(object) || object.node.children.some((child) => child instanceof AdoptedPods) ? [namespaceOf(object)] : [];
}

/** An object that cannot be written says what its metadata says; its own validation tells why. */
function manifestOf(object: ApiObject): Written {
  try {
    return object.toJson();
  } catch {
    return { metadata: { name: object.name, namespace: object.metadata.namespace } };
  }
}
