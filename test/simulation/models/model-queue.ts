import type { HintQueue, OutboxMessage } from "../../../src/outbox/message.ts";
import type { Delivery } from "../../../src/outbox/consume.ts";
import type { Random } from "../random.ts";
import type { Step } from "../faults/steps.ts";
import type { World } from "../world.ts";

interface Waiting {
  body: OutboxMessage;
  attempts: number;
}

export interface Misfortunes {
  lost: number;
  twice: number;
}

const MOST_A_BATCH = 10;
const MOST_DELIVERIES = 4;
const unavailable = () => new Error("Queue send failed: internal error");

/** A queue that delivers at least once at best: messages are lost, doubled and overtake one another as the seed says. */
export class ModelQueue {
  misfortunes: Misfortunes = { lost: 0, twice: 0 };
  #waiting: Waiting[] = [];
  #world: World;
  #random: Random;
  #deliver: (batch: Delivery[]) => Promise<void>;

  /** `deliver` settles when the consumer is done; it rejects if its process ended, and the batch comes again. */
  constructor(world: World, random: Random, deliver: (batch: Delivery[]) => Promise<void>) {
    this.#world = world;
    this.#random = random;
    this.#deliver = deliver;
  }

  /** The producer's side, for one request. */
  port(step: Step): HintQueue {
    const send = async (body: OutboxMessage) => {
      if (!this.#random.chance(this.misfortunes.lost)) this.#arrive({ body, attempts: 0 }, 0);
      if (this.#random.chance(this.misfortunes.twice)) this.#arrive({ body, attempts: 0 }, 0);
    };
    return { send: (body) => step("queue", "send", () => send(body), { error: unavailable }) };
  }

  #arrive(message: Waiting, seconds: number) {
    this.#world.after(seconds * 1000 + this.#random.between(1, 4000), () => {
      this.#waiting.splice(this.#random.below(this.#waiting.length + 1), 0, message);
      this.#world.after(this.#random.between(1, 500), () => void this.#handOver());
    });
  }

  async #handOver() {
    const batch = this.#waiting.splice(0, MOST_A_BATCH);
    if (batch.length === 0) return;
    const again = new Map<Waiting, number>();
    const deliveries = batch.map((message) => {
      message.attempts += 1;
      again.set(message, 1);
      return {
        body: message.body,
        attempts: message.attempts,
        ack: () => void again.delete(message),
        retry: ({ delaySeconds }: { delaySeconds: number }) => void again.set(message, delaySeconds),
      };
    });
    await this.#deliver(deliveries).catch(() => batch.forEach((message) => again.set(message, 1)));
    for (const [message, seconds] of again) if (message.attempts < MOST_DELIVERIES) this.#arrive(message, seconds);
  }
}
