/** A container as its probes, handlers and variables refer to it. */
export interface IContainer {
  /** The name of the container, unique in its pod. */
  readonly name: string;

  /** The port that the container is reached at first; probes and handlers that name no port knock there. */
  readonly portNumber?: number;
}
