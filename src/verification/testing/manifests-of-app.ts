import { isDeepStrictEqual } from 'util';
import { ApiObject, App, Chart, DependencyGraph } from 'cdk8s';
import { Cluster } from '../../app/cluster';
import { Synthesis } from '../../synth/run/synthesis';
import { Input } from '../../validation/input';
import { identityOf, singlesOf } from '../proof/charts-together';
import { writerOf } from '../proof/writer';

/** A manifest of an app, and the object that it is of. */
export interface WrittenManifest {
  readonly manifest: object;
  readonly object: ApiObject;
}

/** What a chart writes, in the order of its objects. */
export function manifestsOfChart(chart: Chart): WrittenManifest[] {
  const manifests: object[] = chart.toJson();
  const objects = new DependencyGraph(chart.node).topology().filter((object) => ApiObject.isApiObject(object) && object.chart === chart);
  return manifests.map((manifest, index) => ({ manifest, object: objects[index] as ApiObject }));
}

/** What the charts of a cluster write. */
export function manifestsOfCluster(cluster: Cluster): WrittenManifest[] {
  const { charts } = cluster;
  if (charts.length === 0) new Input('Reachability.ofCluster').fail(`cluster "${cluster.name}" has no charts, so that nothing can be asked of it. Give its charts to Cluster.of.`);
  return Synthesis.of(charts[0]).run(() => charts.flatMap((chart) => manifestsOfChart(chart)));
}

/** What all charts write, where they can be one cluster. */
export function manifestsOfApp(app: App): WrittenManifest[] {
  const input = new Input('Reachability.ofApp');
  checkOneCluster(input, app);
  return Synthesis.of(app).run(() => {
    const written = app.charts.map((chart) => ({ chart, manifests: manifestsOfChart(chart) }));
    checkTwice(input, written);
    return written.flatMap(({ manifests }) => manifests);
  });
}

function checkOneCluster(input: Input, app: App): void {
  const clusters = Cluster._ofApp(app);
  const outside = app.charts.find((chart) => Cluster._around(chart).length === 0);
  if (clusters.length === 0 || (clusters.length === 1 && !outside)) return;
  const names = clusters.map(({ name }) => `"${name}"`).join(', ');
  input.fail(clusters.length > 1
    ? `the app is for the clusters ${names}, which share nothing. Ask of one of them with Reachability.ofCluster(…).`
    : `chart ${outside!.node.path} is in no cluster, while others are in ${names}. Ask of those with Reachability.ofCluster(…), and of this one with Reachability.ofChart(…).`);
}

/** Of two objects that differ a cluster keeps one, so that an answer for both would be none. */
function checkTwice(input: Input, written: readonly { readonly chart: Chart; readonly manifests: readonly WrittenManifest[] }[]): void {
  const known = new Map<string, { readonly chart: Chart; readonly manifest: unknown; readonly place: string }>();
  for (const { chart, manifests } of written) {
    const singles = manifests.flatMap(({ manifest, object }) => singlesOf(manifest).map((single) => ({ single, object })));
    for (const { single, object } of singles) {
      const identity = identityOf(single);
      const other = known.get(identity);
      const place = writerOf(object);
      if (!other) known.set(identity, { chart, manifest: single, place });
      if (other && other.chart !== chart && !isDeepStrictEqual(other.manifest, single)) {
        input.fail(`${identity.trim()} is written twice and not alike, by ${other.place} and by ${place}, and a cluster keeps one of them. Ask of one chart with Reachability.ofChart(…), or of the `
          + 'charts that are applied together with Reachability.ofCluster(Cluster.of(name, …)).');
      }
    }
  }
}
