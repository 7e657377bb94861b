const WIDTH = 24;

const clock = (seconds: number) => {
  const whole = Math.max(0, Math.round(seconds));
  const two = (n: number) => `${Math.floor(n)}`.padStart(2, "0");
  return whole < 3600
    ? `${two(whole / 60)}:${two(whole % 60)}`
    : `${two(whole / 3600)}:${two((whole / 60) % 60)}:${two(whole % 60)}`;
};

/** One line: bar, count, share, files a second, time left. `seconds` have passed since the first file. */
export function progressLine(done: number, all: number, seconds: number): string {
  const share = all === 0 ? 1 : done / all;
  const bar = "█".repeat(Math.round(share * WIDTH)).padEnd(WIDTH, "░");
  const rate = seconds > 0 ? done / seconds : 0;
  const left = rate > 0 ? clock((all - done) / rate) : "--:--";
  return `${bar} ${done}/${all}  ${Math.floor(share * 100)}%  ${rate.toFixed(1)} 份/秒  剩余 ${left}`;
}

/** Shows the bar on standard error while it is a terminal; what is printed through `print` stays above it. */
export class Progress {
  readonly #all: number;
  readonly #shown: boolean;
  readonly #began = performance.now();
  #done = 0;

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
    if (this.#shown) process.stderr.write(progressLine(this.#done, this.#all, this.seconds));
  }

  clear() {
    if (this.#shown) process.stderr.write("\r\u001B[K");
  }
}
