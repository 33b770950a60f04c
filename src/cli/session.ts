import { ReadingOptions, Session } from './command';
import { Io, Output } from './io';
import { Analysis, analyze } from '../analysis/engine/analysis';
import { Problem, SourcedManifest } from '../analysis/model/source';
import { RawFolder } from '../manifests/files/raw-folders';
import { readManifests } from '../manifests/read-manifests';
import { notesOf } from '../reporting/notes';
import { COLORED, PLAIN, Style } from '../reporting/style';

/** What turns the files of a folder into what is applied. */
const RENDERING: { readonly [kind in RawFolder['kind']]: { readonly is: string; readonly command: string } } = {
  kustomization: { is: 'is a kustomization, which changes what lies there', command: 'kubectl kustomize' },
  chart: { is: 'is a Helm chart, whose templates are not read', command: 'helm template' },
};

/** One call of the command. */
export class CommandSession implements Session {
  public readonly problems: Problem[] = [];
  public readonly notes = new Set<string>();

  constructor(private readonly io: Io) {}

  public get style(): Style {
    return styleFor(this.io.stdout, this.io.env);
  }

  public read(paths: readonly string[], { exclude, needsRendered = false }: ReadingOptions = {}): readonly SourcedManifest[] {
    this.io.progress?.say(`reading ${paths.join(', ')}`);
    const { manifests, problems, raw } = readManifests(paths, { exclude });
    this.report(problems);
    for (const folder of raw) this.sayRaw(folder, needsRendered);
    if (manifests.length + problems.length + raw.length === 0) this.report(paths.map((file) => ({ source: { file }, text: 'has no manifest in it' })));
    return manifests;
  }

  public analyze(paths: readonly string[], options: ReadingOptions = {}): Analysis {
    const manifests = this.read(paths, options);
    this.io.progress?.say(`analyzing ${manifests.length} objects`);
    const analysis = analyze(manifests, { namespace: options.namespace });
    this.report(analysis.problems);
    if (manifests.length > 0) this.noteWhatIsMissing(analysis, paths);
    this.io.progress?.say('writing');
    return analysis;
  }

  public report(problems: readonly Problem[]): void {
    for (const problem of problems) this.problems.push(problem);
  }

  public note(text: string): void {
    this.notes.add(text);
  }

  private sayRaw({ kind, folder }: RawFolder, needsRendered: boolean): void {
    const { is, command } = RENDERING[kind];
    const text = `${is}. Pipe what is applied: ${command} ${folder} | cdk8s-netpol … -`;
    if (needsRendered) this.report([{ source: { file: folder }, text: `${text}; or leave it alone with --exclude` }]);
    else this.notes.add(`${folder} ${text}`);
  }

  private noteWhatIsMissing(analysis: Analysis, paths: readonly string[]): void {
    const { workloads, passedOver } = analysis.cluster;
    if (workloads.length === 0) {
      const others = [...passedOver].map(([kind, count]) => `${count} ${kind}`).join(', ');
      this.notes.add(`there is no workload in ${paths.join(', ')}${others === '' ? '' : ` (passed over: ${others})`}.`);
    }
    notesOf(analysis).forEach((note) => this.notes.add(note));
  }
}

/** Colors are for terminals, and for those who do not refuse them. */
export function styleFor({ isTTY }: Output, env: Io['env']): Style {
  return isTTY && !env.NO_COLOR && env.TERM !== 'dumb' ? COLORED : PLAIN;
}
