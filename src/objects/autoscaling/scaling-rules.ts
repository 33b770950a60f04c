import { Duration } from 'cdk8s';
import { Replicas } from './replicas';
import { Input } from '../../validation/input';
import { seconds } from '../../validation/seconds';

/** Which of several policies decides. */
export enum ScalingStrategy {
  /** The one that changes most. */
  MAX_CHANGE = 'Max',

  /** The one that changes least. */
  MIN_CHANGE = 'Min',

  /**
   * None: the number of pods is not changed in this direction.
   *
   * @deprecated It says nothing of why. Where pods should only ever be added, write so in the strategy of `scaleDown` with a comment.
   */
  DISABLED = 'Disabled',
}

/** How many pods may change in a time. */
export interface ScalingPolicy {
  /** How many. */
  readonly replicas: Replicas;

  /**
   * In what time. At most 30 minutes.
   *
   * @default Duration.seconds(15)
   */
  readonly duration?: Duration;
}

/** How fast the number of pods changes in one direction. */
export interface ScalingRules {
  /**
   * How long the autoscaler looks back, and takes the number that changes least. At most an hour.
   *
   * @default - nothing when there are to be more pods, five minutes when there are to be fewer
   */
  readonly stabilizationWindow?: Duration;

  /**
   * Which of the policies decides.
   *
   * @default ScalingStrategy.MAX_CHANGE
   */
  readonly strategy?: ScalingStrategy;

  /**
   * How many pods may change in a time.
   *
   * @default - in a minute, four more pods or twice as many again, whichever is more; in five minutes, `minReplicas` fewer
   */
  readonly policies?: ScalingPolicy[];
}

/** The rules of one direction, with all that was not said. */
export interface CompleteRules {
  readonly stabilizationWindow: Duration;
  readonly strategy: ScalingStrategy;
  readonly policies: readonly Required<ScalingPolicy>[];
}

/** The rules with the defaults in them, after each field was checked. */
export function completeRules(input: Input, field: string, rules: ScalingRules | undefined | null, defaults: CompleteRules): CompleteRules {
  const given = input.struct(field, rules) ?? {};
  atMost(input, `${field}.stabilizationWindow`, given.stabilizationWindow, 0, 3600, 'an hour');
  const policies = input.filledList(`${field}.policies`, given.policies, 'Give a policy, or leave "policies" out for those by default.');
  return {
    stabilizationWindow: given.stabilizationWindow ?? defaults.stabilizationWindow,
    strategy: input.oneOf(`${field}.strategy`, given.strategy, ScalingStrategy) ?? defaults.strategy,
    policies: policies?.map((policy, index) => completePolicy(input, `${field}.policies[${index}]`, policy)) ?? defaults.policies,
  };
}

export function kubeRules(rules: CompleteRules): object {
  return {
    policies: rules.policies.map(({ replicas, duration }) => ({ ...replicas._toKube(), periodSeconds: duration.toSeconds() })),
    selectPolicy: rules.strategy,
    stabilizationWindowSeconds: rules.stabilizationWindow.toSeconds(),
  };
}

function completePolicy(input: Input, field: string, policy: ScalingPolicy): Required<ScalingPolicy> {
  const allowed = 'a Replicas, such as Replicas.absolute(4)';
  const { replicas, duration } = input.struct(field, input.required(field, policy, 'an object such as { replicas: Replicas.absolute(4) }'));
  input.instance(`${field}.replicas`, input.required(`${field}.replicas`, replicas, allowed), Replicas, allowed);
  atMost(input, `${field}.duration`, duration, 1, 1800, '30 minutes');
  return { replicas, duration: duration ?? FIFTEEN_SECONDS };
}

function atMost(input: Input, field: string, duration: Duration | undefined | null, least: number, most: number, inWords: string): void {
  const amount = seconds(input, field, duration, least);
  if (amount !== undefined && amount > most) input.fail(`"${field}" is ${amount} seconds, but must be at most ${most}, which is ${inWords}.`);
}

const FIFTEEN_SECONDS = Duration.seconds(15);
