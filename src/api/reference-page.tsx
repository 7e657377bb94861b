import type { Context } from "hono";
import type { AppEnv } from "../http/app-env.ts";
import {
  apiReferencePath,
  bureauFeedBase,
  feedbackFeedBase,
  feedBase,
  indicatorFeedBase,
  openapiPath,
  sectionFeedBase,
} from "../paths.ts";
import { page } from "../ui/layout.tsx";
import { type ApiDocument, type Operation, operationsOf, type Parameter } from "./document.ts";
import { apiWords } from "./words.ts";

/** The OpenAPI document, for people. */
export function referencePage(c: Context<AppEnv>, document: ApiDocument) {
  const body = (
    <>
      <div class="head">
        <h1>{apiWords.title}</h1>
        <p>{apiWords.lead}</p>
        <p>
          <a href={openapiPath()}>{apiWords.document}</a>
        </p>
        <p class="hint">{apiWords.errors}</p>
      </div>
      <Formats />
      <Feeds />
      <section class="side rule">
        <h2>{apiWords.operations}</h2>
        <div class="stack">
          {operationsOf(document).map(({ path, method, operation }) => (
            <OperationEntry path={path} method={method} operation={operation} />
          ))}
        </div>
      </section>
    </>
  );
  const head = { title: apiWords.title, path: apiReferencePath(), section: "api" as const, description: apiWords.lead };
  return page(c, head, body);
}

const Formats = () => (
  <section class="side rule">
    <div>
      <h2>{apiWords.formats}</h2>
      <p class="hint">{apiWords.formatsHint}</p>
    </div>
    <div class="scroll" role="region" aria-label={apiWords.formats} tabindex={0}>
      <table class="data words">
        <thead>
          <tr>
            <th scope="col">{apiWords.formatName}</th>
            <th scope="col">{apiWords.formatMeaning}</th>
          </tr>
        </thead>
        <tbody>
          {apiWords.formatRows.map(([suffix, meaning]) => (
            <tr>
              <th scope="row">
                <code>{suffix}</code>
              </th>
              <td>{meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </section>
);

const FEEDS = [
  [apiWords.feedEach, bureauFeedBase("{bureau}")],
  [apiWords.feedSection, sectionFeedBase("{section}")],
  [apiWords.feedIndicator, indicatorFeedBase("{indicator}")],
  [apiWords.feedSearch, "/search"],
  [apiWords.feedFeedback, feedbackFeedBase()],
  [apiWords.feedCase, `${feedbackFeedBase()}/{id}`],
] as const;

const Feeds = () => (
  <section class="side rule">
    <h2>{apiWords.feeds}</h2>
    <ul class="lines">
      <li>
        <p>
          {apiWords.feedAll}：<a href={`${feedBase()}.atom`}>.atom</a> <a href={`${feedBase()}.json`}>.json</a>
        </p>
      </li>
      {FEEDS.map(([name, base]) => (
        <li>
          <p>
            {name}：<code class="mono">{base}.atom</code> <code class="mono">.json</code>
          </p>
        </li>
      ))}
    </ul>
  </section>
);

const OperationEntry = ({ path, method, operation }: { path: string; method: string; operation: Operation }) => (
  <section>
    <h3>{operation.summary}</h3>
    <p>
      <code class="mono">
        <b>{method}</b> {path}
      </code>
      {operation.security && <span class="tag">{apiWords.bearer}</span>}
    </p>
    {operation.requestBody?.content && (
      <p class="hint">
        {apiWords.body}：{Object.keys(operation.requestBody.content).join("、")}
      </p>
    )}
    {operation.parameters && operation.parameters.length > 0 && <Parameters list={operation.parameters} />}
    <p class="hint">
      {apiWords.answers}：
      {Object.entries(operation.responses ?? {})
        .map(([status, { description }]) => `${status} ${description}`)
        .join("；")}
    </p>
  </section>
);

const Parameters = ({ list }: { list: readonly Parameter[] }) => (
  <ul class="hint">
    {list.map(({ name, in: place, required, schema, description }) => (
      <li>
        <code class="mono">{name}</code> {apiWords.places[place]}，{required ? apiWords.required : apiWords.optional}
        {(description ?? schema?.description) && `。${description ?? schema?.description}`}
      </li>
    ))}
  </ul>
);
