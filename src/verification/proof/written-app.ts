import { ApiObject, Chart } from 'cdk8s';
import { ChartsTogether, Together, WrittenObject } from './charts-together';
import { Analysis, analyze } from '../../analysis/engine/analysis';
import { AskedEnd } from '../../analysis/model/ends';
import { Source, SourcedManifest } from '../../analysis/model/source';
import { mayMakePods } from '../../peers/pod-template';
import { Synthesis } from '../../synth/run/synthesis';
import { memo } from '../../validation/memo';

const CLUSTER_POLICIES = ['ClusterNetworkPolicy', 'AdminNetworkPolicy', 'BaselineAdminNetworkPolicy'];

/** Kinds that say something of who may talk to whom, beside those that make pods. */
const KINDS = new Set([
  'Namespace', 'NetworkPolicy', ...CLUSTER_POLICIES, 'Service', 'Ingress', 'Route', 'HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute',
  'Gateway', 'GatewayClass', 'ReferenceGrant',
  'ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration', 'APIService', 'CustomResourceDefinition', 'List',
]);

/** An app as it is going to be written, through the eyes of the analysis. */
export class WrittenApp {
  /** The app; `undefined` while an object cannot be written, which cdk8s or the object's own validation tells. */
  public static of(synthesis: Synthesis): WrittenApp | undefined {
    const objects = synthesis.app.node.findAll().filter((construct) => ApiObject.isApiObject(construct))
      .filter((object) => KINDS.has(object.kind) || mayMakePods(object));
    try {
      return new WrittenApp(objects.map((object) => ({ object, manifest: synthesis.render(object) })));
    } catch {
      return undefined;
    }
  }

  /** Which charts are applied together. */
  public readonly together: ChartsTogether;

  private readonly analyses = new Map<string, Analysis>();
  private readonly parts = new Map<string, WrittenApp>();
  /** The same as `analyses`, by the set that was asked about. */
  private readonly ofSets = new WeakMap<ReadonlySet<Chart>, Analysis>();
  private readonly byPath: ReadonlyMap<string, ApiObject>;

  private constructor(private readonly objects: readonly WrittenObject[]) {
    this.byPath = new Map(objects.map(({ object }) => [object.node.path, object]));
    this.together = new ChartsTogether(objects);
  }

  /** What charts mean that are applied together. */
  public analysisOf({ charts }: Pick<Together, 'charts'>): Analysis {
    const analysis = () => analyze(this.objects.filter(({ object }) => charts.has(object.chart)).map(sourced));
    return memo(this.ofSets, charts, () => memo(this.analyses, keyOf(charts), analysis));
  }

  /** Those of the charts that hold policies of the whole cluster. */
  public chartsWithClusterPolicies(charts: ReadonlySet<Chart>): readonly Chart[] {
    const holders = new Set(this.objects.filter(({ object }) => CLUSTER_POLICIES.includes(object.kind)).map(({ object }) => object.chart));
    return [...charts].filter((chart) => holders.has(chart));
  }

  /** The app but for the policies of the whole cluster in other charts; `undefined` where there are none. */
  public withoutClusterPoliciesBeside(charts: ReadonlySet<Chart>): WrittenApp | undefined {
    const left = this.objects.filter(({ object }) => charts.has(object.chart) || !CLUSTER_POLICIES.includes(object.kind));
    if (left.length === this.objects.length) return undefined;
    return memo(this.parts, keyOf(charts), () => new WrittenApp(left));
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

function keyOf(charts: ReadonlySet<Chart>): string {
  return [...charts].map(({ node }) => node.path).sort().join('\n');
}
