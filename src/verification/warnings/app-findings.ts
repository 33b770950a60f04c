import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { openingOf } from './closed-ways-in';
import { withPodsOfCustomResources } from './pods-of-custom-resources';
import { Analysis } from '../../analysis/engine/analysis';
import { Finding } from '../../analysis/findings/finding';
import { FINDING_RULES, findings } from '../../analysis/findings/registry';
import { Warning } from '../../app/warning-settings';
import { ResourceObject } from '../../resource/resource-object';
import { Synthesis } from '../../synth/run/synthesis';
import { includeAround } from '../proof/writer';
import { WrittenApp } from '../proof/written-app';

/** What to write in code, where the finding's own cure speaks of YAML. */
const CURES: { readonly [id: string]: string } = {
  'no-dns': 'Say connections.allowTo(WellKnownPeer.clusterDns()), or give "dns" to DefaultDeny.',
  'block-of-everything': 'Where the internet is meant, name WellKnownPeer.internet() instead.',
  'closed-webhook': 'Say connections.allowFrom(WellKnownPeer.apiServer({ addresses: […] })) of those pods with the addresses of the API server.',
  'service-port': 'Leave out "ports", so that those of the pods are taken, or name the port of the pods.',
};

/** Notes are for `lint`: an app has them while it is being written. What annotations acknowledge can be told only where all rules are asked. */
const RULES = FINDING_RULES.filter(({ id, severity }) => severity !== 'note' && id !== 'acknowledgement');

/** Rules that ask whether there are any pods. */
const WHETHER_THERE_ARE_PODS = new Set(['policy-selects-nothing', 'peer-selects-nothing']);

/** What the analysis finds in the app's own objects, for those who write them. What was included is its authors' to mend. */
export function appFindings(analysis: Analysis, written: WrittenApp, synthesis: Synthesis): Warning[] {
  const withTold = withPodsOfCustomResources(analysis, synthesis);
  const found = RULES.flatMap((rule) => findings(WHETHER_THERE_ARE_PODS.has(rule.id) ? withTold : analysis, [rule]).findings);
  return found.flatMap((finding) => {
    const object = written.objectOf(finding.source);
    if (!object || (includeAround(object) && !isBroughtAboutHere(finding, written))) return [];
    return [{ construct: constructOf(object), id: finding.rule, text: textOf(finding, object, analysis) }];
  });
}

/** What is included may be closed by policies of the app: that is for those who write the app. */
function isBroughtAboutHere({ policies = [] }: Finding, written: WrittenApp): boolean {
  return policies.some((source) => {
    const policy = written.objectOf(source);
    return policy !== undefined && !includeAround(policy);
  });
}

/** Objects of which the analysis cannot use something: a cluster would refuse them, or the proof knows nothing of them. What is given twice is a finding. */
export function unusableObjects({ problems }: Analysis, written: WrittenApp): Warning[] {
  return problems.filter(({ first }) => !first).flatMap(({ source, field, text }) => {
    const object = written.objectOf(source);
    return object ? [{ construct: constructOf(object), id: 'unusable-object', text: `${field === undefined ? '' : `"${field}" `}${text}. Correct it; until then it takes no part in the proof.` }] : [];
  });
}

/** The construct that a person made. */
function constructOf(object: ApiObject): IConstruct {
  return ResourceObject.isResourceObject(object) ? object.node.scope! : object;
}

function textOf({ rule, source, field, text, cure }: Finding, object: ApiObject, { cluster }: Analysis): string {
  const code = rule === 'closed-entry' ? openingOf(object, cluster.ingresses.find((ingress) => ingress.source === source), cluster) : CURES[rule];
  return `${text.replace(/\.?$/, '.')} ${code ?? `${cure}${field === undefined ? '' : ` (${field})`}`}`;
}
