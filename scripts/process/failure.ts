/** Why a step cannot go on, in words for whoever runs it. */
export class Failure extends Error {}

/** Something that a step needs is not there: a toolchain, a registry. */
export class Missing extends Failure {}

const NO_NETWORK = new RegExp([
  'ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ENETUNREACH', 'ETIMEDOUT',
  'getaddrinfo', 'Temporary failure in name resolution', 'Name or service not known', 'Unknown host', 'UnknownHostException', 'no such host',
  'Network is unreachable', 'Failed to establish a new connection', 'Connection refused', 'Connect timed out', 'i/o timeout', 'proxyconnect tcp',
].join('|'));

/** What went wrong in a program, by what it printed; `Missing` where it is the network. */
export function failureOf(text: string, output: string): Failure {
  const [sign] = NO_NETWORK.exec(output) ?? [];
  return sign === undefined ? new Failure(`${text}:\n${output.trim()}`) : new Missing(`a registry cannot be reached (${sign})`);
}

export function lastLineOf(error: Error): string {
  return error.message.trim().split('\n').at(-1)!.trim();
}
