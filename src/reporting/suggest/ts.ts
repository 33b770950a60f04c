import { evidenceLines, likelyComment } from './comments';
import { portsOfRule } from './ports';
import { Suggesting } from './suggesting';
import { ProgramNames } from './ts-names';
import { PUBLIC } from './yaml';
import { Cluster, Workload } from '../../analysis/model/cluster';
import { Labels } from '../../analysis/model/selector';
import { ConnectionSet } from '../../analysis/sets/connection-set';
import { configurationOf } from '../../suggest/app-configuration';
import { declaredPorts } from '../../suggest/declared-ports';
import { controllerOfClass, usualController } from '../../suggest/entrances';
import { blocksOf } from '../../suggest/policies/blocks';
import { SuggestedPolicies, suggestedPolicies } from '../../suggest/policies/suggested-policies';
import { SuggestedEnd, Suggestion } from '../../suggest/suggestion';

/** An app that includes the files, adopts their pods, says what is certain and closes the rest; what is likely as comments. */
export function* suggestTs(suggesting: Suggesting): Iterable<string> {
  const program = new Program(suggesting);
  const body = [...program.body()].join('');
  yield program.imports();
  yield body;
}

/** The program as it is written, which imports what it uses. */
class Program {
  private readonly used = new Set<string>();
  private readonly names = new ProgramNames();
  private readonly plan: SuggestedPolicies;
  private readonly files: ReadonlyMap<string, string>;
  private readonly adopted: ReadonlyMap<Workload, string>;
  private readonly cluster: Cluster;
  private readonly showsPods: ReadonlySet<Workload>;

  constructor({ suggestions, analysis }: Suggesting) {
    this.cluster = analysis.cluster;
    this.showsPods = new Set(configurationOf(analysis).pods.map(({ workload }) => workload));
    this.plan = suggestedPolicies(analysis, suggestions);
    const files = new Set(this.cluster.given.flatMap(({ source: { file } }) => file ?? []));
    this.files = new Map([...files].map((file) => [file, this.names.ofFile(file)]));
    const named = new Set(this.plan.opened.flatMap(({ from, to }) => [from, to].flatMap((end) => (end.kind === 'workload' ? [end.workload] : []))));
    this.adopted = new Map([...named].filter((one) => isAdoptable(one)).map((workload) => [workload, this.names.ofWorkload(workload)]));
  }

  public imports(): string {
    return `import { App, Chart, Include } from 'cdk8s';\nimport { ${[...this.used].sort().join(', ')} } from 'cdk8s-netpol';\n\n`;
  }

  public* body(): Iterable<string> {
    yield `const app = new App();\nconst chart = new Chart(app, 'app'${this.chartProps()});\n\n`;
    for (const [file, name] of this.files) yield `const ${name} = new Include(chart, ${quoted(name)}, { url: ${quoted(file)} });\n`;
    if (this.adopted.size > 0) yield '\n';
    for (const [workload, name] of this.adopted) yield this.adoption(workload, name);
    for (const suggestion of this.plan.opened) yield* this.sentence(suggestion);
    yield* this.closing();
    yield 'app.synth();\n';
    if (this.plan.likely.length > 0) yield ['', 'Likely, and not opened:', ...this.plan.likely.flatMap(likelyComment)].map((line) => (line === '' ? '\n' : `// ${line}\n`)).join('');
  }

  /** What names no namespace lies in one all the same. */
  private chartProps(): string {
    const homeless = this.cluster.workloads.find(({ source, namespace }) => this.cluster.given.some((one) => one.source === source
      && namespace === one.namespace && (one.manifest as { metadata?: { namespace?: unknown } }).metadata?.namespace === undefined));
    return homeless === undefined ? '' : `, { namespace: ${quoted(homeless.namespace)} }`;
  }

  private adoption(workload: Workload, name: string): string {
    const { kind, name: named, namespace, source } = workload;
    const alike = this.cluster.workloads.filter((other) => other.source.file === source.file && other.kind === kind && other.name === named);
    if (this.named(workload) !== workload) return this.selection(workload, name);
    const { labels, shared } = this.plan.labelsOf.get(workload)!;
    const hasOwnLabels = shared.length === 0 && Object.keys(labels).length > 0;
    const options = [
      `kind: ${quoted(kind.split('.')[0])}`, `name: ${quoted(named)}`,
      // No other pods have this label.
      ...hasOwnLabels ? [] : ['addressLabel: true'],
      // Its operator makes the pods, so that the manifest does not show them.
      ...this.showsPods.has(workload) ? [] : [labelsText(labels)],
    ];
    const include = this.files.get(source.file ?? '')!;
    // Of several of one kind and name, the one in the namespace.
    const object = alike.length === 1 ? include : `${include}.apiObjects.find((one) => one.name === ${quoted(named)} && one.metadata.namespace === ${quoted(namespace)})!`;
    return `const ${name} = ${this.use('AdoptedPods')}.of(${object}, { ${options.join(', ')} });\n`;
  }

  /** The first of its name in its namespace: the policies of adopted pods are called after their object, and two of one name would be one. */
  private named({ namespace, name }: Workload): Workload | undefined {
    return [...this.adopted.keys()].find((one) => one.namespace === namespace && one.name === name);
  }

  private selection(workload: Workload, name: string): string {
    const labels = labelsText(this.plan.labelsOf.get(workload)!.labels);
    const namespaces = `${this.use('Namespaces')}.select(chart, ${quoted(this.names.free([`${name}-namespace`]))}, { names: [${quoted(workload.namespace)}] })`;
    return `const ${name} = ${this.use('Pods')}.select(chart, ${quoted(name)}, { ${labels}, namespaces: ${namespaces} });\n`;
  }

  private* sentence(suggestion: Suggestion): Iterable<string> {
    const { from, to, connections } = suggestion;
    const calls = this.calls(from, to, connections);
    if (calls.length === 0) return;
    yield `\n${evidenceLines(suggestion).map((line) => `// ${line}\n`).join('')}${calls.map((call) => `${call};\n`).join('')}`;
  }

  private calls(from: SuggestedEnd, to: SuggestedEnd, connections: ConnectionSet): string[] {
    const [source, destination] = [from, to].map((end) => (end.kind === 'workload' ? this.adopted.get(end.workload) : undefined));
    const ports = this.isDeclared(to, connections) ? ConnectionSet.ALL : connections;
    const peers = (end: SuggestedEnd) => this.peersOf(end).map((peer) => [peer, this.options(ports, isOfTheCluster(end))] as const);
    if (source !== undefined) return peers(to).map(([peer, options]) => `${source}.connections.allowTo(${peer}${options})`);
    if (destination === undefined) return [];
    const isPublic = from.kind === 'addresses' && blocksOf(from.addresses).includes('0.0.0.0/0');
    if (isPublic) return [this.publicPolicy(destination, connections)];
    return peers(from).map(([peer, options]) => `${destination}.connections.allowFrom(${peer}${options})`);
  }

  /** A policy that says itself why it names every address. */
  private publicPolicy(destination: string, connections: ConnectionSet): string {
    const peer = `${this.use('NetworkPolicyIpBlock')}.anyIpv4()`;
    const [policy, id] = [this.use('NetworkPolicy'), quoted(this.names.free([`${destination}-public`]))];
    return `new ${policy}(chart, ${id}, {
  metadata: { annotations: { 'cdk8s-netpol/acknowledge.block-of-everything': ${quoted(PUBLIC)} } },
  selector: ${destination},
  ingress: { rules: [{ peer: ${[peer, ...this.ports(connections)].join(', ')} }] },
})`;
  }

  private peersOf(end: SuggestedEnd): readonly string[] {
    switch (end.kind) {
      case 'workload': return [this.adopted.get(end.workload)].filter((name) => name !== undefined);
      case 'addresses': return blocksOf(end.addresses).map((block) => {
        const family = block.includes(':') ? 'ipv6' : 'ipv4';
        return `${this.use('NetworkPolicyIpBlock')}.${family}(${quoted(block)})`;
      });
      case 'ingress-controller': {
        if (controllerOfClass(end.className, this.cluster.workloads).length > 0) return [];
        return [`${this.use('WellKnownPeer')}.${usualController(end.className).namespace === 'traefik' ? 'traefik' : 'ingressNginx'}()`];
      }
      case 'named': return end.what === 'dns' ? [`${this.use('WellKnownPeer')}.clusterDns({ nodeLocal: false })`] : [];
    }
  }

  private options(connections: ConnectionSet, isolatesCallerOnly: boolean): string {
    const isolation = isolatesCallerOnly ? [`isolation: ${this.use('PodConnectionsIsolation')}.POD`] : [];
    const options = [...this.ports(connections), ...isolation];
    return options.length === 0 ? '' : `, { ${options.join(', ')} }`;
  }

  /** The option that names ports; none for all of them. */
  private ports(connections: ConnectionSet): string[] {
    const ports = portsOfRule(connections).map(({ protocol, port, endPort }) => {
      const { one, range, all } = FACTORIES[protocol];
      const call = port === undefined ? `${all}()` : endPort === undefined ? `${one}(${port})` : `${range}(${port}, ${endPort})`;
      return `${this.use('NetworkPolicyPort')}.${call}`;
    });
    return ports.length > 0 ? [`ports: [${ports.join(', ')}]`] : [];
  }

  /** Whether the ports are those that a call without ports opens. */
  private isDeclared(end: SuggestedEnd, connections: ConnectionSet): boolean {
    if (end.kind === 'named') return end.what === 'dns';
    if (end.kind !== 'workload') return false;
    return this.named(end.workload) === end.workload && declaredPorts(end.workload) === connections;
  }

  private* closing(): Iterable<string> {
    this.use('DefaultDeny');
    yield '\n// Nothing else is open.\n';
    const isAll = !this.cluster.workloads.some(({ namespace }) => namespace.startsWith('kube-'));
    if (isAll) yield 'DefaultDeny.forApp(app);\n\n';
    else yield `${this.plan.closed.map(({ namespace }) => `DefaultDeny.forNamespace(chart, ${quoted(namespace)});\n`).join('')}\n`;
  }

  private use(name: string): string {
    this.used.add(name);
    return name;
  }
}

const FACTORIES = {
  TCP: { one: 'tcp', range: 'tcpRange', all: 'allTcp' },
  UDP: { one: 'udp', range: 'udpRange', all: 'allUdp' },
  SCTP: { one: 'sctp', range: 'sctpRange', all: 'allSctp' },
} as const;

/** What comes with the cluster keeps the policies that it has. */
function isOfTheCluster(end: SuggestedEnd): boolean {
  return end.kind === 'workload' && end.workload.namespace.startsWith('kube-');
}

/** What is inside of a List is no object of an Include. */
function isAdoptable({ source, hostNetwork }: Workload): boolean {
  return source.item === undefined && !hostNetwork;
}

function labelsText(labels: Labels): string {
  return `labels: { ${Object.entries(labels).map(([key, value]) => `${quoted(key)}: ${quoted(value)}`).join(', ')} }`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n')}'`;
}
