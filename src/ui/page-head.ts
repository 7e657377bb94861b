interface Alternate {
  path: string;
  type: string;
  title: string;
}

/** A page's statements about itself. Paths are local; the frame makes them absolute. */
export interface PageHead {
  title: string;
  /** The canonical address. */
  path: string;
  description?: string;
  /** The frozen address to cite. */
  citeAs?: string;
  alternates?: readonly Alternate[];
  previous?: string | undefined;
  next?: string | undefined;
  /** The `<meta>` that reference managers read, by name. */
  meta?: readonly (readonly [name: string, content: string])[];
  /** Further links of the Link header, as it writes them. */
  headerLinks?: readonly string[];
  section?: "bureaus" | "years" | "api" | "search" | "compare" | "indicators" | "feedback" | "status";
  demo?: "all" | "some" | null;
  article?: { published: string; modified: string };
  /** Revision shown, for the ETag. */
  revision?: number;
  /** Errors and the like. */
  unlisted?: boolean;
  /** The picture that goes with a link to the page, if it is not that of the site. */
  card?: string;
  script?: boolean;
  /** Paths of further scripts; every page works without. */
  scripts?: readonly string[];
}
