import { Duration } from 'cdk8s';
import { Action, checkedPath, commandAction, knock, kubeAction } from './action';
import { present } from '../../../resource/present';
import { Input } from '../../../validation/input';
import { seconds } from '../../../validation/seconds';
import { IContainer } from '../../references/container';

/** How often and how patiently a probe asks. */
export interface ProbeOptions {
  /**
   * How many times in a row it must fail to count as failed. At least 1.
   *
   * @default 3
   */
  readonly failureThreshold?: number;

  /**
   * How long after the start of the container it asks for the first time.
   *
   * @default - at once
   */
  readonly initialDelaySeconds?: Duration;

  /**
   * How long it waits between two questions. At least one second.
   *
   * @default Duration.seconds(10)
   */
  readonly periodSeconds?: Duration;

  /**
   * How many times in a row it must succeed, after it failed, to count as succeeded. Always 1 for liveness and startup.
   *
   * @default 1
   */
  readonly successThreshold?: number;

  /**
   * How long it waits for an answer. At least one second.
   *
   * @default Duration.seconds(1)
   */
  readonly timeoutSeconds?: Duration;
}

/** How an HTTP probe connects. */
export enum ConnectionScheme {
  /** Plain HTTP. */
  HTTP = 'HTTP',

  /** HTTPS. The certificate is not verified. */
  HTTPS = 'HTTPS',
}

/** A header of the request that an HTTP probe makes. */
export interface HttpHeader {
  /** The name of the header. */
  readonly name: string;

  /** The value of the header. */
  readonly value: string;
}

/** A probe by HTTP. */
export interface HttpGetProbeOptions extends ProbeOptions {
  /**
   * The port. 1 to 65535.
   *
   * @default - the container's `portNumber`, or 80 where it has none
   */
  readonly port?: number;

  /**
   * Whether to use HTTPS.
   *
   * @default ConnectionScheme.HTTP
   */
  readonly scheme?: ConnectionScheme;

  /**
   * The host to connect to.
   *
   * @default - the address of the pod
   */
  readonly host?: string;

  /**
   * Headers of the request.
   *
   * @default - none of your own
   */
  readonly httpHeaders?: HttpHeader[];
}

/** A probe by a command in the container. */
export interface CommandProbeOptions extends ProbeOptions {}

/** A probe by a TCP connection. */
export interface TcpSocketProbeOptions extends ProbeOptions {
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

/** A probe by gRPC's health service. */
export interface GrpcProbeOptions extends ProbeOptions {
  /**
   * The port. 1 to 65535.
   *
   * @default - the container's `portNumber`, or 80 where it has none
   */
  readonly port?: number;

  /**
   * The service to ask about.
   *
   * @default - the server as a whole
   */
  readonly service?: string;
}

/**
 * A question that the kubelet asks a container again and again to learn how it is.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
 */
export class Probe {
  /**
   * Succeeds when a GET request is answered with a status from 200 to 399.
   *
   * @throws when `path` is empty or a number is out of range
   */
  public static fromHttpGet(path: string, options?: HttpGetProbeOptions): Probe {
    const input = new Input('Probe.fromHttpGet');
    const given = input.struct('options', options) ?? {};
    const scheme = input.oneOf('scheme', given.scheme, ConnectionScheme) ?? ConnectionScheme.HTTP;
    const httpHeaders = input.list('httpHeaders', given.httpHeaders)?.map((header, index) => headerOf(input, index, header));
    const fields = { path: checkedPath(input, path), scheme, host: input.text('host', given.host), httpHeaders };
    return new Probe(input, given, knock(input, 'httpGet', given.port, fields));
  }

  /**
   * Succeeds when a command, run in the container, ends with status 0. It is run without a shell.
   *
   * @throws when `command` is not a list of texts, or empty
   */
  public static fromCommand(command: string[], options?: CommandProbeOptions): Probe {
    const input = new Input('Probe.fromCommand');
    return new Probe(input, input.struct('options', options) ?? {}, commandAction(input, command));
  }

  /**
   * Succeeds when a TCP connection is accepted.
   *
   * @throws when a number is out of range
   */
  public static fromTcpSocket(options?: TcpSocketProbeOptions): Probe {
    const input = new Input('Probe.fromTcpSocket');
    const given = input.struct('options', options) ?? {};
    return new Probe(input, given, knock(input, 'tcpSocket', given.port, { host: input.text('host', given.host) }));
  }

  /**
   * Succeeds when gRPC's health service says that it serves.
   *
   * @throws when a number is out of range
   */
  public static fromGrpc(options?: GrpcProbeOptions): Probe {
    const input = new Input('Probe.fromGrpc');
    const given = input.struct('options', options) ?? {};
    return new Probe(input, given, knock(input, 'grpc', given.port, { service: input.text('service', given.service) }));
  }

  private readonly timing: object;
  private readonly successThreshold: number | undefined;

  private constructor(input: Input, options: ProbeOptions, private readonly action: Action) {
    this.successThreshold = input.wholeNumber('successThreshold', options.successThreshold, 1) ?? undefined;
    this.timing = present({
      failureThreshold: input.wholeNumber('failureThreshold', options.failureThreshold, 1) ?? 3,
      initialDelaySeconds: seconds(input, 'initialDelaySeconds', options.initialDelaySeconds, 0),
      periodSeconds: seconds(input, 'periodSeconds', options.periodSeconds, 1),
      successThreshold: this.successThreshold,
      timeoutSeconds: seconds(input, 'timeoutSeconds', options.timeoutSeconds, 1),
    });
  }

  /**
   * Whether one success is enough, as liveness and startup probes ask for.
   *
   * @internal
   */
  public get _succeedsAtOnce(): boolean {
    return (this.successThreshold ?? 1) === 1;
  }

  /** @internal */
  public _toKube(container: IContainer): object {
    return { ...this.timing, ...kubeAction(this.action, container) };
  }
}

function headerOf(input: Input, index: number, value: HttpHeader): HttpHeader {
  const header = input.struct(`httpHeaders[${index}]`, input.required(`httpHeaders[${index}]`, value, 'an object with "name" and "value"'));
  const name = input.text(`httpHeaders[${index}].name`, input.required(`httpHeaders[${index}].name`, header.name, 'the name of a header'));
  if (typeof header.value !== 'string') input.refuse(`httpHeaders[${index}].value`, header.value, 'text');
  return { name, value: header.value };
}
