import { AbstractPodProps } from './abstract-pod-props';
import { checkedHostAlias, HostAlias } from './host-alias';
import { NetworkPolicyPort } from '../../../peers/network-policy-port';
import { filled, present } from '../../../resource/present';
import { labels } from '../../../validation/forms';
import { Input } from '../../../validation/input';
import { checkedReference, requiredReference } from '../../references/checked-reference';
import { ISecret } from '../../references/secret';
import { Container } from '../container/container';
import { ContainerPort, policyPort, portKey } from '../container/container-port';
import { ContainerProps } from '../container/container-props';
import { NodeTaintQuery } from '../scheduling/node-taint-query';
import { Volume } from '../volume/volume';

/** What a pod is put together from: containers, volumes, aliases, and what it asks of nodes and registries. */
export class PodParts {
  public readonly containers: Container[] = [];
  public readonly initContainers: Container[] = [];
  public readonly volumes: Volume[] = [];
  public readonly hostAliases: HostAlias[] = [];
  public readonly tolerations: readonly object[];
  private readonly pullSecrets: readonly ISecret[];
  private readonly nodeSelector?: { [key: string]: string };
  private opened?: { readonly declared: number; readonly ports: NetworkPolicyPort[] };

  constructor(private readonly path: string, private readonly input: Input, props: AbstractPodProps) {
    this.pullSecrets = pullSecretsOf(input, props);
    this.nodeSelector = props.nodeSelector ? labels(input, 'nodeSelector', props.nodeSelector) : undefined;
    this.tolerations = tolerationsOf(input, props);
    const example = 'an object such as { image: "nginx" }';
    input.list('containers', props.containers)?.forEach((one, index) => this.add(input.required(`containers[${index}]`, one, example)));
    input.list('volumes', props.volumes)?.forEach((one, index) => this.addVolume(input.required(`volumes[${index}]`, one, 'a Volume')));
    input.list('initContainers', props.initContainers)?.forEach((one, index) => {
      this.addInit(input.required(`initContainers[${index}]`, one, example));
    });
    input.list('hostAliases', props.hostAliases)?.forEach((one, index) => this.addHostAlias(one, `hostAliases[${index}]`));
  }

  /** The ports of everything that goes on running: containers and sidecars. A TCP 53 and a UDP 53 are two. */
  public get ports(): ContainerPort[] {
    const running = [...this.containers, ...this.initContainers.filter((one) => one._isSidecar)];
    return [...new Map(running.flatMap((container) => container.ports).map((port) => [portKey(port), port])).values()];
  }

  /** The same as what network policies open. Ports are only ever added, so a new one shows in their number. */
  public get policyPorts(): NetworkPolicyPort[] {
    const declared = [...this.containers, ...this.initContainers].reduce((count, container) => count + container._portCount, 0);
    if (this.opened?.declared !== declared) this.opened = { declared, ports: Object.freeze(this.ports.map(policyPort)) as NetworkPolicyPort[] };
    return this.opened.ports;
  }

  public add(props: ContainerProps): Container {
    const container = this.input.within(() => new Container(props));
    this.attach(container);
    return container;
  }

  public attach(container: Container): void {
    this.input.instance('container', this.input.required('container', container, 'a Container'), Container, 'a Container');
    if (container._isSidecar) {
      this.input.fail(`the container "${container.name}" has a "restartPolicy", which only init containers can have. Leave it out, or call addInitContainer.`);
    }
    this.include(container, this.containers);
  }

  public addInit(props: ContainerProps): Container {
    const container = this.input.within(() => new Container(this.withInitName(props)));
    const tooMuch = container._isSidecar ? undefined : container._needsToRun;
    if (tooMuch) {
      this.input.fail(`the init container "${container.name}" has "${tooMuch}", but it runs to its end before the others start. Leave it out, `
        + 'or make it a sidecar with "restartPolicy: ContainerRestartPolicy.ALWAYS".');
    }
    this.include(container, this.initContainers);
    return container;
  }

  public addHostAlias(alias: HostAlias, name = 'hostAlias'): void {
    this.hostAliases.push(checkedHostAlias(this.input, name, alias));
  }

  public addVolume(volume: Volume): void {
    const allowed = 'a Volume, such as Volume.fromEmptyDir(chart, "Data", "data")';
    this.input.instance('volume', this.input.required('volume', volume, allowed), Volume, allowed);
    if (this.volumes.some((other) => other.name === volume.name)) {
      this.input.fail(`two volumes are named "${volume.name}". Give one of them another name.`);
    }
    this.volumes.push(volume);
  }

  /** Throws what is wrong with the parts as a whole. */
  public check(hostNetwork: boolean): void {
    if (this.containers.length === 0) {
      this.input.fail('there is no container, but a pod needs one. Give "containers", or call addContainer({ image: "…" }).');
    }
    this.checkHostPorts(hostNetwork);
    this.allVolumes();
  }

  /**
   * @param claimed names of volumes that come from elsewhere: the claims of a StatefulSet
   */
  public toKube(claimed: ReadonlySet<string>): object {
    const volumes = [...this.allVolumes()].filter(([name]) => !claimed.has(name)).map(([, volume]) => volume._toKube());
    return present({
      containers: this.containers.map((container) => container._toKube(true)),
      initContainers: filled(this.initContainers.map((container) => container._toKube(container._isSidecar))),
      volumes: filled(volumes),
      hostAliases: filled(this.hostAliases),
      imagePullSecrets: filled(this.pullSecrets.map(({ name }) => ({ name }))),
      nodeSelector: this.nodeSelector,
    });
  }

  private include(container: Container, list: Container[]): void {
    const same = (other: Container) => other.name === container.name;
    if (this.containers.some(same) || this.initContainers.some(same)) {
      this.input.fail(`two containers are named "${container.name}". Give one of them a "name" of its own.`);
    }
    container._belongsTo(this.path);
    list.push(container);
  }

  private withInitName(props: ContainerProps): ContainerProps {
    const allowed = 'an object such as { image: "busybox" }';
    const given = this.input.struct('container', this.input.required('container', props, allowed));
    return given instanceof Container ? given : { ...given, name: given.name ?? `init-${this.initContainers.length}` };
  }

  /** Volumes by name: first those that containers mount, then those that were added. */
  private allVolumes(): Map<string, Volume> {
    const found = new Map<string, Volume>();
    const mounted = [...this.containers, ...this.initContainers].flatMap((container) => container.mounts.map(({ volume }) => volume));
    for (const volume of [...mounted, ...this.volumes]) {
      const other = found.get(volume.name);
      if (other && other !== volume) {
        this.input.fail(`the volumes ${other.node.path} and ${volume.node.path} are both named "${volume.name}". Give one of them another name.`);
      }
      found.set(volume.name, volume);
    }
    return found;
  }

  private checkHostPorts(hostNetwork: boolean): void {
    const taken = new Map<string, string>();
    for (const container of [...this.containers, ...this.initContainers]) {
      for (const port of container.ports) {
        if (port.hostPort === undefined) continue;
        if (hostNetwork && port.hostPort !== port.number) {
          this.input.fail(`the container "${container.name}" declares the port ${port.number} with "hostPort" ${port.hostPort}, but with "hostNetwork" `
            + 'both are the same. Leave "hostPort" out.');
        }
        const key = `${port.hostIp ?? ''}|${portKey({ ...port, number: port.hostPort })}`;
        if (taken.has(key)) {
          this.input.fail(`the containers "${taken.get(key)}" and "${container.name}" both ask for the "hostPort" ${port.hostPort}. Give one of them another.`);
        }
        taken.set(key, container.name);
      }
    }
  }
}

function pullSecretsOf(input: Input, props: AbstractPodProps): readonly ISecret[] {
  const auth = checkedReference(input, 'dockerRegistryAuth', props.dockerRegistryAuth, 'Secret');
  const secrets = (input.list('imagePullSecrets', props.imagePullSecrets) ?? []).map((secret, index) => {
    const name = `imagePullSecrets[${index}]`;
    return requiredReference(input, name, secret, 'Secret');
  });
  return auth ? [auth, ...secrets] : secrets;
}

function tolerationsOf(input: Input, props: AbstractPodProps): readonly object[] {
  const allowed = 'a NodeTaintQuery, such as NodeTaintQuery.exists("dedicated")';
  return (input.list('tolerations', props.tolerations) ?? []).map((taint, index) => {
    const name = `tolerations[${index}]`;
    return input.instance(name, input.required(name, taint, allowed), NodeTaintQuery, allowed)._toKube();
  });
}
