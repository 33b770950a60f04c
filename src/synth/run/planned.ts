import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Direction } from '../../kubernetes/direction';
import { LabelSelectorKube } from '../../selection/label-selector';
import { IPodSelector } from '../../selection/pod-selector';

/** Something that works out what it writes before anything is written. */
export interface Planned {
  /** Whom the policies that it writes isolate. */
  readonly isolations: Isolation[];

  /** Policies for namespaces of which the app knows only the labels. */
  readonly unwritten: UnwrittenPolicy[];

  plan(): void;
}

/** Pods that one policy isolates. */
export interface Isolation {
  /** The construct to which the policy belongs. */
  readonly construct: Construct;
  readonly selector: IPodSelector;
  readonly namespace: string | undefined;
  readonly directions: readonly Direction[];
  readonly object: ApiObject;
}

/** A policy that somebody else has to write. */
export interface UnwrittenPolicy {
  readonly name: string;
  /** The namespaces in which it belongs. */
  readonly namespaces: LabelSelectorKube;
  readonly spec: object;
}
