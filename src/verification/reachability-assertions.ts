import { rulePortsOf } from './expected-ports';
import { Reachability } from './reachability';
import { Analysis } from '../analysis/analysis';
import { workloadText } from '../analysis/connectivity';
import { rangesOf } from '../analysis/engine/ranges';
import { connectionsOf } from '../analysis/engine/rule-ports';
import { explain } from '../analysis/explain';
import { exposureOf, Opening } from '../analysis/exposure';
import { Workload } from '../analysis/model/cluster';
import { AddressSet } from '../analysis/sets/address-set';
import { ConnectionSet, PROTOCOLS } from '../analysis/sets/connection-set';
import { dnsLabel } from '../input/forms';
import { Input } from '../input/input';
import { SPECIAL_RANGES } from '../kubernetes/special-ranges';
import { NetworkPolicyPort } from '../network/network-policy-port';
import { checkedPorts } from '../network/peer-config';
import { explanationText } from '../reporting/explain/txt';
import { PLAIN } from '../reporting/style';

/** Who can connect to a workload. */
interface Connecting {
  /** As `list` names it. */
  readonly name: string;
  readonly connections: ConnectionSet;
  /** The namespace of a workload. */
  readonly namespace?: string;
  /** By which an explanation can be had. */
  readonly end?: string;
}

const INTERNET = [...SPECIAL_RANGES.ipv4, ...SPECIAL_RANGES.ipv6].reduce((rest, block) => rest.subtract(AddressSet.ofBlock(block)!), AddressSet.ALL);

const WORKLOAD = '"namespace/name" of a workload';

/**
 * Sentences about who reaches whom, for the tests of an app in any test runner: each throws where it does not hold, and explains why.
 *
 * A workload is named by `namespace/name`; `Reachability.nameOf` gives that of a construct.
 *
 * @example
 * const who = ReachabilityAssertions.of(Reachability.ofApp(app));
 * who.reaches('shop/web', 'data/redis', [NetworkPolicyPort.tcp(6379)]);
 * who.isReachedOnlyBy('data/redis', ['shop/web']);
 */
export class ReachabilityAssertions {
  /** Sentences about these manifests. */
  public static of(reachability: Reachability): ReachabilityAssertions {
    const input = new Input('ReachabilityAssertions.of');
    return new ReachabilityAssertions(input.instance('reachability', input.required('reachability', reachability, 'a Reachability'), Reachability, 'a Reachability')._analysis);
  }

  private constructor(private readonly analysis: Analysis) {}

  /**
   * `from` reaches `to` on all of these ports.
   *
   * @param from `namespace/name` of a workload, or an IP address
   * @param to the same of the destination
   * @param ports the ports of the destination's pods; those that its containers declare when they are left out, all where they declare none
   * @throws when some of them are closed, `to` has no port of a name, or there is no such workload
   */
  public reaches(from: string, to: string, ports?: NetworkPolicyPort[]): void {
    const input = new Input('ReachabilityAssertions.reaches');
    const expected = this.portsOf(input, checkedEnds(input, from, to).to, ports) ?? this.declaredBy(to);
    const closed = expected.subtract(this.analysis.connections(from, to));
    if (closed.isEmpty) return;
    throw new Error(`${from} does not reach ${to} on ${closed}.\n${this.why(from, to, closed)}`);
  }

  /**
   * `from` reaches `to` on none of these ports.
   *
   * @param ports all of them when they are left out
   * @throws when some of them are open, `to` has no port of a name, or there is no such workload
   */
  public doesNotReach(from: string, to: string, ports?: NetworkPolicyPort[]): void {
    const input = new Input('ReachabilityAssertions.doesNotReach');
    const asked = this.portsOf(input, checkedEnds(input, from, to).to, ports) ?? ConnectionSet.ALL;
    const open = asked.intersect(this.analysis.connections(from, to));
    if (open.isEmpty) return;
    throw new Error(`${from} reaches ${to} on ${open}.\n${this.why(from, to, open)}`);
  }

  /**
   * These workloads reach `to`, and nobody else does: no other workload, no address outside of the cluster, and no pod that the manifests do not show.
   * The pods of `to` itself are not asked about, nor is the node that a pod runs on, which Kubernetes always lets in.
   *
   * @param sources `namespace/name` of each workload that may; none when nobody may
   * @throws when somebody else does, or one of the sources does not
   */
  public isReachedOnlyBy(to: string, sources: string[]): void {
    const input = new Input('ReachabilityAssertions.isReachedOnlyBy');
    const workload = this.analysis.workloadOf(input.text('to', input.required('to', to, WORKLOAD), WORKLOAD));
    input.texts('sources', input.required('sources', sources, 'a list of names such as ["shop/web"]'));
    const allowed = sources.map((source) => this.analysis.workloadOf(source));
    const silent = sources.find((source) => this.analysis.connections(source, to).isEmpty);
    if (silent !== undefined) throw new Error(`${silent} does not reach ${to} at all.\n${this.why(silent, to, this.declared(workload))}`);
    const others = this.connecting(workload).filter(({ end }) => !allowed.some((one) => fullName(one) === end));
    if (others.length > 0) throw new Error(`${to} is reached by others than ${sources.join(', ') || 'nobody'}:\n${this.lines(others, to)}`);
  }

  /**
   * Nothing outside of the namespace reaches `to`: no workload of another one, no address outside of the cluster, and no pod elsewhere that the manifests do
   * not show.
   *
   * @throws when something does
   */
  public isReachedOnlyWithin(namespace: string, to: string): void {
    const input = new Input('ReachabilityAssertions.isReachedOnlyWithin');
    dnsLabel(input, 'namespace', input.required('namespace', namespace, 'the name of a namespace'));
    input.text('to', input.required('to', to, WORKLOAD), WORKLOAD);
    const outside = this.connecting(this.analysis.workloadOf(to)).filter((one) => one.namespace !== namespace);
    if (outside.length > 0) throw new Error(`${to} is reached from outside of namespace ${namespace}:\n${this.lines(outside, to)}`);
  }

  /**
   * `from` reaches the internet on these ports and on no others. Private and other special ranges do not count as the internet.
   *
   * @param ports none when it must not reach the internet at all
   * @throws when one of the ports is closed towards all of it, or another is open towards some of it
   */
  public reachesInternetOnlyOn(from: string, ports: NetworkPolicyPort[]): void {
    const input = new Input('ReachabilityAssertions.reachesInternetOnlyOn');
    const { namespace, name } = this.analysis.workloadOf(input.text('from', input.required('from', from, WORKLOAD), WORKLOAD));
    const number = this.analysis.endOf(`${namespace}/${name}`) as number;
    const named = input.required('ports', ports, 'a list of ports; [] means none').length === 0 ? [] : rulePortsOf(checkedPorts(input, 'ports', ports)!);
    const byName = named.find((port) => 'name' in port);
    if (byName) input.fail(`"ports" has the name "${byName.name}", but addresses have no names for their ports. Give its number.`);
    const answers = rangesOf('Egress', number, this.analysis.decisions).filter(({ addresses }) => !addresses.intersect(INTERNET).isEmpty);
    const open = answers.reduce((all, { connections }) => all.union(connections), ConnectionSet.NONE);
    const expected = connectionsOf({ action: 'Accept', ports: named }, []);
    const [excess, missing] = [open.subtract(expected), expected.subtract(open)];
    if (excess.isEmpty && missing.isEmpty) return;
    const said = [
      ...excess.isEmpty ? [] : [`reaches the internet on ${excess} too`],
      ...missing.isEmpty ? [] : [`does not reach the internet on ${missing}`],
    ];
    const example = answers.find(({ connections }) => !connections.intersect(excess).isEmpty);
    const address = example ? firstOf(example.addresses.intersect(INTERNET)) : '8.8.8.8';
    throw new Error(`${from} ${said.join(', and ')}.\n${this.why(from, address, excess.isEmpty ? missing : excess)}`);
  }

  /** The ports that are asked about, those that have names by the numbers of the destination; `undefined` where none were named. */
  private portsOf(input: Input, to: string, ports: NetworkPolicyPort[] | undefined): ConnectionSet | undefined {
    const declared = this.isWorkload(to) ? this.analysis.workloadOf(to).ports : [];
    const asked = checkedPorts(input, 'ports', ports)?.map((port) => {
      const [rulePort] = rulePortsOf([port]);
      const meant = connectionsOf({ action: 'Accept', ports: [rulePort] }, declared);
      if (!meant.isEmpty || !('name' in rulePort)) return meant;
      const names = declared.flatMap(({ name, protocol, port: number }) => (name === undefined ? [] : [`"${name}" (${protocol} ${number})`])).join(', ') || 'none';
      return input.fail(`${to} has no ${rulePort.protocol} port named "${rulePort.name}". Its named ports: ${names}.`);
    });
    return asked?.reduce((all, one) => all.union(one));
  }

  private declaredBy(to: string): ConnectionSet {
    return this.isWorkload(to) ? this.declared(this.analysis.workloadOf(to)) : ConnectionSet.ALL;
  }

  private isWorkload(end: string): boolean {
    return typeof this.analysis.endOf(end) === 'number';
  }

  private declared({ ports }: Workload): ConnectionSet {
    if (ports.length === 0) return ConnectionSet.ALL;
    return connectionsOf({ action: 'Accept', ports: ports.map(({ protocol, port }) => ({ protocol, first: port, last: port })) }, []);
  }

  private connecting(workload: Workload): Connecting[] {
    const { cluster } = this.analysis;
    const to = fullName(workload);
    const number = this.analysis.endOf(to) as number;
    const workloads = cluster.workloads.filter((one) => one !== workload).map((one): Connecting => {
      const end = fullName(one);
      return { name: workloadText(one), namespace: one.namespace, end, connections: this.analysis.connections(end, to) };
    });
    const addresses = rangesOf('Ingress', number, this.analysis.decisions)
      .map(({ addresses: range, connections }): Connecting => ({ name: `addresses ${range}`, end: firstOf(range), connections }));
    const unknown = exposureOf(this.analysis).filter((one) => one.direction === 'Ingress' && one.workload === workload).flatMap(({ openings }) => openings)
      .map((opening): Connecting => ({ ...unknownPods(opening), connections: opening.connections }));
    return [...workloads, ...addresses, ...unknown].filter(({ connections }) => !connections.isEmpty);
  }

  private lines(connecting: readonly Connecting[], to: string): string {
    const lines = connecting.slice(0, 10).map(({ name, connections }) => `  ${name} => ${to} : ${connections}`);
    const explained = connecting.find(({ end }) => end !== undefined);
    return [
      ...lines,
      ...connecting.length > 10 ? [`  and ${connecting.length - 10} more`] : [],
      ...explained ? [this.why(explained.end!, to, explained.connections)] : [],
    ].join('\n');
  }

  private why(from: string, to: string, about: ConnectionSet): string {
    const [asked] = ['TCP' as const, ...PROTOCOLS].flatMap((protocol) => about.portsOf(protocol).ranges.map(({ first }) => ({ protocol, port: first })));
    return explanationText(explain(this.analysis, from, to, asked.protocol, asked.port)[0], PLAIN).trimEnd();
  }
}

function checkedEnds(input: Input, from: string, to: string): { from: string; to: string } {
  const end = `${WORKLOAD}, or an IP address`;
  return { from: input.text('from', input.required('from', from, end), end), to: input.text('to', input.required('to', to, end), end) };
}

function fullName({ namespace, name }: Workload): string {
  return `${namespace}/${name}`;
}

function firstOf({ ranges: [range] }: AddressSet): string {
  return AddressSet.of([{ ...range, last: range.first }]).toString().split('-')[0];
}

function unknownPods({ to }: Opening): Pick<Connecting, 'name' | 'namespace'> {
  if (to === 'entire-cluster') return { name: 'any pod of the cluster' };
  return { name: `${to.namespaces}/${to.pods}`, ...(!to.namespaces.startsWith('[') && { namespace: to.namespaces }) };
}
