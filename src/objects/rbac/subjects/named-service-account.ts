import { Construct } from 'constructs';
import { SubjectConfiguration } from '../../../resource/subject';
import { dnsLabel } from '../../../validation/forms';
import { Input } from '../../../validation/input';
import { NamedObject, NamedObjectKind } from '../../references/named-object';
import { namespaceOf } from '../../references/namespace-of';
import { IServiceAccount } from '../../references/service-account';

/** Where a service account is that exists elsewhere. */
export interface FromServiceAccountNameOptions {
  /**
   * The namespace of the service account.
   *
   * @default - that of the chart; where the chart has none, `default`
   */
  readonly namespaceName?: string;
}

/** A service account that exists elsewhere and is known by its name. */
export class NamedServiceAccount extends NamedObject implements IServiceAccount {
  private readonly namespaceName?: string;

  constructor(scope: Construct, id: string, type: NamedObjectKind, name: string, options: FromServiceAccountNameOptions | undefined | null) {
    super(scope, id, type, name);
    const input = new Input(this);
    this.namespaceName = dnsLabel(input, 'namespaceName', input.struct('options', options)?.namespaceName) ?? undefined;
  }

  public toSubjectConfiguration(): SubjectConfiguration {
    return { kind: this.kind, name: this.name, apiGroup: '', namespace: this.namespaceName ?? namespaceOf(this) ?? 'default' };
  }
}
