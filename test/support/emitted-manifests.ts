import { Manifest } from './kubernetes-rules/manifest';
import { identityOf, isKubernetesVersion, problemsOfManifest } from './kubernetes-schemas';

/** The problems of all objects that were emitted since the last check. */
export class EmittedManifests {
  /** Known to be good, as text: property tests emit the same objects over and over. */
  private readonly good = new Set<string>();

  /** Which construct of a chart emits an object of this identity. */
  private readonly owners = new WeakMap<object, Map<string, string>>();
  private problems = new Set<string>();

  /**
   * @param path what emitted it, in `chart`
   * @param chart objects of one chart must not share a name; charts may be for different clusters
   */
  public add(manifest: object, path: string, chart: object): void {
    const object = manifest as Manifest;
    if (!isKubernetesVersion(object.apiVersion)) return;
    const identity = identityOf(object);
    this.addDoubles(identity, path, chart);

    const text = JSON.stringify(object);
    if (this.good.has(text)) return;
    const problems = problemsOfManifest(object);
    if (problems.length === 0) this.good.add(text);
    problems.forEach((problem) => this.problems.add(`${identity} (${path}): ${problem}`));
  }

  /**
   * Fails where objects were broken without being meant to, or meant to be broken without being so.
   *
   * @param test who emitted them
   */
  public check(test: string, invalidIsMeant = false): void {
    const problems = [...this.problems];
    this.problems = new Set();
    if (invalidIsMeant && problems.length === 0) {
      throw new Error(`"${test}" calls allowInvalidManifests(), but every object that it emits is valid. Take the call away.`);
    }
    if (!invalidIsMeant && problems.length > 0) {
      throw new Error([`"${test}" emits objects that a cluster would refuse:`, ...problems].join('\n  '));
    }
  }

  private addDoubles(identity: string, path: string, chart: object): void {
    const owners = this.owners.get(chart) ?? new Map<string, string>();
    this.owners.set(chart, owners);
    const owner = owners.get(identity) ?? path;
    owners.set(identity, owner);
    if (owner !== path) this.problems.add(`${identity}: is emitted by ${owner} and by ${path}`);
  }
}
