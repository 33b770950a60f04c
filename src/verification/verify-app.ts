import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { brokenText } from './proof/broken-text';
import { lostIsolations } from './proof/lost-isolation';
import { Proof } from './proof/proof';
import { WrittenApp } from './proof/written-app';
import { Verification } from './verification';
import { APP_WARNINGS } from './warnings/registry';
import { ProvedApp } from './warnings/warning-rule';
import { warningsOfCharts } from './warnings/warnings-of-charts';
import { Synthesis } from '../synth/run/synthesis';
import { Input } from '../validation/input';

/**
 * Looks at the manifests that would be written: every declared connection must hold, and what else a person should know is said.
 *
 * It sees what cdk8s writes, so patches, included YAML and policies of other libraries count like those of this one.
 */
export function verify(synthesis: Synthesis): void {
  if (!Verification._provesAnything && !Verification._findsAnything) return;
  if (synthesis.declared.length === 0 && !holdsPolicies(synthesis.app)) return;
  if (!synthesis.problems.collect(synthesis.app, () => Verification._checkEnvironment())) return;
  const written = WrittenApp.of(synthesis);
  const proof = written && new Proof(written, synthesis);
  if (!proof || !prove(proof, synthesis, written) || !Verification._findsAnything) return;
  warn({ synthesis, written, deniedElsewhere: proof.deniedElsewhere });
}

function warn(app: ProvedApp): void {
  const { written, synthesis: { warnings } } = app;
  warnings.warnOfAll(APP_WARNINGS.flatMap(({ id, find }) => find(app).map((found) => ({ ...found, id }))));
  for (const together of written.together.all) warnings.warnOfAll(warningsOfCharts(together, app));
}

function holdsPolicies(app: IConstruct): boolean {
  return app.node.findAll().some((object) => ApiObject.isApiObject(object) && object.kind.endsWith('NetworkPolicy'));
}

/** Returns whether all that was declared holds. */
function prove(proof: Proof, synthesis: Synthesis, written: WrittenApp): boolean {
  if (!Verification._provesAnything) return true;
  const failures = [
    ...synthesis.declared.filter(({ caller }) => Verification._proves(caller))
      .map((declared) => proof.check(declared)).filter((broken) => broken !== undefined)
      .map((broken) => ({ construct: broken.declared.caller, text: brokenText(broken, written) })),
    ...lostIsolations(written, synthesis).filter(({ construct }) => Verification._proves(construct)),
  ];
  return failures.map(({ construct, text }) => synthesis.problems.collect(construct, () => new Input(construct).fail(text))).every((holds) => holds);
}
