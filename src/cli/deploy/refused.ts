/** What keeps a deployment from going on; its message is for the person at the keyboard. */
export class DeployRefusal extends Error {}
