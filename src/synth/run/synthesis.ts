import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Isolation, Planned, UnwrittenPolicy } from './planned';
import { SynthRun } from './synth-run';
import { DeclaredConnection } from '../../app/declared-connection';
import { Lookups } from '../../app/lookups';
import { Problems } from '../../app/problems';
import { finishPrinting } from '../../app/standard-error';
import { Warnings } from '../../app/warnings';
import { memo } from '../../validation/memo';
import { asPlainError } from '../../validation/plain-error';

/** A part of every synth. */
export interface Stage {
  /** Whether it looks at objects as they are written, and hence only at those in which validations found nothing wrong. */
  readonly needsSoundObjects: boolean;
  run(synthesis: Synthesis): void;
}

const OF_APP = new WeakMap<IConstruct, Synthesis>();

/**
 * The synth of an app: what was declared in it, what is planned and looked up once, and the run itself.
 *
 * A synth is one call of `synth` or `synthYaml` of the app, or of `toJson` of a chart, which is what `Testing.synth` calls. Before cdk8s writes anything in it,
 * the stages run: everything is read then, and only once. They run again where a validation patches what they looked at.
 */
export class Synthesis {
  public static of(construct: IConstruct): Synthesis {
    const { root } = construct.node;
    return memo(OF_APP, root, () => new Synthesis(root));
  }

  /** That of an app in which something of this library is. */
  public static tryOf(construct: IConstruct): Synthesis | undefined {
    return OF_APP.get(construct.node.root);
  }

  /** Has every synth run through these stages. */
  public static runThrough(stages: readonly Stage[]): void {
    Synthesis.stages = stages;
  }

  private static stages: readonly Stage[] = [];

  /** What was declared, in the order of the calls. */
  public readonly declared: DeclaredConnection[] = [];

  /** What writes policies. */
  public readonly planned: Planned[] = [];

  public readonly problems = new Problems();
  public readonly warnings = new Warnings(this.problems);
  public readonly lookups: Lookups;
  private current?: SynthRun;

  private constructor(public readonly app: IConstruct) {
    this.lookups = new Lookups(app);
    app.node.addValidation({ validate: () => this.validate() });
  }

  /** Whom the policies of `connections` and of `DefaultDeny` isolate. */
  public get isolations(): Isolation[] {
    return this.planned.flatMap(({ isolations }) => isolations);
  }

  /** The policies that owners of other namespaces have to write, as things are now. */
  public unwritten(): UnwrittenPolicy[] {
    this.lookups.forget();
    this.planned.forEach((planned) => planned.plan());
    return this.planned.flatMap(({ unwritten }) => unwritten);
  }

  /** Runs a synth: everything is looked at before `act` writes it, and is written as it was looked at. */
  public run<T>(act: () => T): T {
    if (this.current) return act();
    this.current = new SynthRun();
    try {
      this.look();
      return act();
    } catch (error) {
      throw asPlainError(error);
    } finally {
      this.current.forget();
      this.current = undefined;
      finishPrinting();
    }
  }

  /** What is going to be written for an object. In a synth it is rendered once, to be looked at and to be written. */
  public render(object: ApiObject): object {
    return this.current?.render(object) ?? object.toJson() as object;
  }

  /** cdk8s validates the app before it writes anything, and again before each chart, the root of the app first. */
  private validate(): string[] {
    if (!this.current?.isSettling && !this.current?.isLookedAt) this.look();
    return [];
  }

  /** Runs the stages. Where a validation finds something wrong, cdk8s asks it again, tells it and writes nothing. */
  private look(): void {
    this.current?.forget();
    this.lookups.forget();
    this.problems.forget();
    const isSound = this.current?.settle(() => this.app.node.findAll().flatMap(({ node }) => node.validate()).length === 0) ?? true;
    Synthesis.stages.filter(({ needsSoundObjects }) => isSound || !needsSoundObjects).forEach((stage) => stage.run(this));
    if (isSound) this.current?.finish();
  }
}
