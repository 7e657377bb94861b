import { Hono } from "hono";
import css from "./ui/gongshi.css";

export function createApp() {
  const app = new Hono<{ Bindings: Env }>();
  app.get("/assets/gongshi.css", (c) => c.body(css, 200, { "content-type": "text/css; charset=utf-8" }));
  return app;
}
