import { serve, stopOnSignals } from "./serve.ts";

/** The program of a production server: settings from the environment, one line when it serves. */
const host = await serve(process.env);
if (host === null) process.exit(1);
stopOnSignals(host);
process.stdout.write(`公示已启动：${host.address}\n`);
