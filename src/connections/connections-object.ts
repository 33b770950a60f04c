import { ApiObject, ApiObjectProps } from 'cdk8s';
import { Construct } from 'constructs';
import { ResourceObject } from '../resource/resource-object';

/** A NetworkPolicy that `connections` writes. */
export class ConnectionsObject extends ResourceObject {
  /** Whether an object is one. */
  public static isConnectionsObject(object: ApiObject): object is ConnectionsObject {
    return 'isOfConnections' in object;
  }

  protected readonly isOfConnections = true;

  /**
   * @param planned is called before the object is written, so that it also says the right thing where somebody looks at it before a synth
   */
  constructor(scope: Construct, id: string, props: ApiObjectProps, private readonly planned: () => void) {
    super(scope, id, props);
  }

  /** Renders the object. */
  public toJson(): object {
    this.planned();
    return super.toJson();
  }
}
