import { Parser } from "htmlparser2";
import type { StoredObject } from "./stored-object.ts";

interface Listing {
  objects: StoredObject[];
  truncated: boolean;
  cursor?: string;
  delimitedPrefixes: string[];
}

/** What ListObjectsV2 answers. */
export function parseListing(xml: string): Listing {
  const listing: Listing = { objects: [], truncated: false, delimitedPrefixes: [] };
  let fields: Record<string, string> = {};
  let text = "";
  const parser = new Parser(
    {
      onopentag(name) {
        text = "";
        if (name === "Contents") fields = {};
      },
      ontext: (part) => (text += part),
      onclosetag(name) {
        if (name === "Contents") listing.objects.push(toObject(fields));
        else if (name === "IsTruncated") listing.truncated = text.trim() === "true";
        else if (name === "NextContinuationToken") listing.cursor = text;
        else fields[name] = text;
        text = "";
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(xml);
  return listing;
}

function toObject({ Key = "", Size = "0", ETag = "", LastModified = "" }: Record<string, string>): StoredObject {
  return {
    key: Key,
    size: Number(Size),
    etag: ETag.replaceAll('"', ""),
    httpEtag: ETag,
    uploaded: new Date(LastModified),
    httpMetadata: {},
  };
}
