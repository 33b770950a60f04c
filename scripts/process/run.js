// Runs programs, and tells what is missing from what went wrong.
const { spawn } = require('node:child_process');

/** Something that a step needs is not there: a toolchain, a registry. */
class Missing extends Error {}

const NO_NETWORK = new RegExp([
  'ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ENETUNREACH', 'ETIMEDOUT',
  'getaddrinfo', 'Temporary failure in name resolution', 'Name or service not known', 'Unknown host', 'UnknownHostException', 'no such host',
  'Network is unreachable', 'Failed to establish a new connection', 'Connection refused', 'Connect timed out', 'i/o timeout', 'proxyconnect tcp',
].join('|'));

/** jsii's runtimes print a banner on versions of Node that they no longer test. */
const WITHOUT_BANNER = { JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split('.')[0] };

/** Runs a program to its end. `fails: true` leaves it to the caller what a status other than 0 means. */
function run(command, args, { env = {}, fails = false, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options, env: { ...process.env, ...WITHOUT_BANNER, ...env } });
    let [stdout, stderr] = ['', ''];
    child.stdout?.setEncoding('utf8').on('data', (text) => { stdout += text; });
    child.stderr?.setEncoding('utf8').on('data', (text) => { stderr += text; });
    child.on('error', (error) => reject(error.code === 'ENOENT' ? new Missing(`there is no "${command}"`) : error));
    child.on('close', (status) => {
      if (status === 0 || fails) resolve({ status, stdout, stderr, output: stdout + stderr });
      else reject(failure(`${command} ${args.join(' ')} ended with ${status}`, stdout + stderr));
    });
  });
}

/** What went wrong; `Missing` where it is the network. */
function failure(text, output) {
  const [sign] = NO_NETWORK.exec(output) ?? [];
  return sign === undefined ? new Error(`${text}:\n${output.trim()}`) : new Missing(`a registry cannot be reached (${sign})`);
}

/** Runs a script with this Node. */
function node(script, args, options) {
  return run(process.execPath, [script, ...args], options);
}

/** Asks a toolchain for its version, and refuses one that is too old. */
async function version(command, args, pattern, least) {
  const { output } = await run(command, args).catch((error) => { throw new Missing(error.message.split('\n')[0]); });
  const found = pattern.exec(output)?.[1];
  if (found === undefined || isOlder(found, least)) throw new Missing(`"${command}" is ${found ?? 'of an unknown version'}, but ${least} or later is needed`);
  return found;
}

function isOlder(one, other) {
  const [a, b] = [one, other].map((text) => text.split('.').map(Number));
  const index = b.findIndex((number, at) => (a[at] ?? 0) !== number);
  return index >= 0 && (a[index] ?? 0) < b[index];
}

module.exports = { Missing, failure, node, run, version };
