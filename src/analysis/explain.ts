import { Analysis } from './analysis';
import { workloadText } from './connectivity';
import { OtherEnd } from './engine/decisions';
import { EndExplanation, Explanation, Mismatch, NearMiss, PolicyReference, referenceOf, RuleReference } from './explanation';
import { Direction, ListeningPort, Peer, Policy, Rule, RulePorts } from './model/cluster';
import { ConnectionSet, Protocol, PROTOCOLS } from './sets/connection-set';

/**
 * Why a connection is open or closed: for each end the policies that were asked, the rule that decided or came nearest, and the smallest change that would
 * open it.
 *
 * Without a port, what is open is explained by one port of each range that is; what is closed, by the ports that the destination listens on.
 */
export function explain(analysis: Analysis, from: string, to: string, protocol?: Protocol, port?: number): Explanation[] {
  return portsToExplain(analysis, from, to, protocol, port).map((asked) => explainPort(analysis, from, to, asked));
}

interface AskedPort {
  readonly protocol: Protocol;
  readonly port: number;
}

function portsToExplain(analysis: Analysis, from: string, to: string, protocol: Protocol = 'TCP', port?: number): AskedPort[] {
  if (port !== undefined) return [{ protocol, port }];
  const open = analysis.connections(from, to);
  const opened = PROTOCOLS.flatMap((one) => open.portsOf(one).ranges.map(({ first }) => ({ protocol: one, port: first })));
  if (opened.length > 0) return open.isAll ? [{ protocol, port: 1 }] : opened;
  const listening = typeof analysis.endOf(to) === 'number' ? analysis.workloadOf(to).ports : [];
  return listening.length > 0 ? listening.map((one) => ({ protocol: one.protocol, port: one.port })) : [{ protocol, port: 80 }];
}

function explainPort(analysis: Analysis, from: string, to: string, asked: AskedPort): Explanation {
  const [source, destination] = [analysis.endOf(from), analysis.endOf(to)];
  const egress = typeof source === 'number' ? new Asking(analysis, 'Egress', from, source, to, destination, asked).explanation() : undefined;
  const ingress = typeof destination === 'number' ? new Asking(analysis, 'Ingress', to, destination, from, source, asked).explanation() : undefined;
  return { from, to, ...asked, open: (egress?.open ?? true) && (ingress?.open ?? true), egress, ingress };
}

/** One end of a connection, asked what its policies say to it. */
class Asking {
  private readonly named: readonly ListeningPort[];

  constructor(
    private readonly analysis: Analysis,
    private readonly direction: Direction,
    private readonly end: string,
    private readonly self: number,
    private readonly otherText: string,
    private readonly other: OtherEnd,
    private readonly asked: AskedPort,
  ) {
    this.named = analysis.decisions.namedPorts(direction, self, other);
  }

  public explanation(): EndExplanation {
    const { admin, isolating, baseline } = this.analysis.decisions.policiesOf(this.direction, this.self);
    const policies = [...admin, ...isolating, ...isolating.length > 0 ? [] : baseline].map(referenceOf);
    const decided = this.firstMatch(admin) ?? this.firstMatch(isolating) ?? (isolating.length > 0 ? undefined : this.firstMatch(baseline));
    if (decided) return this.decidedBy(decided, policies);
    if (isolating.length > 0) return this.isolated(isolating, policies);
    return {
      ...this.common(true, policies),
      text: policies.length === 0
        ? `No policy selects ${this.end} for ${this.direction.toLowerCase()}, so all is open.`
        : `No rule of the policies that select ${this.end} for ${this.direction.toLowerCase()} matches, and nothing isolates it, so it is open.`,
    };
  }

  /** The first rule that matches and does not pass; NetworkPolicies only accept. */
  private firstMatch(policies: readonly Policy[]): Matched | undefined {
    for (const policy of policies) {
      for (const [index, rule] of policy.rules[this.direction]!.entries()) {
        if (!this.matches(rule)) continue;
        if (rule.action === 'Pass') return undefined;
        return { policy, rule, reference: this.reference(policy, rule, index) };
      }
    }
    return undefined;
  }

  private matches(rule: Rule): boolean {
    const { protocol, port } = this.asked;
    return this.analysis.decisions.means(rule, this.other) && this.analysis.decisions.connectionsOf(rule, this.named).has(protocol, port);
  }

  private decidedBy({ policy, rule, reference }: Matched, policies: readonly PolicyReference[]): EndExplanation {
    const open = rule.action === 'Accept';
    const text = `${ruleText(reference)} ${open ? 'allows' : 'denies'} it.`;
    return {
      ...this.common(open, policies),
      decidedBy: reference,
      text,
      ...(!open && { mend: `Put a rule with action Accept for ${this.portText} ${this.towards} before it, in "${policy.name}" or a policy of the ${policy.tier} tier with a lower priority than ${policy.priority}.` }),
    };
  }

  private isolated(policies: readonly Policy[], references: readonly PolicyReference[]): EndExplanation {
    const misses = policies.flatMap((policy) => policy.rules[this.direction]!.map((rule, index) => this.missOf(policy, rule, index)));
    const nearMiss = [...misses].sort((a, b) => NEARNESS.indexOf(a.mismatch) - NEARNESS.indexOf(b.mismatch))[0] as NearMiss | undefined;
    const names = policies.map((policy) => referenceOf(policy).name).join(', ');
    return {
      ...this.common(false, references),
      nearMiss,
      text: `${this.end} is isolated for ${this.direction.toLowerCase()} by ${names}, and no rule of ${policies.length === 1 ? 'it' : 'these'} allows it.`,
      mend: this.mend(policies[0], nearMiss),
    };
  }

  private mend(policy: Policy, nearMiss: NearMiss | undefined): string {
    const field = this.direction === 'Egress' ? 'egress' : 'ingress';
    if (nearMiss && ['port', 'protocol', 'named port'].includes(nearMiss.mismatch)) {
      return `Add ${this.portText} to "ports" of ${field} rule #${nearMiss.rule.number} of ${nearMiss.rule.policy.name}.`;
    }
    const { name } = referenceOf(policy);
    return `Add an ${field} rule to ${name}: ${this.direction === 'Egress' ? 'to' : 'from'} ${this.peerText()}, ports ${this.portText}.`;
  }

  /** A peer that means the other end alone, as far as it is known by its labels. */
  private peerText(): string {
    if (typeof this.other !== 'number') return `ipBlock ${this.otherText}/${this.other.family === 'IPv4' ? 32 : 128}`;
    const { namespace, labels } = this.analysis.workloadOf(this.otherText);
    const matchLabels = Object.entries(labels).map(([key, value]) => `${key}: ${value}`).join(', ');
    return `namespaceSelector { kubernetes.io/metadata.name: ${namespace} } and podSelector { ${matchLabels} }`;
  }

  private missOf(policy: Policy, rule: Rule, index: number): NearMiss {
    const reference = this.reference(policy, rule, index);
    if (!this.analysis.decisions.means(rule, this.other)) return { rule: reference, ...this.peerMiss(rule.peers!) };
    return { rule: reference, ...this.portMiss(rule.ports!) };
  }

  private peerMiss(peers: readonly Peer[]): { mismatch: Mismatch; text: string } {
    const { other } = this;
    if (typeof other !== 'number') {
      const blocks = peers.flatMap((peer) => ('block' in peer ? [peer.block.cidr] : []));
      return { mismatch: 'peer', text: blocks.length > 0 ? `its blocks ${blocks.join(', ')} do not hold ${this.otherText}` : `its peers are pods, and ${this.otherText} is an address` };
    }
    const { namespace, labels } = this.analysis.workloadOf(this.otherText);
    const rightPods = peers.some((peer) => 'selection' in peer && peer.selection.pods.matches(labels)
      && !this.analysis.index.namespacesOf(peer.selection.namespaces).includes(namespace));
    return rightPods
      ? { mismatch: 'namespace', text: `its pods are looked for in other namespaces than ${namespace}` }
      : { mismatch: 'peer', text: `none of its peers is ${workloadText(this.analysis.workloadOf(this.otherText))}` };
  }

  private portMiss(ports: readonly RulePorts[]): { mismatch: Mismatch; text: string } {
    const missing = ports.find((port) => 'name' in port && !this.named.some(({ name, protocol }) => name === port.name && (port.protocol ?? protocol) === protocol));
    if (missing && 'name' in missing && ports.length === 1) {
      return { mismatch: 'named port', text: `it opens the port named "${missing.name}", which the destination does not have` };
    }
    const opened = this.analysis.decisions.connectionsOf({ action: 'Accept', ports }, this.named);
    const otherProtocol = PROTOCOLS.some((protocol) => protocol !== this.asked.protocol && opened.has(protocol, this.asked.port));
    return { mismatch: otherProtocol ? 'protocol' : 'port', text: `it opens ${openText(opened)}, not ${this.portText}` };
  }

  private common(open: boolean, policies: readonly PolicyReference[]): Pick<EndExplanation, 'direction' | 'end' | 'open' | 'policies'> {
    return { direction: this.direction, end: this.end, open, policies };
  }

  private reference(policy: Policy, rule: Rule, index: number): RuleReference {
    return { policy: referenceOf(policy), direction: this.direction, number: index + 1, name: rule.name, action: rule.action };
  }

  private get portText(): string {
    return `${this.asked.protocol} ${this.asked.port}`;
  }

  private get towards(): string {
    return `${this.direction === 'Egress' ? 'to' : 'from'} ${this.otherText}`;
  }
}

interface Matched {
  readonly policy: Policy;
  readonly rule: Rule;
  readonly reference: RuleReference;
}

/** Which mismatch is nearest to a match. */
const NEARNESS: readonly Mismatch[] = ['named port', 'protocol', 'port', 'namespace', 'peer'];

/** Such as `Ingress rule #1 of default/web`. */
export function ruleText({ policy, direction, number, name }: RuleReference): string {
  const tier = policy.tier === 'NetworkPolicy' ? '' : ` (${policy.tier} tier, priority ${policy.priority})`;
  return `${direction} rule #${number}${name === undefined ? '' : ` "${name}"`} of ${policy.name}${tier}`;
}

function openText(connections: ConnectionSet): string {
  return connections.isEmpty ? 'no port' : connections.toString();
}
