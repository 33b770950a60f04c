import { FindingData, FindingRuleData } from '../../reporting/page/page-data';

/** A finding with its rule. */
export interface ShownFinding extends Omit<FindingData, 'rule'> {
  readonly rule: FindingRuleData;
}

export function shownFinding(finding: FindingData, rules: readonly FindingRuleData[]): ShownFinding {
  return { ...finding, rule: rules[finding.rule] };
}
