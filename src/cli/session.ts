import { Session } from './command';
import { Io, Output } from './io';
import { Analysis, analyze } from '../analysis/analysis';
import { Problem } from '../analysis/source';
import { readManifests } from '../manifests/read-manifests';
import { COLORED, PLAIN, Style } from '../reporting/style';

/** Kinds that close or open connections in ways that are not understood here. */
const OTHER_POLICIES = /(NetworkPolicy|NetworkSet|AuthorizationPolicy)$/;

/** One call of the command. */
export class CommandSession implements Session {
  public readonly problems: Problem[] = [];
  public readonly notes = new Set<string>();

  constructor(private readonly io: Io) {}

  public get style(): Style {
    return styleFor(this.io.stdout, this.io.env);
  }

  public analyze(paths: readonly string[]): Analysis {
    this.io.progress?.say(`reading ${paths.join(', ')}`);
    const { manifests, problems } = readManifests(paths);
    this.io.progress?.say(`analyzing ${manifests.length} objects`);
    const analysis = analyze(manifests);
    this.report([...problems, ...analysis.problems]);
    if (manifests.length + problems.length === 0) this.report(paths.map((file) => ({ source: { file }, text: 'has no manifest in it' })));
    if (manifests.length > 0) this.noteWhatIsMissing(analysis, paths);
    this.io.progress?.say('writing');
    return analysis;
  }

  public report(problems: readonly Problem[]): void {
    for (const problem of problems) this.problems.push(problem);
  }

  private noteWhatIsMissing({ cluster }: Analysis, paths: readonly string[]): void {
    const passedOver = [...cluster.passedOver].map(([kind, count]) => `${count} ${kind}`);
    if (cluster.workloads.length === 0) {
      this.notes.add(`there is no workload in ${paths.join(', ')}${passedOver.length > 0 ? ` (passed over: ${passedOver.join(', ')})` : ''}.`);
    }
    const policies = [...cluster.passedOver].filter(([kind]) => OTHER_POLICIES.test(kind)).map(([kind, count]) => `${count} ${kind}`);
    if (policies.length > 0) this.notes.add(`passed over ${policies.join(', ')}: what these close or open is not in the result.`);
  }
}

/** Colors are for terminals, and for those who do not refuse them. */
export function styleFor({ isTTY }: Output, env: Io['env']): Style {
  return isTTY && !env.NO_COLOR && env.TERM !== 'dumb' ? COLORED : PLAIN;
}
