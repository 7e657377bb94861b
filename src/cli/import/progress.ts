const WIDTH = 24;

const clock = (seconds: number) => {
  const whole = Math.max(0, Math.round(seconds));
  const two = (n: number) => `${Math.floor(n)}`.padStart(2, "0");
  return whole < 3600
    ? `${two(whole / 60)}:${two(whole % 60)}`
    : `${two(whole / 3600)}:${two((whole / 60) % 60)}:${two(whole % 60)}`;
};

/** One line: bar, count, share, files a second, time left. `seconds` have passed since the first file; `rate` is that of late. */
export function progressLine(
  done: number,
  all: number,
  seconds: number,
  rate = seconds > 0 ? done / seconds : 0,
): string {
  const share = all === 0 ? 1 : done / all;
  const bar = "█".repeat(Math.round(share * WIDTH)).padEnd(WIDTH, "░");
  const left = rate > 0 ? clock((all - done) / rate) : "--:--";
  return `${bar} ${done}/${all}  ${Math.floor(share * 100)}%  ${rate.toFixed(1)} 份/秒  剩余 ${left}`;
}

/** The rate of the last half minute, because files skipped at the start of a continued import say nothing of the rest. */
const WINDOW = 30;
/** Without a terminal, a long import writes the bar this often. */
const QUIET_SECONDS = 15;
const LONG = 100;

/**
 * Shows the bar on standard error: always at the foot of a terminal, with the output of `print` above it; without a terminal as a
 * line now and then.
 */
export class Progress {
  readonly #all: number;
  readonly #shown: boolean;
  readonly #began = performance.now();
  #done = 0;
  #told = 0;
  #marks: { at: number; done: number }[] = [{ at: 0, done: 0 }];

  constructor(all: number) {
    this.#all = all;
    this.#shown = process.stderr.isTTY && all > 1;
  }

  get seconds() {
    return (performance.now() - this.#began) / 1000;
  }

  /** Writes a line to standard output, and counts one file more as done. */
  print(line: string, done = 1) {
    this.clear();
    process.stdout.write(`${line}\n`);
    this.#done += done;
    if (this.#shown) process.stderr.write(this.#line());
    else if (this.#all >= LONG && this.seconds - this.#told > QUIET_SECONDS) {
      this.#told = this.seconds;
      process.stderr.write(`${this.#line()}\n`);
    }
  }

  #line() {
    const at = this.seconds;
    if (at - (this.#marks.at(-1)?.at ?? 0) > 1) this.#marks.push({ at, done: this.#done });
    this.#marks = this.#marks.filter((mark, i, marks) => i === marks.length - 1 || at - mark.at < WINDOW);
    const [from] = this.#marks;
    const rate = from && at > from.at ? (this.#done - from.done) / (at - from.at) : undefined;
    return progressLine(this.#done, this.#all, at, rate);
  }

  clear() {
    if (this.#shown) process.stderr.write("\r\u001B[K");
  }
}
