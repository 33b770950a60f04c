import { ApiObject, App, Chart, JsonPatch, Testing } from 'cdk8s';
import * as fc from 'fast-check';
import {
  AdoptedPods, Cluster, DefaultDeny, Deployment, LabelSelector, NetworkPolicy, NetworkPolicyPort, NetworkPolicyTrafficDefault,
  PodConnectionsIsolation,
} from '../../../src';
import { Reference } from '../../analysis/reference/reference';

/** More of them with `RUNS=10000 npx jest test/verification/testing/files-together`. */
const RUNS = Number(process.env.RUNS ?? 1_000);

interface DescribedWorkload {
  readonly chart: number;
  readonly name: 'made' | 'equal' | 'own';
  readonly namespace: string | undefined;
  readonly late: string | undefined;
  readonly isAdopted: boolean;
}

interface DescribedDeny {
  readonly how: 'app' | 'chart' | 'namespace';
  readonly chart: number;
  readonly namespace: string;
  readonly ingress: boolean;
  readonly egress: boolean;
  readonly except: boolean;
  readonly first: boolean;
}

const number = fc.nat(5);
const sometimes = <T>(value: fc.Arbitrary<T>, weight = 1): fc.Arbitrary<T | undefined> => (
  fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight, arbitrary: value })
);

const described = fc.record({
  charts: fc.array(fc.constantFrom(undefined, 'shop', 'shop', 'shop', 'data', 'default'), { minLength: 1, maxLength: 3 }),
  clusters: sometimes(fc.array(fc.nat(2), { minLength: 3, maxLength: 3 })),
  workloads: fc.array(fc.record<DescribedWorkload>({
    chart: number,
    name: fc.constantFrom('made', 'equal', 'own'),
    namespace: sometimes(fc.constantFrom('shop', 'data')),
    late: sometimes(fc.constantFrom('shop', 'late')),
    isAdopted: fc.boolean(),
  }), { minLength: 2, maxLength: 5 }),
  connections: fc.array(fc.record({
    from: number,
    to: number,
    port: sometimes(fc.constant(81)),
    isolation: sometimes(fc.constantFrom(PodConnectionsIsolation.POD, PodConnectionsIsolation.PEER)),
    inverse: fc.boolean(),
  }), { maxLength: 4 }),
  denies: fc.array(fc.record<DescribedDeny>({
    how: fc.constantFrom('app', 'chart', 'chart', 'namespace'),
    chart: number,
    namespace: fc.constantFrom('shop', 'data'),
    ingress: fc.boolean(),
    egress: fc.boolean(),
    except: fc.boolean(),
    first: fc.boolean(),
  }), { maxLength: 3 }),
  foreign: fc.array(fc.record({ chart: number, of: number, from: sometimes(number, 4) }), { maxLength: 3 }),
});

type Description = typeof described extends fc.Arbitrary<infer T> ? T : never;

interface WrittenDeployment {
  readonly metadata: { readonly namespace?: string };
  readonly spec: { readonly selector: { readonly matchLabels: { [key: string]: string } } };
}

/** An app as it was described, and what of it has to hold. */
class DescribedApp {
  public readonly app: App = Testing.app();
  public readonly charts: readonly Chart[];
  public readonly pods: { readonly object: ApiObject; readonly connectable: Deployment | AdoptedPods; readonly chart: Chart }[] = [];
  public readonly declared: { readonly from: number; readonly to: number; readonly port: number }[] = [];

  constructor(private readonly description: Description) {
    const { charts, clusters, workloads, connections, denies } = description;
    this.charts = charts.map((namespace, index) => new Chart(this.app, `c${index}`, { namespace }));
    clusters?.forEach((cluster, index) => { if (cluster > 0 && this.charts[index]) Cluster.of(`cluster${cluster}`, this.charts[index]); });
    denies.filter(({ first }) => first).forEach((deny) => this.deny(deny));
    workloads.forEach((workload, index) => this.add(workload, index));
    connections.forEach((connection) => this.connect(connection));
    this.addForeign();
    denies.filter(({ first }) => !first).forEach((deny) => this.deny(deny));
  }

  public nameOf(pod: number): string {
    const { metadata } = this.pods[pod].object.toJson() as { metadata: { name: string; namespace?: string } };
    return `${metadata.namespace ?? 'default'}/${metadata.name}`;
  }

  /** Whether DefaultDeny was said for a pod in a direction. */
  public isClosed(pod: number, direction: 'ingress' | 'egress'): boolean {
    const { chart, object } = this.pods[pod];
    const { metadata } = object.toJson() as { metadata: { namespace?: string } };
    return this.description.denies.filter((deny) => deny[direction] || !(deny.ingress || deny.egress)).some((deny) => {
      const of = this.charts[deny.chart % this.charts.length];
      if (deny.how === 'namespace') return of === chart && metadata.namespace === deny.namespace;
      return (deny.how === 'app' || of === chart) && !(deny.except && metadata.namespace === deny.namespace);
    });
  }

  private add({ chart: of, name, namespace, late, isAdopted }: DescribedWorkload, index: number): void {
    const chart = this.charts[of % this.charts.length];
    const isTaken = this.pods.some((pod) => pod.chart === chart && pod.object.name === 'web');
    const given = name === 'own' ? `w${index}` : name === 'equal' && !isTaken ? 'web' : undefined;
    const metadata = { ...given !== undefined && { name: given }, ...namespace !== undefined && { namespace } };
    const labels = { app: `w${index}` };
    const object = isAdopted
      ? new ApiObject(chart, `w${index}`, {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata,
        spec: {
          selector: { matchLabels: labels },
          template: { metadata: { labels }, spec: { containers: [{ name: 'main', image: 'x', ports: [{ containerPort: 80 }] }] } },
        },
      })
      : undefined;
    const connectable = object ? AdoptedPods.of(object) : new Deployment(chart, `w${index}`, { metadata, containers: [{ image: 'x', portNumber: 80 }] });
    this.pods.push({ object: object ?? ApiObject.of(connectable), connectable, chart });
    if (late !== undefined) this.pods[this.pods.length - 1].object.addJsonPatch(JsonPatch.add('/metadata/namespace', late));
  }

  private connect({ from: some, to: other, port, isolation, inverse }: Description['connections'][number]): void {
    const [from, to] = [some % this.pods.length, other % this.pods.length];
    if (from === to) return;
    const options = { isolation, ...port !== undefined && { ports: [NetworkPolicyPort.tcp(port)] } };
    const [source, destination] = [this.pods[from].connectable, this.pods[to].connectable];
    if (inverse) destination.connections.allowFrom(source, options);
    else source.connections.allowTo(destination, options);
    this.declared.push({ from, to, port: port ?? 80 });
  }

  private deny({ how, chart: of, namespace, ingress, egress, except }: DescribedDeny): void {
    const chart = this.charts[of % this.charts.length];
    const directions = ingress || egress ? { ingress, egress } : {};
    const excepted = { ...directions, ...except && { except: [namespace] } };
    if (how === 'app') DefaultDeny.forApp(this.app, excepted);
    else if (how === 'chart') DefaultDeny.forChart(chart, excepted);
    else DefaultDeny.forNamespace(chart, namespace, directions);
  }

  /** Whether a policy of somebody else opens it. */
  public isOpenedByOthers(from: number, to: number): boolean {
    const { length } = this.pods;
    return this.description.foreign.some((policy) => policy.from !== undefined && policy.from % length === from && policy.of % length === to);
  }

  /** Policies of single pods, often in another chart than they are. */
  private addForeign(): void {
    this.description.foreign.forEach(({ chart, of, from }, index) => {
      const { metadata, spec } = this.pods[of % this.pods.length].object.toJson() as WrittenDeployment;
      if (metadata.namespace === undefined) return;
      const namespaces = { names: [metadata.namespace] };
      new NetworkPolicy(this.charts[chart % this.charts.length], `foreign${index}`, {
        metadata: { name: `foreign${index}`, namespace: metadata.namespace },
        selector: { toPodSelectorConfig: () => ({ labelSelector: LabelSelector.of({ labels: spec.selector.matchLabels }), namespaces }) },
        ingress: from === undefined
          ? { default: NetworkPolicyTrafficDefault.DENY }
          : { rules: [{ peer: this.pods[from % this.pods.length].connectable }] },
      });
    });
  }
}

/** Every set of charts that somebody may apply together: any of those of which nothing was told, or a cluster. */
function unionsOf(charts: readonly Chart[]): Chart[][] {
  const free = charts.filter((chart) => Cluster._around(chart).length === 0);
  const subsets = free.reduce<Chart[][]>((some, chart) => [...some, ...some.map((subset) => [...subset, chart])], [[]]);
  return [...subsets.filter((subset) => subset.length > 0), ...Cluster._ofApp(charts[0]).map((cluster) => cluster.charts)];
}

function holdsTwice(manifests: readonly any[]): boolean {
  const identities = manifests.map(({ apiVersion, kind, metadata }) => `${apiVersion} ${kind} ${metadata.namespace ?? 'default'}/${metadata.name}`);
  return new Set(identities).size < identities.length;
}

/** What the files of some charts allow that they should not, and do not allow that they should. */
function wrongIn(made: DescribedApp, charts: readonly Chart[], manifests: readonly object[]): string[] {
  const reference = new Reference(manifests);
  const here = made.pods.map((_, pod) => pod).filter((pod) => charts.includes(made.pods[pod].chart));
  const wrong = [];
  for (const from of here) {
    if (made.isClosed(from, 'egress') && reference.reaches(made.nameOf(from), '203.0.113.1', 'TCP', 80)) wrong.push(`${made.nameOf(from)} reaches the internet`);
    if (made.isClosed(from, 'ingress') && reference.reaches('203.0.113.1', made.nameOf(from), 'TCP', 80)) wrong.push(`${made.nameOf(from)} is reached from the internet`);
    for (const to of here.filter((other) => other !== from)) {
      for (const port of [80, 81]) {
        const isDeclared = made.declared.some((one) => one.from === from && one.to === to && one.port === port);
        const isClosed = made.isClosed(from, 'egress') || made.isClosed(to, 'ingress');
        const isOpen = reference.reaches(made.nameOf(from), made.nameOf(to), 'TCP', port);
        if (isDeclared && !isOpen) wrong.push(`${made.nameOf(from)} does not reach ${made.nameOf(to)} on ${port}`);
        if (!isDeclared && !made.isOpenedByOthers(from, to) && isClosed && isOpen) wrong.push(`${made.nameOf(from)} reaches ${made.nameOf(to)} on ${port}`);
      }
    }
  }
  return wrong;
}

test('every file of an app is as closed and as open as was said, alone and beside any other', () => {
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const counts = { apps: 0, synthesized: 0, unions: 0, declared: 0, closed: 0 };
  fc.assert(fc.property(described, (description) => {
    counts.apps += 1;
    let made: DescribedApp;
    try {
      made = new DescribedApp(description);
      made.app.synthYaml();
    } catch (error) {
      expect((error as Error).message).not.toMatch(/TypeError|undefined is not|Cannot read/);
      return;
    }
    counts.synthesized += 1;
    const written = new Map(made.charts.map((chart) => [chart, Testing.synth(chart)]));
    for (const union of unionsOf(made.charts)) {
      const manifests = union.flatMap((chart) => written.get(chart) as object[]);
      if (holdsTwice(manifests)) continue;
      counts.unions += 1;
      const charts = union.map(({ node }) => node.id);
      expect({ charts, wrong: wrongIn(made, union, manifests) }).toEqual({ charts, wrong: [] });
    }
    counts.declared += made.declared.length > 0 ? 1 : 0;
    counts.closed += made.pods.some((_, pod) => made.isClosed(pod, 'ingress') || made.isClosed(pod, 'egress')) ? 1 : 0;
  }), { numRuns: RUNS });
  write.mockRestore();
  expect(counts.synthesized / counts.apps).toBeGreaterThan(0.5);
  expect(counts.unions / counts.synthesized).toBeGreaterThan(1.5);
  expect(counts.declared / counts.synthesized).toBeGreaterThan(0.25);
  expect(counts.closed / counts.synthesized).toBeGreaterThan(0.3);
}, 1_000 * RUNS);
