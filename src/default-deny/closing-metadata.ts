import { ApiObject, Chart, Names } from 'cdk8s';
import { CloseRequest, Closing } from './closing';
import { PodPlace } from './pod-places';
import { Cluster } from '../app/cluster';
import { Input } from '../validation/input';

/** The chart's name is unique in the app and stays when another chart is added, and so does this one. */
export function nameOf({ chart, requests }: Closing): string {
  return givenNames(requests)[0] ?? `default-deny-${Names.toDnsLabel(chart)}`;
}

function givenNames(requests: Iterable<CloseRequest>): string[] {
  return [...new Set([...requests].map(({ metadata: { name } }) => name).filter((name) => name !== undefined))];
}

/** A name that was given can be that of two policies in one namespace, of which a cluster would keep one. */
export function checkNames(closings: readonly Closing[]): void {
  const known = new Map<string, Closing>();
  for (const closing of closings) {
    const [name] = givenNames(closing.requests);
    if (name === undefined) continue;
    const key = `${closing.namespace ?? ''}/${name}`;
    const other = known.get(key);
    if (other && !areApart(other.chart, closing.chart)) {
      new Input(closing.chart).fail(`it and ${other.chart.node.path} both put pods into ${placeText(closing)}, and their default-deny policies would both be named "${name}", of which a cluster keeps `
        + 'one. Leave "name" out of the metadata, or say Cluster.of(…) of the charts.');
    }
    known.set(key, closing);
  }
}

/** Whether two charts were told to be for different clusters. */
function areApart(one: Chart, other: Chart): boolean {
  const [some, others] = [Cluster._around(one), Cluster._around(other)];
  return some.length > 0 && others.length > 0 && !some.some((cluster) => others.includes(cluster));
}

function placeText({ namespace }: PodPlace): string {
  return namespace === undefined ? 'a namespace that is not known' : `namespace "${namespace}"`;
}

/** Puts what the new requests of a closing say of metadata on its object. */
export function addMetadata(object: ApiObject, known: ReadonlySet<CloseRequest>, closing: Closing): void {
  for (const { metadata: { name, labels, annotations } } of [...closing.requests].filter((request) => !known.has(request))) {
    if (name !== undefined && name !== object.name) {
      new Input(object.chart).fail(`its policy that closes ${placeText(closing)} is named "${object.name}" already, and cannot be named "${name}" as well. Give the name in the first call.`);
    }
    Object.entries(labels ?? {}).forEach(([key, value]) => object.metadata.addLabel(key, value));
    Object.entries(annotations ?? {}).forEach(([key, value]) => object.metadata.addAnnotation(key, value));
  }
}
