import { equalNames } from '../app/equal-names';
import { followCdk8s } from './run/follow-cdk8s';
import { Stage, Synthesis } from './run/synthesis';
import { Input } from '../validation/input';

type Verify = typeof import('../verification/verify-app');

/**
 * What happens in a synth, from the call of `app.synth()` until cdk8s writes the first file.
 *
 * | when | what |
 * | --- | --- |
 * | once in a synth, first | what was looked up and found wrong before is forgotten, and all validations run once, so that they may still change what they want to change |
 * | then | these stages, in this order; each keeps what is wrong for the construct that said it |
 * | then | cdk8s validates, which tells what is wrong, or writes every object as it was looked at |
 * | at each further validation, one before each chart | where an object was patched meanwhile, all of this once more; else nothing |
 * | at the end | what was kept is released |
 */
const STAGES: readonly Stage[] = [
  // Ports, labels and namespaces are read; the policies of connections and of DefaultDeny are worked out.
  { needsSoundObjects: false, run: (synthesis) => synthesis.planned.forEach((planned) => planned.plan()) },

  // Two policies of one name would be one in the cluster.
  { needsSoundObjects: false, run: checkNames },

  // What would be written is read like a cluster reads it: declared connections must hold, and what else a person should know is said.
  { needsSoundObjects: true, run: verify },
];

function checkNames({ app, problems }: Synthesis): void {
  for (const { policy, text } of equalNames(app)) {
    const owner = policy.node.scope!;
    problems.collect(owner, () => new Input(owner).fail(text));
  }
}

/** The analysis is loaded when an app is synthesized, and not by every program that imports this library. */
function verify(synthesis: Synthesis): void {
  if (!synthesis.problems.isEmpty) return;
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  (require('../verification/verify-app') as Verify).verify(synthesis);
}

Synthesis.runThrough(STAGES);
followCdk8s();
