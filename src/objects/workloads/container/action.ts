import { present } from '../../../resource/present';
import { Input } from '../../../validation/input';
import { IContainer } from '../../references/container';

/**
 * What the kubelet does to a container to learn how it is, or to tell it something: the part that probes and lifecycle
 * handlers share.
 */
export interface Action {
  readonly kind: 'exec' | 'httpGet' | 'tcpSocket' | 'grpc';
  readonly fields: object;
  /** The port, where the caller named one. Commands have none. */
  readonly port?: number;
}

export function commandAction(input: Input, command: string[]): Action {
  const allowed = 'a list such as ["cat", "/ready"]';
  const parts = input.filledList('command', input.required('command', command, allowed), `Give ${allowed}.`)!;
  return { kind: 'exec', fields: { command: [...input.texts('command', parts)!] } };
}

/** A request or a connection to a port of the container. */
export function knock(input: Input, kind: Action['kind'], port: number | undefined | null, fields: object): Action {
  return { kind, fields, port: input.port('port', port) ?? undefined };
}

export function checkedPath(input: Input, path: string): string {
  const allowed = 'a path such as "/healthz"';
  return input.text('path', input.required('path', path, allowed), allowed);
}

/** The action, at the port of the container where the caller named none. */
export function kubeAction(action: Action, container: IContainer): { [kind: string]: object } {
  if (action.kind === 'exec') return { exec: action.fields };
  return { [action.kind]: present({ ...action.fields, port: action.port ?? container.portNumber ?? 80 }) };
}
