import { AppMends } from './app-mends';
import { Reachability } from './reachability';
import { Analysis } from '../../analysis/engine/analysis';
import { connectionsOf } from '../../analysis/engine/rule-ports';
import { Direction, Workload } from '../../analysis/model/cluster';
import { AskedEnd, endOf } from '../../analysis/model/ends';
import { INTERNET } from '../../analysis/model/internet';
import { CLUSTER_DNS, Contact, contactsBeside, contactsOf, withoutDns } from '../../analysis/questions/contacts';
import { exampleOf, explain } from '../../analysis/questions/explanation/explain';
import { ConnectionSet } from '../../analysis/sets/connection-set';
import { NetworkPolicyPort } from '../../peers/network-policy-port';
import { checkedPorts } from '../../peers/peer-config';
import { explanationText } from '../../reporting/explain/txt';
import { PLAIN } from '../../reporting/style';
import { dnsLabel } from '../../validation/forms';
import { Input } from '../../validation/input';
import { rulePortsOf } from '../proof/expected-ports';

const WORKLOAD = '"namespace/name" of a workload';
const END = `${WORKLOAD}, an IP address, a block of addresses, or "internet"`;

/** Two ends, between which everything is answered alike. */
interface Answer {
  readonly from: AskedEnd;
  readonly to: AskedEnd;
  readonly connections: ConnectionSet;
}

/**
 * The sentences of `ReachabilityAssertions` as questions: each answers with the text of what does not hold and why, or with nothing where it holds. For test
 * runners in which a text says more than an error: `assert checks.reaches(…) is None` in pytest, `if failure := …; failure != nil` in Go.
 *
 * @example
 * const checks = ReachabilityChecks.of(Reachability.ofApp(app));
 * const failure = checks.reaches('shop/web', 'data/redis');
 */
export class ReachabilityChecks {
  /** Questions about these manifests. */
  public static of(reachability: Reachability): ReachabilityChecks {
    return ReachabilityChecks._for(reachability, 'ReachabilityChecks');
  }

  /**
   * The same for a class that errors should name instead.
   *
   * @internal
   */
  public static _for(reachability: Reachability, caller: string): ReachabilityChecks {
    const input = new Input(`${caller}.of`);
    const { _analysis, _mends } = input.instance('reachability', input.required('reachability', reachability, 'a Reachability'), Reachability, 'a Reachability');
    return new ReachabilityChecks(_analysis, _mends, caller);
  }

  private constructor(private readonly analysis: Analysis, private readonly mends: AppMends, private readonly caller: string) {}

  /**
   * `from` reaches `to` on all of these ports.
   *
   * @param from `namespace/name` of a workload, an IP address, a block of addresses, or `internet`
   * @param to the same of the destination
   * @param ports the ports of the destination's pods; those that its containers declare when they are left out, all where they declare none
   * @returns what is closed and why; nothing where all of it is open
   * @throws when `to` has no port of a name, or there is no such workload
   */
  public reaches(from: string, to: string, ports?: NetworkPolicyPort[]): string | undefined {
    const input = new Input(`${this.caller}.reaches`);
    for (const answer of this.answers(input, from, to)) {
      const expected = this.portsOf(input, answer.to, ports) ?? declaredBy(answer.to);
      const closed = expected.subtract(answer.connections);
      if (!closed.isEmpty) return `${this.name(answer.from)} does not reach ${this.name(answer.to)} on ${closed}.\n${this.why(answer.from, answer.to, closed)}`;
    }
    return undefined;
  }

  /**
   * `from` reaches `to` on none of these ports.
   *
   * @param from `namespace/name` of a workload, an IP address, a block of addresses, or `internet`: none of all the addresses
   * @param to the same of the destination
   * @param ports all of them when they are left out
   * @returns what is open and why; nothing where none of it is
   * @throws when `to` has no port of a name, or there is no such workload
   */
  public doesNotReach(from: string, to: string, ports?: NetworkPolicyPort[]): string | undefined {
    const input = new Input(`${this.caller}.doesNotReach`);
    for (const answer of this.answers(input, from, to)) {
      const onNode = this.onNode([answer.from, answer.to]);
      if (onNode !== undefined) return `${this.name(answer.from)} may reach ${this.name(answer.to)}: ${onNode}`;
      const asked = this.portsOf(input, answer.to, ports) ?? ConnectionSet.ALL;
      const open = asked.intersect(answer.connections);
      if (!open.isEmpty) return `${this.name(answer.from)} reaches ${this.name(answer.to)} on ${open}.\n${this.why(answer.from, answer.to, open)}`;
    }
    return undefined;
  }

  /**
   * These reach `to`, and nobody else does: no other workload, no address outside of the cluster, and no pod that the manifests do not show. The pods of `to`
   * itself are not asked about, nor is the node that a pod runs on, which Kubernetes always lets in.
   *
   * @param sources `namespace/name` of each workload that may, or addresses; none when nobody may
   * @returns who else does, or which of them does not; nothing where it holds
   */
  public isReachedOnlyBy(to: string, sources: string[]): string | undefined {
    const input = new Input(`${this.caller}.isReachedOnlyBy`);
    const workload = this.workload(input, 'to', to);
    input.texts('sources', input.required('sources', sources, 'a list of names such as ["shop/web"]'));
    return this.onlyWith('Ingress', workload, sources.flatMap((source) => this.analysis.names.all(source)));
  }

  /**
   * `from` reaches these, and nobody else: no other workload, no other address outside of the cluster, and no pod that the manifests do not show. The pods of
   * `from` itself are not asked about.
   *
   * @param destinations `namespace/name` of each workload that it may reach, addresses, blocks of addresses, `internet`, or `kube-dns` for the DNS of the cluster on
   * port 53 and its cache on the node; none when it may reach nobody
   * @returns whom else it reaches, or which of them it does not; nothing where it holds
   */
  public reachesOnly(from: string, destinations: string[]): string | undefined {
    const input = new Input(`${this.caller}.reachesOnly`);
    const workload = this.workload(input, 'from', from);
    input.texts('destinations', input.required('destinations', destinations, 'a list of names such as ["data/redis"]'));
    const named = destinations.filter((end) => end !== CLUSTER_DNS).flatMap((end) => this.analysis.names.all(end));
    return this.onlyWith('Egress', workload, named, destinations.includes(CLUSTER_DNS));
  }

  /**
   * Nothing outside of the namespace reaches `to`: no workload of another one, no address outside of the cluster, and no pod elsewhere that the manifests do
   * not show.
   *
   * @returns what does; nothing where nothing does
   */
  public isReachedOnlyWithin(namespace: string, to: string): string | undefined {
    const input = new Input(`${this.caller}.isReachedOnlyWithin`);
    dnsLabel(input, 'namespace', input.required('namespace', namespace, 'the name of a namespace'));
    const workload = this.workload(input, 'to', to);
    const onNode = this.onNode([endOf(workload)]);
    if (onNode !== undefined) return onNode;
    const outside = contactsOf(this.analysis, 'Ingress', workload).filter((one) => one.namespace !== namespace);
    return outside.length > 0 ? `${this.name(endOf(workload))} is reached from outside of namespace ${namespace}:\n${this.lines('Ingress', outside, workload)}` : undefined;
  }

  /**
   * `from` reaches the internet on these ports and on no others. Private and other special ranges do not count as the internet.
   *
   * @param ports none when it must not reach the internet at all
   * @returns which of the ports is closed towards all of it, or which other is open towards some of it; nothing where it holds
   */
  public reachesInternetOnlyOn(from: string, ports: NetworkPolicyPort[]): string | undefined {
    const input = new Input(`${this.caller}.reachesInternetOnlyOn`);
    const source = endOf(this.workload(input, 'from', from));
    const named = input.required('ports', ports, 'a list of ports; [] means none').length === 0 ? [] : rulePortsOf(checkedPorts(input, 'ports', ports)!);
    const byName = named.find((port) => 'name' in port);
    if (byName) input.fail(`"ports" has the name "${byName.name}", but addresses have no names for their ports. Give its number.`);
    const onNode = this.onNode([source]);
    if (onNode !== undefined) return onNode;
    const answers = this.analysis.pairs(source, { kind: 'addresses', addresses: INTERNET, name: 'internet' });
    const open = answers.reduce((all, { connections }) => all.union(connections), ConnectionSet.NONE);
    const expected = connectionsOf({ action: 'Accept', ports: named }, []);
    const [excess, missing] = [open.subtract(expected), expected.subtract(open)];
    if (excess.isEmpty && missing.isEmpty) return undefined;
    const said = [
      ...excess.isEmpty ? [] : [`reaches the internet on ${excess} too`],
      ...missing.isEmpty ? [] : [`does not reach the internet on ${missing}`],
    ];
    const example = answers.find(({ connections }) => !connections.intersect(excess).isEmpty) ?? answers[0];
    return `${this.name(source)} ${said.join(', and ')}.\n${this.why(source, example.to, excess.isEmpty ? missing : excess)}`;
  }

  private workload(input: Input, field: string, name: string): Workload {
    return this.analysis.names.workload(input.text(field, input.required(field, name, WORKLOAD), WORKLOAD));
  }

  /** What is said of two ends: of each workload and each part of the addresses that they mean. */
  private answers(input: Input, from: string, to: string): Answer[] {
    const endsIn = (field: string, text: string) => this.analysis.names.all(input.text(field, input.required(field, text, END), END));
    const [sources, destinations] = [endsIn('from', from), endsIn('to', to)];
    return sources.flatMap((source) => destinations.flatMap((destination) => this.analysis.pairs(source, destination)));
  }

  private onlyWith(direction: Direction, workload: Workload, allowed: readonly AskedEnd[], mayAskDns = false): string | undefined {
    const self = endOf(workload);
    for (const one of allowed) {
      const [from, to] = direction === 'Ingress' ? [one, self] : [self, one];
      const closed = this.analysis.pairs(from, to).find(({ connections }) => connections.isEmpty);
      if (closed) return `${this.name(closed.from)} does not reach ${this.name(closed.to)} at all.\n${this.why(closed.from, closed.to, declaredBy(closed.to))}`;
    }
    const onNode = this.onNode([self]);
    if (onNode !== undefined) return onNode;
    const contacts = contactsOf(this.analysis, direction, workload);
    const others = contactsBeside(mayAskDns ? withoutDns(contacts) : contacts, allowed);
    const names = [...allowed.map((one) => this.name(one)), ...mayAskDns ? [CLUSTER_DNS] : []].join(', ') || 'nobody';
    const says = direction === 'Ingress' ? 'is reached by others than' : 'reaches others than';
    return others.length > 0 ? `${this.name(self)} ${says} ${names}:\n${this.lines(direction, others, workload)}` : undefined;
  }

  /** Policies do not reach pods on the network of their node, so that nothing is known to be closed there. */
  private onNode(ends: readonly AskedEnd[]): string | undefined {
    const end = ends.find((one) => one.kind === 'workload' && one.workload.hostNetwork);
    return end && `the pods of ${this.name(end)} are on the network of their node ("hostNetwork"), which policies do not reach.`;
  }

  /** The ports that are asked about, those that have names by the numbers of the destination; `undefined` where none were named. */
  private portsOf(input: Input, to: AskedEnd, ports: NetworkPolicyPort[] | undefined): ConnectionSet | undefined {
    const declared = to.kind === 'workload' ? to.workload.ports : [];
    const asked = checkedPorts(input, 'ports', ports)?.map((port) => {
      const [rulePort] = rulePortsOf([port]);
      const meant = connectionsOf({ action: 'Accept', ports: [rulePort] }, declared);
      if (!meant.isEmpty || !('name' in rulePort)) return meant;
      const names = declared.flatMap(({ name, protocol, port: number }) => (name === undefined ? [] : [`"${name}" (${protocol} ${number})`])).join(', ') || 'none';
      return input.fail(`${this.name(to)} has no ${rulePort.protocol} port named "${rulePort.name}". Its named ports: ${names}.`);
    });
    return asked?.reduce((all, one) => all.union(one));
  }

  private lines(direction: Direction, contacts: readonly Contact[], workload: Workload): string {
    const self = endOf(workload);
    const line = ({ text, connections }: Contact) => (
      direction === 'Ingress' ? `  ${text} => ${this.name(self)} : ${connections}` : `  ${this.name(self)} => ${text} : ${connections}`
    );
    const explained = contacts.find(({ end }) => end !== undefined);
    const [from, to] = direction === 'Ingress' ? [explained?.end, self] : [self, explained?.end];
    return [
      ...contacts.slice(0, 10).map(line),
      ...contacts.length > 10 ? [`  and ${contacts.length - 10} more`] : [],
      ...explained && from && to ? [this.why(from, to, explained.connections)] : [],
    ].join('\n');
  }

  private why(from: AskedEnd, to: AskedEnd, about: ConnectionSet): string {
    const [explanation] = explain(this.analysis, from, to, exampleOf(about));
    return explanationText(this.mends.inCode(explanation, from, to, this.analysis), PLAIN).trimEnd();
  }

  private name(end: AskedEnd): string {
    return this.analysis.names.textOf(end);
  }
}

/** What the containers of the destination declare; all ports where they declare none, or it is addresses. */
function declaredBy(end: AskedEnd): ConnectionSet {
  const ports = end.kind === 'workload' ? end.workload.ports : [];
  if (ports.length === 0) return ConnectionSet.ALL;
  return ports.reduce((all, { protocol, port }) => all.union(ConnectionSet.ofPort(protocol, port)), ConnectionSet.NONE);
}
