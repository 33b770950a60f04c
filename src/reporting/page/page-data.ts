import { ClusterData, clusterDataOf } from './cluster-data';
import { InternTable } from './intern-table';
import { Analysis } from '../../analysis/engine/analysis';
import { Finding, Severity } from '../../analysis/findings/finding';
import { findings } from '../../analysis/findings/registry';
import { Problem } from '../../analysis/model/source';
import { pageAddress, worstFirst } from '../lint/linting';
import { placeText, problemText } from '../place';

/** All that a page knows. */
export interface PageData {
  readonly cluster: ClusterData;
  /** What the manifests were, on the page of a change. */
  readonly before?: ClusterData;
  /** What of the manifests could not be used. */
  readonly problems: readonly string[];
  /** What else is to know of the answers. */
  readonly notes: readonly string[];
  readonly rules: readonly FindingRuleData[];
  readonly findings: readonly FindingData[];
  /** How many findings the objects acknowledge. */
  readonly acknowledged: number;
}

export interface FindingRuleData {
  readonly id: string;
  readonly title: string;
  /** The address of the page that explains it. */
  readonly page: string;
}

export interface FindingData extends Pick<Finding, 'object' | 'field' | 'text' | 'cure' | 'severity'> {
  /** The number of its rule. */
  readonly rule: number;
  /** Such as `shop.yaml:12`. */
  readonly place: string;
  /** The number of the workload or of the policy that it is about. */
  readonly workload?: number;
  readonly policy?: number;
}

export type { Severity };

/** What a page is made of. */
export interface PageSubject {
  readonly analysis: Analysis;
  readonly before?: Analysis;
  readonly problems: readonly Problem[];
  readonly notes: Iterable<string>;
}

export function pageDataOf({ analysis, before, problems, notes }: PageSubject): PageData {
  const { findings: found, acknowledged } = findings(analysis);
  const rules = new InternTable<FindingRuleData>();
  const { workloads, policies } = analysis.cluster;
  const [workloadAt, policyAt] = [workloads, policies].map((all) => new Map(all.map(({ source }, number) => [source, number])));
  return {
    cluster: clusterDataOf(analysis.cluster),
    ...(before && { before: clusterDataOf(before.cluster) }),
    problems: problems.map(({ discreet, ...problem }) => problemText(discreet === undefined ? problem : { ...problem, text: discreet })),
    notes: [...notes],
    findings: worstFirst(found).map((finding) => {
      const { rule: id, severity, object, field, text, cure, title, source, page } = finding;
      const [workload, policy] = [workloadAt.get(source), policyAt.get(source)];
      return {
        rule: rules.numberOf({ id, title, page: pageAddress(page) }),
        severity,
        object,
        ...(field !== undefined && { field }),
        text,
        cure,
        place: placeText(source, field),
        ...(workload !== undefined && { workload }),
        ...(policy !== undefined && { policy }),
      };
    }),
    rules: rules.values,
    acknowledged: acknowledged.length,
  };
}
