import { AdminPolicy, AdminRule } from './admin-policy';
import { convertedRules, inPieces, MOST } from './converted-rules';
import { newPriorities } from './new-priorities';
import { AFTER_ALL, Cluster, Policy, Tier } from '../../analysis/model/cluster';
import { Problem } from '../../analysis/model/source';
import { asPruned } from '../../analysis/reading/nulls';
import { AddressSet } from '../../analysis/sets/address-set';
import { PROTOCOLS } from '../../analysis/sets/connection-set';

/** What came of a conversion. */
export interface Converted {
  /** ClusterNetworkPolicies that mean together what the policies meant which they take the place of. */
  readonly manifests: readonly object[];
  /** The policies that they take the place of. */
  readonly policies: readonly Policy[];
  /** Why others have none. */
  readonly problems: readonly Problem[];
  /** The policies with peers that only the experimental channel of the definition has. */
  readonly experimental: readonly Policy[];
}

interface ConvertedTier {
  readonly parts: readonly Parts[];
  readonly problems: readonly Problem[];
}

/** What a policy becomes. */
interface Parts {
  readonly policy: Policy;
  readonly specs: readonly object[];
}

/** The annotation in which kubectl keeps an object as it was applied, which is another one now. */
const APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** The AdminNetworkPolicies and the BaselineAdminNetworkPolicy of a cluster as ClusterNetworkPolicies, which decide in the same order. */
export function convertPolicies({ policies }: Cluster): Converted {
  const old = policies.filter(isOld);
  const problems = old.flatMap(problemOf);
  const usable = old.filter((policy) => !problems.some(({ source }) => source === policy.source));
  const done = (['Admin', 'Baseline'] as const).map((tier) => convertTier(tier, usable, policies));
  const names = new Names(policies);
  const manifests = done.flatMap(({ parts }) => parts).flatMap(({ policy, specs }) => specs.map((spec) => ({
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind: 'ClusterNetworkPolicy',
    metadata: metadataOf(policy, names.next(policy.name)),
    spec,
  })));
  const converted = done.flatMap(({ parts }) => parts.map(({ policy }) => policy));
  return {
    manifests,
    policies: converted,
    problems: [...problems, ...done.flatMap((tier) => tier.problems)],
    experimental: converted.filter(namesNodes),
  };
}

function isOld({ kind }: Policy): boolean {
  return kind === 'AdminNetworkPolicy' || kind === 'BaselineAdminNetworkPolicy';
}

function writtenIn({ manifest }: Policy): AdminPolicy {
  return asPruned(manifest) as AdminPolicy;
}

/** Converts the policies of a tier, all of them or none: their order is one. */
function convertTier(tier: Tier, usable: readonly Policy[], all: readonly Policy[]): ConvertedTier {
  const old = usable.filter((policy) => policy.tier === tier);
  const rules = old.map((policy) => partsOf(policy));
  // What has no priority is asked last.
  const wanted = old.map(({ priority }, index) => ({ priority: Math.min(priority, AFTER_ALL - 1), parts: rules[index].length }));
  const priorities = newPriorities(wanted);
  if (!priorities) return { parts: [], problems: old.map((policy) => problem(policy, 'spec', `is not converted: all of its tier would need more than the ${AFTER_ALL} priorities that there are`)) };
  const others = all.filter((policy) => policy.tier === tier && !old.includes(policy));
  const passed = old.map((policy, index) => others.find((other) => swaps(policy, priorities[index], rules[index].length, other)));
  const inTheWay = passed.find((other) => other !== undefined);
  const specsOf = (policy: Policy, index: number) => rules[index].map((part, number) => specOf(policy, priorities[index] + number, part));
  if (!inTheWay) return { parts: old.map((policy, index) => ({ policy, specs: specsOf(policy, index) })), problems: [] };
  return {
    parts: [],
    problems: old.map((policy, index) => problem(policy, 'spec', passed[index] === undefined
      ? 'is not converted, because another of its tier is not, and their order must stay'
      : `is not converted: it would become ${rules[index].length === 1 ? 'one policy' : `${rules[index].length} policies`} from priority ${priorities[index]} on, and the order towards ${nameWithPriority(passed[index])} `
      + 'would not stay. Give that another priority, or convert it as well')),
  };
}

/** Whether the order of a policy and another would be another one, if it had these priorities. */
function swaps({ priority }: Policy, first: number, parts: number, other: Policy): boolean {
  return priority < other.priority ? first + parts > other.priority : priority > other.priority && first <= other.priority;
}

function nameWithPriority({ kind, name, priority }: Policy): string {
  return `the ${kind} ${name}${priority === AFTER_ALL ? '' : ` of the priority ${priority}`}`;
}

/** Rules of both directions, which follow each other in the parts of a policy. */
interface RulesOfPart {
  readonly ingress?: readonly object[];
  readonly egress?: readonly object[];
}

function partsOf(policy: Policy): RulesOfPart[] {
  const { ingress, egress } = writtenIn(policy).spec;
  const [into, out] = [ingress, egress].map((rules) => rules && inPieces(rules.flatMap(convertedRules), MOST));
  const count = Math.max(1, into?.length ?? 0, out?.length ?? 0);
  return Array.from({ length: count }, (_, index) => ({
    ...(into?.[index] && { ingress: into[index] }),
    ...(out?.[index] && { egress: out[index] }),
  }));
}

function specOf(policy: Policy, priority: number, rules: RulesOfPart): object {
  return { tier: policy.tier, priority, subject: writtenIn(policy).spec.subject, ...rules };
}

function metadataOf(policy: Policy, name: string): object {
  const { labels, annotations } = writtenIn(policy).metadata;
  const kept = Object.entries(annotations ?? {}).filter(([key]) => key !== APPLIED);
  return { name, ...(labels && { labels }), ...(kept.length > 0 && { annotations: Object.fromEntries(kept) }) };
}

/** Names of ClusterNetworkPolicies, each given once. */
class Names {
  private readonly used: Set<string>;

  constructor(policies: readonly Policy[]) {
    this.used = new Set(policies.filter(({ kind }) => kind === 'ClusterNetworkPolicy').map(({ name }) => name));
  }

  /** The name, or with the lowest number behind it by which it is free. */
  public next(name: string): string {
    let free = name.replace(/-$/, '');
    for (let number = 2; this.used.has(free); number++) free = `${name.replace(/-$/, '')}-${number}`;
    this.used.add(free);
    return free;
  }
}

/** What a policy says that no ClusterNetworkPolicy can say, because nobody knows what it means. */
function problemOf(policy: Policy): Problem[] {
  const { spec } = writtenIn(policy);
  const odd = (['ingress', 'egress'] as const).flatMap((direction) => (spec[direction] ?? []).flatMap((rule, index) => oddIn(rule, `spec.${direction}[${index}]`)));
  return odd.slice(0, 1).map(({ field, text }) => problem(policy, field, `${text}, so that ${policy.name} is not converted`));
}

function oddIn({ to, ports }: AdminRule, field: string): { field: string; text: string }[] {
  const networks = (to ?? []).flatMap((peer, number) => (peer.networks ?? []).flatMap((cidr, index) => (
    AddressSet.ofBlock(cidr) ? [] : [{ field: `${field}.to[${number}].networks[${index}]`, text: `is "${cidr}", which is no block such as 10.0.0.0/8` }])));
  const odd = (ports ?? []).flatMap(({ portNumber, portRange }, index) => {
    const { protocol = 'TCP' } = portNumber ?? portRange ?? {};
    const place = `${field}.ports[${index}]`;
    if (!(PROTOCOLS as readonly string[]).includes(protocol)) return [{ field: place, text: `is of ${protocol}, which is none of ${PROTOCOLS.join(', ')}` }];
    return portRange && portRange.end < portRange.start ? [{ field: place, text: `ends at ${portRange.end}, before it begins at ${portRange.start}` }] : [];
  });
  return [...networks, ...odd];
}

function problem(policy: Policy, field: string, text: string): Problem {
  return { source: policy.source, object: `${policy.kind} ${policy.name}`, field, text };
}

function namesNodes(policy: Policy): boolean {
  return (writtenIn(policy).spec.egress ?? []).some(({ to }) => to!.some(({ nodes }) => nodes !== undefined));
}
