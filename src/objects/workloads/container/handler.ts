import { Action, checkedPath, commandAction, knock, kubeAction } from './action';
import { ConnectionScheme } from './probe';
import { present } from '../../../resource/present';
import { Input } from '../../../validation/input';
import { IContainer } from '../../references/container';

/** A TCP connection to the container. */
export interface HandlerFromTcpSocketOptions {
  /**
   * The port. 1 to 65535.
   *
   * @default - the container's `portNumber`, or 80 where it has none
   */
  readonly port?: number;

  /**
   * The host to connect to.
   *
   * @default - the address of the pod
   */
  readonly host?: string;
}

/** A GET request to the container. */
export interface HandlerFromHttpGetOptions {
  /**
   * The port. 1 to 65535.
   *
   * @default - the container's `portNumber`, or 80 where it has none
   */
  readonly port?: number;
}

/**
 * What the kubelet does after a container has started, or before it is stopped.
 *
 * @see https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/
 */
export class Handler {
  /**
   * Makes a GET request.
   *
   * @throws when `path` is empty or the port is out of range
   */
  public static fromHttpGet(path: string, options?: HandlerFromHttpGetOptions): Handler {
    const input = new Input('Handler.fromHttpGet');
    const fields = { path: checkedPath(input, path), scheme: ConnectionScheme.HTTP };
    return new Handler(knock(input, 'httpGet', input.struct('options', options)?.port, fields));
  }

  /**
   * Runs a command in the container, without a shell.
   *
   * @throws when `command` is not a list of texts, or empty
   */
  public static fromCommand(command: string[]): Handler {
    return new Handler(commandAction(new Input('Handler.fromCommand'), command));
  }

  /**
   * Opens a TCP connection.
   *
   * @throws when the port is out of range
   */
  public static fromTcpSocket(options?: HandlerFromTcpSocketOptions): Handler {
    const input = new Input('Handler.fromTcpSocket');
    const given = input.struct('options', options);
    return new Handler(knock(input, 'tcpSocket', given?.port, { host: input.text('host', given?.host) }));
  }

  private constructor(private readonly action: Action) {}

  /** @internal */
  public _toKube(container: IContainer): object {
    return kubeAction(this.action, container);
  }
}

/** What happens around the life of a container. */
export interface ContainerLifecycle {
  /**
   * Done right after the container was created. The container counts as running only when it is finished.
   *
   * @default - nothing
   */
  readonly postStart?: Handler;

  /**
   * Done before the container is stopped, within the termination grace period of the pod.
   *
   * @default - nothing
   */
  readonly preStop?: Handler;
}

export function checkedLifecycle(input: Input, lifecycle: ContainerLifecycle | undefined | null): ContainerLifecycle | undefined {
  const given = input.struct('lifecycle', lifecycle);
  if (!given) return undefined;
  for (const moment of ['postStart', 'preStop'] as const) {
    input.instance(`lifecycle.${moment}`, given[moment], Handler, 'a Handler, such as Handler.fromCommand(["sync"])');
  }
  return given.postStart || given.preStop ? { postStart: given.postStart, preStop: given.preStop } : undefined;
}

export function kubeLifecycle(lifecycle: ContainerLifecycle, container: IContainer): object {
  return present({ postStart: lifecycle.postStart?._toKube(container), preStop: lifecycle.preStop?._toKube(container) });
}
