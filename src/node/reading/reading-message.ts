/** A file on its way to the thread that reads it. */
export interface FileToRead {
  url: string;
  headers: [string, string][];
  body: Uint8Array<ArrayBuffer>;
}

/** The thread's answer: an HTTP response in parts. */
export interface FileRead {
  status: number;
  headers: [string, string][];
  body: Uint8Array<ArrayBuffer>;
}
