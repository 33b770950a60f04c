/** When the containers of a pod are started again after they ended. */
export enum RestartPolicy {
  /** Always. The only one for a Deployment, StatefulSet and DaemonSet. */
  ALWAYS = 'Always',

  /** When they failed. */
  ON_FAILURE = 'OnFailure',

  /** Never. */
  NEVER = 'Never',
}
