import { ACKNOWLEDGE, Finding, FindingRule, Found } from './finding';
import { Analysis } from '../engine/analysis';
import { acknowledgement } from './rules/acknowledgement';
import { betaAnnotation } from './rules/beta-annotation';
import { blockOfEverything } from './rules/block-of-everything';
import { blockWithMetadata } from './rules/block-with-metadata';
import { blockWithPods } from './rules/block-with-pods';
import { closedEntry } from './rules/closed-entry';
import { closedWebhook } from './rules/closed-webhook';
import { deprecatedPolicy } from './rules/deprecated-policy';
import { emptyList } from './rules/empty-list';
import { equalPriority } from './rules/equal-priority';
import { hostBits } from './rules/host-bits';
import { hostNetwork } from './rules/host-network';
import { missingGrant } from './rules/missing-grant';
import { missingPolicyTypes } from './rules/missing-policy-types';
import { namedPortMissing } from './rules/named-port-missing';
import { namespaceSelectsNothing } from './rules/namespace-selects-nothing';
import { negativeSelector } from './rules/negative-selector';
import { noDns } from './rules/no-dns';
import { oneSidedConnection } from './rules/one-sided-connection';
import { openRule } from './rules/open-rule';
import { orInsteadOfAnd } from './rules/or-instead-of-and';
import { overruledPolicy } from './rules/overruled-policy';
import { peerSelectsNothing } from './rules/peer-selects-nothing';
import { policyChangesNothing } from './rules/policy-changes-nothing';
import { policySelectsNothing } from './rules/policy-selects-nothing';
import { redundantRule } from './rules/redundant-rule';
import { rulesWithoutType } from './rules/rules-without-type';
import { sameName } from './rules/same-name';
import { servicePort } from './rules/service-port';
import { serviceTarget } from './rules/service-target';
import { undeclaredPort } from './rules/undeclared-port';
import { unisolatedWorkload } from './rules/unisolated-workload';

/** In the order in which a person reads the results: what is open by mistake, what is closed by mistake, what does nothing, what is worth a look. */
const LOOKED_FOR: readonly FindingRule[] = [
  emptyList,
  orInsteadOfAnd,
  openRule,
  sameName,
  rulesWithoutType,
  betaAnnotation,
  equalPriority,
  overruledPolicy,
  hostNetwork,
  blockOfEverything,
  blockWithMetadata,
  blockWithPods,
  hostBits,
  closedEntry,
  closedWebhook,
  missingGrant,
  servicePort,
  serviceTarget,
  namedPortMissing,
  oneSidedConnection,
  noDns,
  policySelectsNothing,
  namespaceSelectsNothing,
  peerSelectsNothing,
  unisolatedWorkload,
  undeclaredPort,
  negativeSelector,
  missingPolicyTypes,
  deprecatedPolicy,
  policyChangesNothing,
  redundantRule,
];

/** Every rule about policies, and further ones, in the order of the results. */
export function rulesWith(further: readonly FindingRule[]): readonly FindingRule[] {
  const looked = [...LOOKED_FOR, ...further];
  return [...looked, acknowledgement(looked.map(({ id }) => id))];
}

/** Every rule about policies, in the order of the results. */
export const FINDING_RULES: readonly FindingRule[] = rulesWith([]);

/** What was found, and what of it the objects say is as it should be. */
export interface Findings {
  readonly findings: readonly Finding[];
  readonly acknowledged: readonly Finding[];
}

/** Everything that a person should know about the manifests. */
export function findings(analysis: Analysis, rules: readonly FindingRule[] = FINDING_RULES): Findings {
  const all: Finding[] = [];
  for (const rule of rules) all.push(...rule.find(analysis, all).map((found) => findingOf(rule, found)));
  return {
    findings: all.filter(({ acknowledged }) => acknowledged === undefined),
    acknowledged: all.filter(({ acknowledged }) => acknowledged !== undefined),
  };
}

function findingOf({ id, severity, title }: FindingRule, { text, cure, object, field, about, policies, on, severity: own }: Found): Finding {
  const reason = on.annotations[ACKNOWLEDGE + id]?.trim();
  return {
    rule: id,
    severity: own ?? severity,
    title,
    text,
    cure,
    object,
    ...(about !== undefined && { about }),
    ...(field !== undefined && { field }),
    ...(policies && { policies }),
    source: on.source,
    page: `docs/findings/${id}.md`,
    ...(reason && { acknowledged: reason }),
  };
}
