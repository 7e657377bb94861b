/** A reason that stops a deployment; its message is for the person at the keyboard. */
export class DeployRefusal extends Error {}
