import { Finding, Severity } from '../../analysis/findings/finding';
import { Findings } from '../../analysis/findings/registry';
import { Problem } from '../../analysis/model/source';

/** What is wrong with manifests, and what of them could not be looked at. */
export interface Linting extends Findings {
  readonly problems: readonly Problem[];
}

export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'note'];

/** Where the project is at home. */
export const HOME = 'https://github.com/cdk8s-netpol/cdk8s-netpol';

/** The address of a page of the documentation, such as that of `docs/findings/no-dns.md`. */
export function pageAddress(page: string): string {
  return `${HOME}/blob/main/${page}`;
}

/** Findings with the worst first, and otherwise in their order. */
export function worstFirst(findings: readonly Finding[]): Finding[] {
  return SEVERITIES.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
}

/** What a finding is about, such as `NetworkPolicy shop/web: spec.ingress[0]`. */
export function placeOf({ object, field }: Finding): string {
  return field === undefined ? object : `${object}: ${field}`;
}
