import { ApiObject, Chart } from 'cdk8s';
import { Analysis, analyze } from '../analysis/analysis';
import { AskedEnd } from '../analysis/ends';
import { Source, SourcedManifest } from '../analysis/source';
import { Synthesis } from '../network/synthesis';

/** Kinds that say something of who may talk to whom. */
const KINDS = new Set([
  'Pod', 'Deployment', 'ReplicaSet', 'ReplicationController', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob',
  'Namespace', 'NetworkPolicy', 'ClusterNetworkPolicy', 'Service', 'Ingress', 'List',
]);

/** An object as it is going to be written. */
interface WrittenObject {
  readonly object: ApiObject;
  readonly manifest: Manifest;
}

interface Manifest {
  readonly kind?: string;
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
}

/** An app as it is going to be written, through the eyes of the analysis. */
export class WrittenApp {
  /** The app; `undefined` while an object cannot be written, which cdk8s or the object's own validation tells. */
  public static of(synthesis: Synthesis): WrittenApp | undefined {
    const objects = synthesis.app.node.findAll().filter((construct) => ApiObject.isApiObject(construct)).filter(({ kind }) => KINDS.has(kind));
    try {
      return new WrittenApp(objects.map((object) => ({ object, manifest: synthesis.render(object) })));
    } catch {
      return undefined;
    }
  }

  private readonly analyses = new Map<string, Analysis>();
  private readonly byPath: ReadonlyMap<string, ApiObject>;
  /** Charts that write the same workload or policy, and hence are for different clusters. */
  private readonly apart: ReadonlySet<Chart>;

  private constructor(private readonly objects: readonly WrittenObject[]) {
    this.byPath = new Map(objects.map(({ object }) => [object.node.path, object]));
    this.apart = chartsApart(objects);
  }

  /** The clusters that the app is for, each as its own analysis: one, unless several charts write the same object. */
  public get clusters(): Analysis[] {
    return this.apart.size === 0 ? [this.clusterOf(() => [])] : [...this.apart].map((chart) => this.clusterOf(() => [chart]));
  }

  /** What the charts mean together, with all those that can be in the same cluster. */
  public clusterOf(charts: () => readonly Chart[]): Analysis {
    const together = new Set(this.apart.size === 0 ? [] : charts().filter((chart) => this.apart.has(chart)));
    const key = [...together].map(({ node }) => node.path).sort().join('\n');
    let analysis = this.analyses.get(key);
    if (!analysis) {
      const objects = this.objects.filter(({ object: { chart } }) => !this.apart.has(chart) || together.has(chart));
      this.analyses.set(key, analysis = analyze(objects.map(sourced)));
    }
    return analysis;
  }

  /** The object that makes the pods of an end; `undefined` for addresses. */
  public objectAt(end: AskedEnd): ApiObject | undefined {
    return end.kind === 'workload' ? this.objectOf(end.workload.source) : undefined;
  }

  /** The object that a part of the analysis was read from. */
  public objectOf({ file }: Source): ApiObject | undefined {
    return this.byPath.get(file ?? '');
  }
}

function sourced({ object, manifest }: WrittenObject): SourcedManifest {
  return { manifest, source: { file: object.node.path } };
}

function chartsApart(objects: readonly WrittenObject[]): Set<Chart> {
  const owners = new Map<string, Chart>();
  const apart = new Set<Chart>();
  for (const { object: { chart }, manifest: { kind, metadata } } of objects) {
    if (kind === 'Namespace') continue;
    const identity = `${kind} ${metadata?.namespace ?? ''}/${metadata?.name}`;
    const owner = owners.get(identity);
    if (!owner) owners.set(identity, chart);
    else if (owner !== chart) apart.add(owner).add(chart);
  }
  return apart;
}
