import { IConstruct } from 'constructs';
import { present } from '../../../resource/present';
import { ISubject, SubjectConfiguration } from '../../../resource/subject';
import { Input } from '../../../validation/input';

/** The subjects of a binding, each once. */
export class Subjects {
  private readonly given = new Set<ISubject>();

  constructor(private readonly input: Input) {}

  public get all(): ISubject[] {
    return [...this.given];
  }

  public add(subjects: readonly ISubject[]): void {
    checkedSubjects(this.input, subjects).forEach((subject) => this.given.add(subject));
  }

  /**
   * @param inCluster whether the binding lies in no namespace, so that it has none to lend
   */
  public toKube(inCluster: boolean): object[] {
    return this.all.map((subject) => {
      const { apiGroup, kind, name, namespace } = this.configOf(subject);
      if (inCluster && kind === 'ServiceAccount' && namespace === undefined) {
        this.input.fail(`the namespace of the service account "${name}" (${subject.node.path}) is not known, but is required for the whole cluster. `
          + 'Set "namespace" on its chart, or in its metadata.');
      }
      return present({ apiGroup: apiGroup === 'core' ? '' : apiGroup, kind, name, namespace });
    });
  }

  private configOf(subject: ISubject): SubjectConfiguration {
    const field = `toSubjectConfiguration() of ${subject.node.path}`;
    const config = this.input.struct(field, this.input.required(field, subject.toSubjectConfiguration(), 'an object with "kind" and "name"'));
    this.input.oneOf(`kind in ${field}`, this.input.required(`kind in ${field}`, config.kind, 'a kind of subject'), KINDS);
    this.input.text(`name in ${field}`, this.input.required(`name in ${field}`, config.name, 'a name'));
    return config;
  }
}

/** The same for the same subjects, in whatever order: part of the id of what is made for them. */
export function addressOf(input: Input, subjects: readonly ISubject[]): string {
  return checkedSubjects(input, subjects).map((subject) => subject.node.addr).sort().join('');
}

function checkedSubjects(input: Input, subjects: readonly ISubject[]): readonly ISubject[] {
  const allowed = 'a subject: a ServiceAccount, a workload, User.fromName(…) or Group.fromName(…)';
  return subjects.map((subject, index) => {
    const name = `subjects[${index}]`;
    input.implementing(name, input.required(name, subject, allowed), 'toSubjectConfiguration', allowed);
    if (typeof (subject as Partial<IConstruct>).node !== 'object') input.refuse(name, subject, allowed);
    return subject;
  });
}

const KINDS = { user: 'User', group: 'Group', serviceAccount: 'ServiceAccount' };
