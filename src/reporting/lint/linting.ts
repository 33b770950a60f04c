import { Finding, Severity } from '../../analysis/findings/finding';
import { Problem } from '../../analysis/source';

/** What is wrong with manifests, and what of them could not be looked at. */
export interface Linting {
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
}

export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'note'];

/** The findings that nobody acknowledged, the worst first. */
export function openFindings({ findings }: Linting): Finding[] {
  const open = findings.filter(({ acknowledged }) => acknowledged === undefined);
  return SEVERITIES.flatMap((severity) => open.filter((finding) => finding.severity === severity));
}
