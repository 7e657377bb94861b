/** No failure: there is nothing to do before some seconds have passed. It does not count as a try. */
export class Postponement extends Error {
  readonly seconds: number;

  constructor(seconds: number, why: string) {
    super(why);
    this.seconds = seconds;
  }
}
