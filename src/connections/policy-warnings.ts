import { PolicyNamespace, SelectedPods } from './policy-namespaces';
import { Caller } from '../app/declared-connection';
import { Lookups } from '../app/lookups';
import { Warning } from '../app/warning-settings';
import { Direction } from '../kubernetes/direction';
import { nameOf } from '../policies/rule-peers';

/** The policies of one direction that a caller asked for. */
export interface AskedPolicies {
  readonly pods: SelectedPods;
  readonly caller: Caller;
  readonly direction: Direction;
  /** The namespaces in which they are written. */
  readonly written: readonly PolicyNamespace[];
  /** Whether pods also lie in namespaces that are chosen by labels and that the app does not declare. */
  readonly hasOthers: boolean;
}

/** Where policies are not written that a caller asked for, or close more than it may think. */
export function policyWarnings(asked: AskedPolicies, lookups: Lookups): Warning[] {
  return [...asked.hasOthers ? [halfWritten(asked)] : [], ...closedNamespaces(asked, lookups)];
}

function halfWritten({ pods: { owner }, caller, direction, written }: AskedPolicies): Warning {
  const policy = `${direction.toLowerCase()} policy`;
  const where = written.length > 0
    ? `Its ${policy} is written for ${written.map((name) => `"${name}"`).join(', ')}, which this app declares; elsewhere,`
    : `This app declares none of them, so its ${policy} is not written;`;
  const text = `${nameOf(owner)} is in namespaces chosen by labels, while a policy lies in one. ${where} the owner of the namespace must write it: `
    + 'Verification.of(app).policiesOfOthers() gives it to hand over. To have all of them written, choose the namespaces by names.';
  return { construct: caller, id: 'half-written', text };
}

/** A selection of every pod closes its namespace; where the app declares that, it is its own. */
function closedNamespaces({ pods, caller, direction, written }: AskedPolicies, lookups: Lookups): Warning[] {
  if (pods.selector === caller || !pods.config.labelSelector.isEmpty()) return [];
  return written.filter((namespace) => namespace === undefined || !lookups.declares(namespace)).map((namespace) => {
    const text = `closes every pod of ${namespace === undefined ? 'its namespace' : `namespace "${namespace}"`} for ${direction.toLowerCase()}, because `
      + `${nameOf(pods.owner)} selects them all, and this app does not declare that namespace. Choose the pods with Pods.select, or leave their policies to their `
      + 'owner with { isolation: PodConnectionsIsolation.POD }.';
    return { construct: caller, id: 'closes-namespace', text };
  });
}
