import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { appFindings, unusableObjects } from './app-findings';
import { brokenText } from './broken-text';
import { lostIsolations } from './lost-isolation';
import { missingConnectionWarnings } from './missing-connections';
import { openedFurther } from './opened-further';
import { Proof } from './proof';
import { sharedLabels } from './shared-labels';
import { Verification } from './verification';
import { WrittenApp } from './written-app';
import { Input } from '../input/input';
import { Synthesis } from '../network/synthesis';

/**
 * Looks at the manifests that would be written: every declared connection must hold, and what else a person should know is said.
 *
 * It sees what cdk8s writes, so patches, included YAML and policies of other libraries count like those of this one.
 */
export function verify(synthesis: Synthesis): void {
  if (!Verification._provesAnything && !Verification._findsAnything) return;
  if (synthesis.declared.length === 0 && !holdsPolicies(synthesis.app)) return;
  if (!synthesis.attempt(synthesis.app, () => Verification._checkEnvironment(synthesis.app))) return;
  const written = WrittenApp.of(synthesis);
  if (!written || !prove(synthesis, written) || !Verification._findsAnything) return;
  for (const cluster of written.clusters) {
    synthesis.warnOfAll([...unusableObjects(cluster, written), ...sharedLabels(cluster, written, synthesis),
      ...openedFurther(cluster, written), ...appFindings(cluster, written), ...missingConnectionWarnings(cluster, written, synthesis)]);
  }
}

function holdsPolicies(app: IConstruct): boolean {
  return app.node.findAll().some((object) => ApiObject.isApiObject(object) && object.kind.endsWith('NetworkPolicy'));
}

/** Returns whether all that was declared holds. */
function prove(synthesis: Synthesis, written: WrittenApp): boolean {
  if (!Verification._provesAnything) return true;
  const proof = new Proof(written, synthesis);
  const failures = [
    ...synthesis.declared.filter(({ caller }) => Verification._proves(caller))
      .map((declared) => proof.check(declared)).filter((broken) => broken !== undefined)
      .map((broken) => ({ construct: broken.declared.caller, text: brokenText(broken, written) })),
    ...lostIsolations(written, synthesis).filter(({ construct }) => Verification._proves(construct)),
  ];
  return failures.map(({ construct, text }) => synthesis.attempt(construct, () => new Input(construct).fail(text))).every((holds) => holds);
}
