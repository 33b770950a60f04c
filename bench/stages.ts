import { Session } from 'inspector';

/** Where the time of a synth goes, in the order in which it is spent. */
export const STAGES = ['construct', 'validate', 'plan', 'render', 'read back', 'prove', 'find', 'write', 'collect garbage', 'rest'] as const;

export type Stage = typeof STAGES[number];

export type Stages = { readonly [stage in Stage]: number };

interface Frame {
  readonly functionName: string;
  readonly url: string;
}

interface ProfileNode {
  readonly id: number;
  readonly callFrame: Frame;
  readonly children?: readonly number[];
}

interface Profile {
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** The functions that begin a stage: the innermost of them that is running says what is being done. */
const OF_LIBRARY: { readonly [name: string]: Stage } = {
  plan: 'plan', checkNames: 'plan', KeptObject: 'render', analyze: 'read back', prove: 'prove', verify: 'prove', warn: 'find', build: 'construct', buildRaw: 'construct',
};
const OF_CDK8S: { readonly [name: string]: Stage } = { stringify: 'write', save: 'write', toJson: 'render', validate: 'validate' };

/** Runs a function and tells, by samples of its stack, the seconds that each stage took. */
export function profiled(act: () => void): Stages {
  const session = new Session();
  session.connect();
  const post = (method: string, params?: object): unknown => {
    let answer: unknown;
    session.post(method, params, (error: Error | null, result?: object) => {
      if (error) throw error;
      answer = result;
    });
    return answer;
  };
  post('Profiler.enable');
  post('Profiler.setSamplingInterval', { interval: 200 });
  post('Profiler.start');
  act();
  const { profile } = post('Profiler.stop') as { profile: Profile };
  session.disconnect();
  return stagesOf(profile);
}

function stagesOf({ nodes, samples, timeDeltas }: Profile): Stages {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const stageOf = new Map<number, Stage>();
  const walk = (node: ProfileNode, around: Stage) => {
    const stage = beginning(node.callFrame) ?? around;
    stageOf.set(node.id, stage);
    node.children?.forEach((child) => walk(byId.get(child)!, stage));
  };
  walk(nodes[0], 'rest');
  const seconds = Object.fromEntries(STAGES.map((stage) => [stage, 0])) as { [stage in Stage]: number };
  samples.forEach((id, index) => { seconds[stageOf.get(id)!] += timeDeltas[index] / 1e6; });
  return seconds;
}

function beginning({ functionName, url }: Frame): Stage | undefined {
  if (functionName === '(garbage collector)') return 'collect garbage';
  const name = functionName.replace(/^.*\./, '');
  if (/\/cdk8s\/lib\/(yaml|api-object)\.js$/.test(url)) return OF_CDK8S[name];
  if (/\/constructs\/lib\/construct\.js$/.test(url)) return name === 'validate' ? 'validate' : undefined;
  return /\/(lib\/(index|later)|bench\/scenarios)\.[jt]s$/.test(url) && Object.hasOwn(OF_LIBRARY, name) ? OF_LIBRARY[name] : undefined;
}
