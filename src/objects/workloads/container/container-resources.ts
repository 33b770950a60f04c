import { Size } from 'cdk8s';
import { present } from '../../../resource/present';
import { Input } from '../../../validation/input';

/**
 * What a container is given of its node.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 */
export interface ContainerResources {
  /**
   * Processor time.
   *
   * @default - nothing is kept for the container, and it may use what is free
   */
  readonly cpu?: CpuResources;

  /**
   * Memory.
   *
   * @default - nothing is kept for the container, and it may use what is free
   */
  readonly memory?: MemoryResources;

  /**
   * Local storage that is lost with the pod.
   *
   * @default - nothing is kept for the container, and it may use what is free
   */
  readonly ephemeralStorage?: EphemeralStorageResources;
}

/** Processor time. */
export interface CpuResources {
  /**
   * What is kept for the container.
   *
   * @default - as much as `limit`
   */
  readonly request?: Cpu;

  /**
   * What the container may use at most; beyond it, it is slowed down.
   *
   * @default - no limit
   */
  readonly limit?: Cpu;
}

/** Memory. */
export interface MemoryResources {
  /**
   * What is kept for the container.
   *
   * @default - as much as `limit`
   */
  readonly request?: Size;

  /**
   * What the container may use at most; beyond it, it is ended.
   *
   * @default - no limit
   */
  readonly limit?: Size;
}

/** Local storage that is lost with the pod. */
export interface EphemeralStorageResources {
  /**
   * What is kept for the container.
   *
   * @default - as much as `limit`
   */
  readonly request?: Size;

  /**
   * What the container may use at most; beyond it, the pod is evicted.
   *
   * @default - no limit
   */
  readonly limit?: Size;
}

/** An amount of processor time. */
export class Cpu {
  /**
   * Thousandths of a processor.
   *
   * @throws when `amount` is not a whole number of at least 1
   */
  public static millis(amount: number): Cpu {
    new Input('Cpu.millis').wholeNumber('amount', new Input('Cpu.millis').required('amount', amount, 'a number such as 500'), 1);
    return new Cpu(`${amount}m`, amount);
  }

  /**
   * Processors. Fractions down to a thousandth are allowed.
   *
   * @throws when `amount` is not a number of at least 0.001 in such steps
   */
  public static units(amount: number): Cpu {
    const input = new Input('Cpu.units');
    const millis = Math.round(input.required('amount', amount, 'a number such as 0.5') * 1000);
    if (typeof amount !== 'number' || !(millis >= 1) || Math.abs(amount * 1000 - millis) > 1e-6) {
      input.refuse('amount', amount, 'a number of at least 0.001, in steps of 0.001');
    }
    return new Cpu(String(amount), millis);
  }

  private constructor(
    /** The amount as Kubernetes writes it, such as `500m`. */
    public readonly amount: string,
    private readonly millis: number,
  ) {}

  /** @internal */
  public get _millis(): number {
    return this.millis;
  }
}

export function checkResources(input: Input, resources: ContainerResources | undefined | null): void {
  const given = input.struct('resources', resources);
  const cpu = input.struct('resources.cpu', given?.cpu);
  for (const field of ['request', 'limit'] as const) {
    input.instance(`resources.cpu.${field}`, cpu?.[field], Cpu, 'a Cpu, such as Cpu.millis(500)');
  }
  if (cpu?.request && cpu.limit && cpu.request._millis > cpu.limit._millis) {
    input.fail(`"resources.cpu.request" is ${cpu.request.amount}, which is above the limit of ${cpu.limit.amount}. Lower it or raise the limit.`);
  }
  checkSizes(input, 'resources.memory', given?.memory);
  checkSizes(input, 'resources.ephemeralStorage', given?.ephemeralStorage);
}

export function kubeResources(resources: ContainerResources): object | undefined {
  return resources === DEFAULT_RESOURCES ? DEFAULT_AMOUNTS : amountsOf(resources);
}

function amountsOf(resources: ContainerResources): object | undefined {
  const limits = amounts(resources, 'limit');
  const requests = amounts(resources, 'request');
  return limits || requests ? present({ limits, requests }) : undefined;
}

function checkSizes(input: Input, name: string, value: MemoryResources | EphemeralStorageResources | undefined | null): void {
  const given = input.struct(name, value);
  for (const field of ['request', 'limit'] as const) {
    input.implementing(`${name}.${field}`, given?.[field], 'toMebibytes', 'a Size of cdk8s, such as Size.mebibytes(512)');
  }
  if (given?.request && given.limit && given.request.toKibibytes() > given.limit.toKibibytes()) {
    input.fail(`"${name}.request" is ${given.request.asString()}, which is above the limit of ${given.limit.asString()}. Lower it or raise the limit.`);
  }
}

function amounts(resources: ContainerResources, bound: 'limit' | 'request'): object | undefined {
  const cpu = resources.cpu?.[bound]?.amount;
  const memory = resources.memory?.[bound];
  const storage = resources.ephemeralStorage?.[bound];
  if (!cpu && !memory && !storage) return undefined;
  return present({
    'cpu': cpu,
    'memory': memory && inUnit(memory, 1024, 'Mi'),
    'ephemeral-storage': storage && inUnit(storage, 1024 * 1024, 'Gi'),
  });
}

/** The size in the unit where that is a whole number, else in the unit that it was given in. */
function inUnit(size: Size, kibibytes: number, unit: string): string {
  const amount = size.toKibibytes() / kibibytes;
  return Number.isInteger(amount) ? `${amount}${unit}` : size.asString();
}

/** What a container gets where nobody says anything else. */
export const DEFAULT_RESOURCES: ContainerResources = {
  cpu: { request: Cpu.millis(1000), limit: Cpu.millis(1500) },
  memory: { request: Size.mebibytes(512), limit: Size.mebibytes(2048) },
};

const DEFAULT_AMOUNTS = amountsOf(DEFAULT_RESOURCES);
