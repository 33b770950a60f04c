import { Chart, Testing } from 'cdk8s';
import * as fc from 'fast-check';
import {
  ContainerRestartPolicy, Deployment, INetworkPolicyPeer, Namespaces, NetworkPolicyIpBlock, NetworkPolicyPort, NetworkProtocol, PodConnections,
  PodConnectionsIsolation, Pods, Protocol,
} from '../../src';
import { PolicyReading } from '../support/read-policies';
import { manifestsOf } from '../support/who-reaches-whom';

/**
 * What the written policies mean is exactly the union of what was declared.
 *
 * Random apps are described as plain data. From the description, one side builds the app and reads its manifests; the other
 * works out who may talk to whom from the declarations alone.
 */

type Port = { protocol: 'TCP' | 'UDP' | 'SCTP'; port?: number; endPort?: number; name?: string };

interface WorkloadDescription {
  readonly namespace: string;
  readonly label: string;
  readonly ports: Port[];
  readonly sidecarPorts: Port[];
}

type End =
  | { readonly workload: number }
  | { readonly label: string; readonly namespaces: string[] }
  | { readonly namespaces: string[] }
  | { readonly cidr: string; readonly except: string[] };

interface DeclarationDescription {
  readonly caller: number | { readonly label: string; readonly namespaces: string[] };
  readonly call: 'allowTo' | 'allowFrom' | 'isolate';
  readonly peer: End;
  readonly ports?: Port[];
  readonly isolation?: PodConnectionsIsolation;
}

interface AppDescription {
  readonly workloads: WorkloadDescription[];
  readonly declarations: DeclarationDescription[];
}

const NAMESPACES = ['front', 'data', 'ops'];
const LABELS = ['web', 'db', 'queue'];
const ADDRESSES = ['10.1.2.3', '10.9.1.1', '192.0.2.7', '2001:db8::1'];
const PROTOCOLS = ['TCP', 'UDP', 'SCTP'] as const;
const PROBED_PORTS = [1, 53, 79, 80, 85, 90, 91, 443, 6379, 65535];

const declaredPort: fc.Arbitrary<Port> = fc.constantFrom<Port[]>(
  { protocol: 'TCP', port: 80, name: 'http' }, { protocol: 'TCP', port: 443, name: 'https' }, { protocol: 'UDP', port: 53, name: 'dns' },
  { protocol: 'TCP', port: 53, name: 'dns-tcp' }, { protocol: 'SCTP', port: 90, name: 'sctp' }, { protocol: 'TCP', port: 6379, name: 'redis' },
);
const declaredPorts = fc.uniqueArray(declaredPort, { maxLength: 3, selector: ({ name }) => name });

const namedPort: fc.Arbitrary<Port> = fc.oneof(
  declaredPort.map(({ protocol, port }) => ({ protocol, port })),
  declaredPort.map(({ protocol, name }) => ({ protocol, name })),
  fc.constantFrom<Port[]>({ protocol: 'UDP', name: 'http' }, { protocol: 'TCP', name: 'absent' }),
  fc.constantFrom(...PROTOCOLS).map((protocol) => ({ protocol })),
  fc.constantFrom<Port[]>({ protocol: 'TCP', port: 80, endPort: 90 }, { protocol: 'TCP', port: 85, endPort: 443 }, { protocol: 'UDP', port: 1, endPort: 65535 }),
);

const app: fc.Arbitrary<AppDescription> = fc.integer({ min: 2, max: 5 }).chain((count) => {
  const workload = fc.record<WorkloadDescription>({
    namespace: fc.constantFrom(...NAMESPACES),
    label: fc.constantFrom(...LABELS),
    ports: declaredPorts,
    sidecarPorts: fc.constantFrom<Port[][]>([], [], [{ protocol: 'TCP', port: 91, name: 'proxy' }]),
  });
  const own = fc.nat({ max: count - 1 });
  const names = fc.uniqueArray(fc.constantFrom(...NAMESPACES), { minLength: 1 });
  const selected = fc.record({ label: fc.constantFrom(...LABELS), namespaces: names });
  const peer: fc.Arbitrary<End> = fc.oneof(
    { arbitrary: own.map((index) => ({ workload: index })), weight: 4 },
    { arbitrary: selected, weight: 2 },
    { arbitrary: fc.record({ namespaces: names }), weight: 1 },
    { arbitrary: fc.constantFrom<End[]>({ cidr: '10.0.0.0/8', except: ['10.9.0.0/16'] }, { cidr: '10.0.0.0/8', except: [] }, { cidr: '0.0.0.0/0', except: [] }, { cidr: '2001:db8::/32', except: [] }), weight: 2 },
  );
  const declaration = fc.record<DeclarationDescription>({
    caller: fc.oneof({ arbitrary: own, weight: 4 }, { arbitrary: selected, weight: 1 }),
    call: fc.constantFrom('allowTo', 'allowTo', 'allowFrom', 'allowFrom', 'isolate'),
    peer,
    ports: fc.option(fc.array(namedPort, { minLength: 1, maxLength: 3 }), { nil: undefined }),
    isolation: fc.option(fc.constantFrom(PodConnectionsIsolation.POD, PodConnectionsIsolation.PEER), { nil: undefined, freq: 3 }),
  }).filter(({ call, peer: { cidr }, isolation }: any) => call === 'isolate' || cidr === undefined || isolation !== PodConnectionsIsolation.PEER);
  return fc.record({
    workloads: fc.array(workload, { minLength: count, maxLength: count }),
    declarations: fc.array(declaration, { minLength: 1, maxLength: 6 }),
  });
});

/** Builds the app that a description tells of, and reads what it writes. */
function build({ workloads, declarations }: AppDescription): any[] {
  const built = Testing.app();
  const charts = new Map(NAMESPACES.map((namespace) => [namespace, new Chart(built, namespace, { namespace })]));
  const home = charts.get('front')!;
  const container = ({ protocol, port, name }: Port) => ({ number: port!, name, protocol: protocol as Protocol });
  const deployments = workloads.map(({ namespace, label, ports, sidecarPorts }, index) => new Deployment(charts.get(namespace)!, `w${index}`, {
    metadata: { name: `w${index}` },
    podMetadata: { labels: { app: label } },
    containers: [{ image: 'app', ports: ports.map(container) }],
    initContainers: [{ image: 'proxy', name: 'proxy', ports: sidecarPorts.map(container), restartPolicy: ContainerRestartPolicy.ALWAYS }],
  }));
  const select = (id: string, { label, namespaces }: { label: string; namespaces: string[] }) => Pods.select(home, id, {
    labels: { app: label }, namespaces: Namespaces.select(home, `${id}-namespaces`, { names: namespaces }),
  });
  const peerOf = (end: End, id: string): INetworkPolicyPeer => {
    if ('workload' in end) return deployments[end.workload];
    if ('cidr' in end) return end.cidr.includes(':') ? NetworkPolicyIpBlock.ipv6(end.cidr, end.except) : NetworkPolicyIpBlock.ipv4(end.cidr, end.except);
    return 'label' in end ? select(id, end) : Namespaces.select(home, id, { names: end.namespaces });
  };
  declarations.forEach(({ caller, call, peer, ports, isolation }, index) => {
    const connections: PodConnections = typeof caller === 'number' ? deployments[caller].connections : select(`caller${index}`, caller).connections;
    if (call === 'isolate') return connections.isolate();
    connections[call](peerOf(peer, `peer${index}`), {
      isolation, ports: ports?.map((port) => NetworkPolicyPort.of({ ...port, protocol: port.protocol as NetworkProtocol })),
    });
  });
  return manifestsOf(built);
}

/** A pod of the description, or an address. */
type Party = number | string;

/** Works out from the declarations alone what is allowed. */
class Declared {
  private readonly openings: { of: End; direction: 'ingress' | 'egress'; peer?: End; ports?: Port[] }[] = [];

  constructor(private readonly description: AppDescription) {
    for (const { caller, call, peer, ports, isolation } of description.declarations) {
      const own: End = typeof caller === 'number' ? { workload: caller } : caller;
      if (call === 'isolate') {
        this.openings.push({ of: own, direction: 'ingress' }, { of: own, direction: 'egress' });
        continue;
      }
      const [mine, theirs] = call === 'allowTo' ? ['egress', 'ingress'] as const : ['ingress', 'egress'] as const;
      const open = ports ?? this.declaredBy(call === 'allowTo' ? peer : own);
      if (isolation !== PodConnectionsIsolation.PEER) this.openings.push({ of: own, direction: mine, peer, ports: open });
      if (isolation !== PodConnectionsIsolation.POD && !('cidr' in peer)) this.openings.push({ of: peer, direction: theirs, peer: own, ports: open });
    }
  }

  public reaches(from: Party, to: Party, protocol: string, port: number): boolean {
    return this.lets('egress', from, to, to, protocol, port) && this.lets('ingress', to, from, to, protocol, port);
  }

  private lets(direction: 'ingress' | 'egress', party: Party, other: Party, destination: Party, protocol: string, port: number): boolean {
    if (typeof party === 'string') return true;
    const mine = this.openings.filter((opening) => opening.direction === direction && this.holds(opening.of, party));
    return mine.length === 0 || mine.some((opening) => opening.peer && this.holds(opening.peer, other)
      && (opening.ports === undefined || opening.ports.some((open) => this.opens(open, destination, protocol, port))));
  }

  private holds(end: End, party: Party): boolean {
    if ('cidr' in end) {
      if (typeof party !== 'string') return false;
      const inside: Record<string, string[]> = { '10.0.0.0/8': ADDRESSES.slice(0, 2), '0.0.0.0/0': ADDRESSES.slice(0, 3), '2001:db8::/32': ADDRESSES.slice(3) };
      return inside[end.cidr].includes(party) && !(end.except.length > 0 && party === '10.9.1.1');
    }
    if (typeof party === 'string') return false;
    if ('workload' in end) return end.workload === party;
    const { namespace, label } = this.description.workloads[party];
    return end.namespaces.includes(namespace) && (!('label' in end) || end.label === label);
  }

  private opens(open: Port, destination: Party, protocol: string, port: number): boolean {
    if (open.protocol !== protocol) return false;
    if (open.name !== undefined) {
      return typeof destination === 'number' && this.containerPorts(destination).some((it) => it.name === open.name && it.protocol === protocol && it.port === port);
    }
    return open.port === undefined || (open.port <= port && port <= (open.endPort ?? open.port));
  }

  private declaredBy(end: End): Port[] | undefined {
    if (!('workload' in end)) return undefined;
    const ports = this.containerPorts(end.workload).map(({ protocol, port }) => ({ protocol, port }));
    return ports.length > 0 ? ports : undefined;
  }

  private containerPorts(index: number): Port[] {
    const { ports, sidecarPorts } = this.description.workloads[index];
    return [...ports, ...sidecarPorts];
  }
}

// Some of what is declared here does not hold, because another call leaves an end closed. What is written is what was declared all the same.
beforeAll(() => {
  process.env.CDK8S_NETPOL_PROOF = 'off';
});
afterAll(() => {
  delete process.env.CDK8S_NETPOL_PROOF;
});

test('the written policies open exactly the union of what was declared, for every pair of pods and every port', () => {
  const warnings = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  fc.assert(fc.property(app, (description) => {
    const reading = new PolicyReading(build(description));
    const declared = new Declared(description);
    const parties: Party[] = [...description.workloads.keys(), ...ADDRESSES];
    const name = (party: Party) => (typeof party === 'string' ? party : `${description.workloads[party].namespace}/w${party}`);
    for (const from of parties) {
      for (const to of parties) {
        if (typeof from === 'string' && typeof to === 'string') continue;
        for (const protocol of PROTOCOLS) {
          for (const port of PROBED_PORTS) {
            const destination = from === to ? `${name(to)}#2` : name(to);
            const [written, meant] = [reading.reaches(name(from), destination, protocol, port), declared.reaches(from, to, protocol, port)];
            if (written !== meant) throw new Error(`${name(from)} -> ${name(to)} ${protocol} ${port}: written ${written}, declared ${meant}`);
          }
        }
      }
    }
  }), { numRuns: 200 });
  warnings.mockRestore();
});

test('a selection has one policy in a namespace, with each peer once for its ports', () => {
  const warnings = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  fc.assert(fc.property(app, (description) => {
    const policies = build(description).filter(({ kind }) => kind === 'NetworkPolicy');
    const names = policies.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
    expect(new Set(names).size).toBe(names.length);
    for (const { spec } of policies) {
      for (const rules of [spec.ingress ?? [], spec.egress ?? []]) {
        const ports = rules.map((rule: any) => JSON.stringify(rule.ports));
        expect(new Set(ports).size).toBe(ports.length);
        const peers = rules.flatMap((rule: any) => rule.from ?? rule.to).map((peer: any) => JSON.stringify(peer));
        expect(new Set(peers).size).toBe(peers.length);
      }
    }
  }), { numRuns: 100 });
  warnings.mockRestore();
});
