/** What stands around text that its original shows with a line through it, in every format: decision 0410. */
export const STRUCK_START = "〔已划去：";
export const STRUCK_END = "〕";
