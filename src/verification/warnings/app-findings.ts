import { ApiObject } from 'cdk8s';
import { openingOf } from './closed-ways-in';
import { constructOf } from './construct-of';
import { withPodsOfCustomResources } from './pods-of-custom-resources';
import { ChartsWarningRule } from './warning-rule';
import { Analysis } from '../../analysis/engine/analysis';
import { Finding, FindingRule } from '../../analysis/findings/finding';
import { FINDING_RULES, findings } from '../../analysis/findings/registry';
import { includeAround } from '../proof/writer';
import { WrittenApp } from '../proof/written-app';

/** What to write in code, where the finding's own cure speaks of YAML. */
const CURES: { readonly [id: string]: string } = {
  'no-dns': 'Say connections.allowTo(WellKnownPeer.clusterDns()), or give "dns" to DefaultDeny.',
  'block-of-everything': 'Where the internet is meant, name WellKnownPeer.internet() instead.',
  'closed-webhook': 'Say connections.allowFrom(WellKnownPeer.apiServer({ addresses: […] })) of those pods with the addresses of the API server.',
  'service-port': 'Leave out "ports", so that those of the pods are taken, or name the port of the pods.',
};

/** Rules that ask whether there are any pods. */
const WHETHER_THERE_ARE_PODS = new Set(['policy-selects-nothing', 'peer-selects-nothing']);

/**
 * What the analysis finds in the app's own objects, for those who write them. What was included is its authors' to mend.
 *
 * Notes are for `lint`: an app has them while it is being written. What annotations acknowledge can be told only where all rules are asked.
 */
export const appFindings: readonly ChartsWarningRule[] = FINDING_RULES.filter(({ id, severity }) => severity !== 'note' && id !== 'acknowledgement').map(warningRuleOf);

function warningRuleOf(rule: FindingRule): ChartsWarningRule {
  return {
    id: rule.id,
    find: (analysis, { written, synthesis }) => {
      const asked = WHETHER_THERE_ARE_PODS.has(rule.id) ? withPodsOfCustomResources(analysis, synthesis) : analysis;
      return findings(asked, [rule]).findings.flatMap((finding) => {
        const object = written.objectOf(finding.source);
        if (!object || (includeAround(object) && !isBroughtAboutHere(finding, written))) return [];
        return [{ construct: constructOf(object), text: textOf(finding, object, analysis) }];
      });
    },
  };
}

/** What is included may be closed by policies of the app: that is for those who write the app. */
function isBroughtAboutHere({ policies = [] }: Finding, written: WrittenApp): boolean {
  return policies.some((source) => {
    const policy = written.objectOf(source);
    return policy !== undefined && !includeAround(policy);
  });
}

function textOf({ rule, source, field, text, cure }: Finding, object: ApiObject, { cluster }: Analysis): string {
  const code = rule === 'closed-entry' ? openingOf(object, cluster.ingresses.find((ingress) => ingress.source === source), cluster) : CURES[rule];
  return `${text} ${code ?? `${cure}${field === undefined ? '' : ` (${field})`}`}`;
}
