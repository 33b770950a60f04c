import { Described } from '../../analysis/model/cluster';

/** Where a value is written, as it may be shown: nothing of the value itself. */
export interface Place {
  /** Such as `REDIS_ADDR of container main`. */
  readonly name: string;
  /** The object that holds the value, such as `ConfigMap shop/settings`. */
  readonly object: string;
  readonly on: Described;
  /** Such as `spec.template.spec.containers[0].env[2].value`. */
  readonly field: string;
  /** What holds the value. */
  readonly holder: 'argument' | 'config-map' | 'field' | 'secret';
}

/** A value that a container reads, and what it calls it. */
export interface Setting {
  /** Such as `REDIS_ADDR`, `redis-addr` or `spring.redis.host`; empty where it has no name. Never shown: a name inside of a file or an argument is part of a value. */
  readonly name: string;
  readonly value: string;
}

/** Values that belong together: the variables of a container, its arguments, or what one file says. */
export interface Scope {
  readonly kind: 'variables' | 'arguments' | 'file';
  readonly settings: readonly PlacedSetting[];
}

export interface PlacedSetting extends Setting {
  readonly place: Place;
}
