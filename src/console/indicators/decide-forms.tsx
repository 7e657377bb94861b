import type { Child } from "hono/jsx";
import { ConsoleField, described } from "../field.tsx";
import type { Deciding, PointsView } from "./points-view.ts";
import { pointsWords } from "./points-words.ts";

/** Two forms about one indicator: what is listed can be taken out, another figure assigned. */
export const DecideForms = ({ view, deciding }: { view: PointsView; deciding: Deciding }) => (
  <section class="stack">
    <h2 id="decide">{pointsWords.about(deciding.indicator.name)}</h2>
    {deciding.listed.length > 0 && (
      <Form view={view} deciding={deciding} act="out" options={deciding.listed} lead={pointsWords.takeOutLead} />
    )}
    {deciding.free.length === 0 ? (
      <p class="hint">{pointsWords.nothingToAssign}</p>
    ) : (
      <Form
        view={view}
        deciding={deciding}
        act="in"
        options={deciding.free}
        lead={pointsWords.assignLead(deciding.indicator.unit)}
      >
        <YearField view={view} />
      </Form>
    )}
  </section>
);

interface FormProps {
  view: PointsView;
  deciding: Deciding;
  act: "out" | "in";
  options: Deciding["listed"];
  lead: string;
  children?: Child;
}

function Form({ view, deciding, act, options, lead, children }: FormProps) {
  const returned = view.returned?.typed.act === act ? view.returned : undefined;
  const errorOf = (field: string) => (returned?.field === field ? returned.message : undefined);
  // The form that was sent back has the plain ids, which the summary of errors leads to.
  const idOf = (field: string) => (returned || (act === "in" && !view.returned) ? field : `${act}-${field}`);
  const name = act === "out" ? pointsWords.takeOut : pointsWords.assign;
  return (
    <form class="form" method="post" action={view.action}>
      <h3>{name}</h3>
      <p class="hint">{lead}</p>
      <input type="hidden" name="version" value={String(view.version)} />
      <input type="hidden" name="act" value={act} />
      <input type="hidden" name="indicator" value={deciding.indicator.slug} />
      <ConsoleField id={idOf("place")} label={pointsWords.figure} error={errorOf("place")}>
        <select id={idOf("place")} name="place" {...described(idOf("place"), errorOf("place"))}>
          {options.length > 1 && <option value="">{pointsWords.pick}</option>}
          {options.map(({ place, said }) => (
            <option value={place} selected={place === returned?.typed.place}>
              {said}
            </option>
          ))}
        </select>
      </ConsoleField>
      {children}
      <ConsoleField
        id={idOf("reason")}
        label={pointsWords.reason}
        hint={pointsWords.reasonHint}
        error={errorOf("reason")}
      >
        <textarea id={idOf("reason")} name="reason" rows={2} {...described(idOf("reason"), errorOf("reason"))}>
          {returned?.typed.reason ?? ""}
        </textarea>
      </ConsoleField>
      <p>
        <button class="btn" type="submit">
          {name}
        </button>
      </p>
    </form>
  );
}

function YearField({ view: { returned, year } }: { view: PointsView }) {
  const error = returned?.field === "year" ? returned.message : undefined;
  return (
    <ConsoleField id="year" label={pointsWords.year} error={error}>
      <input
        id="year"
        name="year"
        inputmode="numeric"
        value={(returned?.typed.act === "in" && returned.typed.year) || String(year)}
        {...described("year", error)}
      />
    </ConsoleField>
  );
}
