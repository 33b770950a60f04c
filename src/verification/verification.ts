import { Yaml } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { WARNING_IDS } from './warnings/registry';
import { ALL, FAIL_ON, failOnOfEnvironment, WarningSettings } from '../app/warning-settings';
import { Synthesis } from '../synth/run/synthesis';
import { Input } from '../validation/input';

const PROOF = 'CDK8S_NETPOL_PROOF';
const FINDINGS = 'CDK8S_NETPOL_FINDINGS';
const UNPROVED = new WeakSet<IConstruct>();
let anythingUnproved = false;

/**
 * What is looked at when an app is synthesized.
 *
 * The manifests that would be written are read as a cluster reads them, with patches, included YAML and policies of other libraries. Every
 * connection that was declared must be open in them, or the synth fails and says what stands in the way. What else a person should know
 * is a warning on standard error, one line each.
 *
 * The environment variable `CDK8S_NETPOL_PROOF=off` turns the proof off, `CDK8S_NETPOL_FINDINGS=off` the warnings of the analysis, and
 * `CDK8S_NETPOL_FAIL_ON=no-dns,closed-entry` makes errors of the warnings that it names, `all` of every one.
 *
 * @example
 * Verification.of(web).acknowledge('no-dns', 'it connects to addresses only');
 */
export class Verification {
  /** The verification of a construct and of all that lies below it. */
  public static of(scope: IConstruct): Verification {
    return new Verification(scope);
  }

  /**
   * Refuses ids in the environment that are those of no warning: nothing would fail on them.
   *
   * @internal
   */
  public static _checkEnvironment(): void {
    const unknown = failOnOfEnvironment().find((id) => id !== ALL && !WARNING_IDS.includes(id));
    if (unknown !== undefined) new Input('the environment').refuse(FAIL_ON, unknown, `"${ALL}" or ids of warnings, with commas in between: ${WARNING_IDS.join(', ')}`);
  }

  /**
   * Whether what the construct declares is proved.
   *
   * @internal
   */
  public static _proves(construct: IConstruct): boolean {
    return !anythingUnproved || !construct.node.scopes.some((scope) => UNPROVED.has(scope));
  }

  /** @internal */
  public static get _findsAnything(): boolean {
    return process.env[FINDINGS] !== 'off';
  }

  /** @internal */
  public static get _provesAnything(): boolean {
    return process.env[PROOF] !== 'off';
  }

  private readonly input: Input;

  private constructor(private readonly scope: IConstruct) {
    this.input = new Input('Verification.of');
    if (!Construct.isConstruct(this.input.required('scope', scope, 'a construct'))) this.input.refuse('scope', scope, 'a construct');
    this.input = new Input(scope);
  }

  /**
   * Says that a warning about this construct, or about one below it, is as it should be. It is not shown any more.
   *
   * @param id the id at the end of the warning, such as `no-dns`
   * @param reason why, for those who read the code
   * @throws when there is no warning of this id, or the reason is empty
   */
  public acknowledge(id: string, reason: string): void {
    this.checkId('id', id);
    WarningSettings.of(this.scope).reasons.set(id, this.checkReason(reason));
  }

  /**
   * Makes errors of warnings about this construct and all below it: the synth fails where there is one that nobody acknowledges.
   *
   * @param ids the ids of the warnings; `all` is every one
   * @throws when there is no warning of such an id
   */
  public failOn(...ids: string[]): void {
    ids.forEach((id, index) => {
      if (id !== ALL) this.checkId(`ids[${index}]`, id);
      WarningSettings.of(this.scope).errors.add(id);
    });
  }

  /**
   * Writes the connections that this construct and those below it declare without proving that they hold.
   *
   * @param reason why, for those who read the code
   * @throws when the reason is empty
   */
  public skipProof(reason: string): void {
    this.checkReason(reason);
    UNPROVED.add(this.scope);
    anythingUnproved = true;
  }

  /**
   * The policies that the owners of other namespaces have to write, as YAML to hand over: one for each end of a connection that is in namespaces which are
   * chosen by labels. This app writes them for the namespaces that it declares. Empty where there are none.
   */
  public policiesOfOthers(): string {
    const named = new Map<string, number>();
    return Synthesis.of(this.scope).unwritten().map(({ name, namespaces, spec }) => {
      const times = (named.get(name) ?? 0) + 1;
      named.set(name, times);
      const manifest = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: times === 1 ? name : `${name}-${times}` }, spec };
      return `# For each namespace that is selected by ${JSON.stringify(namespaces)}\n${Yaml.stringify(manifest)}`;
    }).join('---\n');
  }

  private checkId(name: string, id: string): void {
    if (!WARNING_IDS.includes(id)) this.input.refuse(name, id, `the id of a warning: ${WARNING_IDS.join(', ')}`);
  }

  private checkReason(reason: string): string {
    const allowed = 'a reason that is not empty';
    return this.input.text('reason', this.input.required('reason', reason, allowed), allowed);
  }
}
