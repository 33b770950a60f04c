import { GroupVersionKind } from 'cdk8s';
import { Construct } from 'constructs';
import { IResource } from '../../resource/resource-reference';
import { dnsSubdomain, pathSegment } from '../../validation/forms';
import { Input } from '../../validation/input';

/** What an object is, beside its name. */
export interface NamedObjectKind extends GroupVersionKind {
  readonly resourceType: string;
}

/** An object that exists elsewhere and is known by its name. */
export class NamedObject extends Construct implements IResource {
  public readonly name: string;
  public readonly apiVersion: string;
  public readonly apiGroup: string;
  public readonly kind: string;
  public readonly resourceType: string;

  constructor(scope: Construct, id: string, type: NamedObjectKind, name: string) {
    super(scope, id);
    const input = new Input(this);
    const checked = type.apiVersion.startsWith('rbac.') ? pathSegment : dnsSubdomain;
    this.name = checked(input, 'name', input.required('name', name, `the name of a ${type.kind}`));
    this.apiVersion = type.apiVersion;
    this.apiGroup = type.apiVersion.includes('/') ? type.apiVersion.split('/')[0] : '';
    this.kind = type.kind;
    this.resourceType = type.resourceType;
  }

  public get resourceName(): string {
    return this.name;
  }
}
