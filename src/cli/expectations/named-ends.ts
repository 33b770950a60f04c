import { Analysis } from '../../analysis/engine/analysis';
import { AskedEnd, endOf } from '../../analysis/model/ends';

/** Signs that make a name one of many. */
const GLOB = /[*?]/;

/**
 * The ends that a text of an expectation means: an address, a block, `internet`, a workload, or all workloads that fit where there is `*` or `?`.
 *
 * @throws UnknownEnd or AmbiguousEnd when it means none, or is the name of several
 */
export function endsIn(text: string, analysis: Analysis): readonly AskedEnd[] {
  if (!isPattern(text)) return analysis.names.all(text);
  const pattern = patternOf(text);
  return analysis.cluster.workloads.filter((workload) => pattern.test(`${workload.namespace}/${workload.name}[${workload.kind}]`)).map(endOf);
}

/** Whether a text may mean several workloads. */
export function isPattern(text: string): boolean {
  return GLOB.test(text.replace(/\[\*\]$/, ''));
}

/** Where `*` is any text and `?` any character, but not across the slash. Without a kind, all kinds are meant. */
function patternOf(glob: string): RegExp {
  const full = glob.endsWith(']') ? glob : `${glob}[*]`;
  const source = full.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*').replaceAll('?', '[^/]');
  return new RegExp(`^${source}$`);
}
