import { Answer, answerOf, Question } from './answer';
import { Change, changesOf } from './changes';
import { Completions } from './completions';
import { Connections } from './connections';
import { Details, detailsOf } from './details';
import { ShownFinding, shownFinding } from './finding';
import { Picture, pictureOf, PictureView } from './picture';
import { Table, TableRows, TableView } from './table';
import { Analysis } from '../../analysis/engine/analysis';
import { Workload } from '../../analysis/model/cluster';
import { differenceOf } from '../../analysis/questions/difference';
import { PageData } from '../../reporting/page/page-data';
import { clusterOf } from '../../reporting/page/read-cluster-data';

/** What there is, in a few numbers and sentences. */
export interface Overview extends Pick<PageData, 'problems' | 'notes' | 'acknowledged'> {
  readonly workloads: number;
  readonly policies: number;
  readonly namespaces: number;
  /** Whether it is the page of a change. */
  readonly isChange: boolean;
}

/** What is answered now, and on the page of a change what was answered before. */
export interface Answers {
  readonly now: Answer;
  readonly before?: Answer;
}

export interface FindingsFound {
  readonly findings: readonly ShownFinding[];
  readonly count: number;
}

/** Answers all that the page asks. What is costly is made when it is first asked for. */
export class Engine {
  private readonly analysis: Analysis;
  private readonly numbers: ReadonlyMap<Workload, number>;
  private readonly before?: Analysis;
  private readonly completions: Completions;
  private made: { connections?: Connections; table?: Table; changes?: readonly Change[] } = {};

  constructor(private readonly data: PageData) {
    this.analysis = new Analysis(clusterOf(data.cluster));
    this.numbers = new Map(this.analysis.cluster.workloads.map((workload, number) => [workload, number]));
    this.before = data.before && new Analysis(clusterOf(data.before));
    this.completions = new Completions(this.analysis);
  }

  public overview(): Overview {
    const { workloads, policies, namespaces } = this.analysis.cluster;
    const { problems, notes, acknowledged } = this.data;
    const counts = { workloads: workloads.length, policies: policies.length, namespaces: namespaces.size };
    return { problems, notes, acknowledged, ...counts, isChange: this.before !== undefined };
  }

  public answer(question: Question): Answers {
    return { now: answerOf(this.analysis, question), ...(this.before && { before: answerOf(this.before, question) }) };
  }

  public endsLike(text: string): readonly string[] {
    return this.completions.endsLike(text);
  }

  public portsOf(destination: string): readonly string[] {
    return this.completions.portsOf(destination);
  }

  public rows(view: TableView): TableRows {
    return this.table.rows(view);
  }

  public csv(search: string): string {
    return this.table.csv(search);
  }

  public picture(view: PictureView): Picture {
    return pictureOf(this.connections, this.analysis, this.numbers, view);
  }

  public details(workload: number): Details {
    return detailsOf(this.analysis, this.numbers, this.analysis.cluster.workloads[workload], this.data);
  }

  /** The worst of them, as many as are looked at. */
  public findings(most: number): FindingsFound {
    const { findings, rules } = this.data;
    return { findings: findings.slice(0, most).map((finding) => shownFinding(finding, rules)), count: findings.length };
  }

  public changes(): readonly Change[] {
    return this.made.changes ??= this.before ? changesOf(differenceOf(this.before, this.analysis), this.analysis.names) : [];
  }

  private get connections(): Connections {
    return this.made.connections ??= new Connections(this.analysis);
  }

  private get table(): Table {
    return this.made.table ??= new Table(this.connections, this.numbers);
  }
}
