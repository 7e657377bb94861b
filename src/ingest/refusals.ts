import { AppError } from "../errors.ts";
import { LIMITS } from "./limits.ts";
import { PDF_LIMITS } from "./pdf/pdf-limits.ts";

const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1).replace(/\.0$/, "")} MB`;
const ACCEPTED = "目前可以上传 Word（.docx）、PDF、网页（.html）、纯文本（.txt）和 Markdown（.md）文件";
const SAVE_AS_DOCX = "请在 Word 或 WPS 中打开它，选择“另存为”，类型选“Word 文档（*.docx）”，再上传";
const SEND_SOURCE = "请找到生成这份 PDF 的原始文档，存为 Word 文档（.docx）后上传";
const PRINT_ANEW = "请打开它，用“打印”另存为一份普通的 PDF 后再上传";
const SAVE_AS_TEXT = "请在 Word 或 WPS 中打开它，选择“另存为”，类型选“纯文本（*.txt）”、编码选 UTF-8，再上传";

const refuse = (message: string) => new AppError("invalid", message, "file");
const refuseType = (message: string) => new AppError("unsupported", message, "file");

/** Every reason for which a file is not read; each message says what to do next. */
export const REFUSALS = {
  empty: () => refuse("文件里没有文字。请确认选对了文件，并检查它是否已经保存。"),
  onlyPictures: () => refuse("文件里只有图片，没有文字。请把图片里的文字录入或识别后校对，再上传带文字的文件。"),
  noBody: () => refuse("文件里只有标题或目录，没有正文。请上传完整的报告。"),
  tooLarge: (bytes: number) =>
    new AppError(
      "too_large",
      `文件有 ${megabytes(bytes)}，超过了 ${megabytes(LIMITS.fileBytes)} 的上限。报告只需要文字，请去掉图片和附件后再上传。`,
      "file",
    ),
  tooManySections: (count: number) =>
    new AppError(
      "too_large",
      `从文件里读出了 ${count} 个章节，超过了 ${LIMITS.sections} 个的上限。请确认文件里只有一份报告；多份报告请分开上传。`,
      "file",
    ),
  sectionTooLarge: (heading: string) =>
    new AppError(
      "too_large",
      `“${heading.slice(0, 40)}”这一节超过了 ${megabytes(LIMITS.sectionBytes)} 的上限。请给这一节加上小标题分开，或确认文件里只有一份报告。`,
      "file",
    ),
  tooManyLines: (count: number) =>
    new AppError(
      "too_large",
      `文件有 ${count} 行文字，超过了 ${LIMITS.lines} 行的上限。请确认文件里只有一份报告，多份报告请分开上传。`,
      "file",
    ),
  lineTooLong: (line: number) =>
    new AppError(
      "too_large",
      `第 ${line} 行超过了 ${LIMITS.lineCharacters} 个字。请确认文件是文字报告，并按段落换行后再上传。`,
      "file",
    ),
  markdownTooLarge: () =>
    new AppError(
      "too_large",
      `这个 Markdown 文件太大：上限是 ${megabytes(LIMITS.markdownBytes)}、${LIMITS.markdownLines} 行、${LIMITS.markdownMarks} 个标记。请把报告存为纯文本（.txt，编码选 UTF-8）后再上传。`,
      "file",
    ),
  markdownTooDeep: () =>
    new AppError(
      "too_large",
      `这个 Markdown 文件的列表或引用嵌套过深（上限约 ${LIMITS.markdownDepth / 2} 层），没有读取。请减少层次，或存为纯文本（.txt，编码选 UTF-8）后再上传。`,
      "file",
    ),
  tableTooLarge: () =>
    new AppError(
      "too_large",
      `文件里有一个表格超过了 ${LIMITS.tableCells} 格，没有读取。请把表格分成几个，或只保留报告需要的行。`,
      "file",
    ),
  notesTooLarge: () =>
    new AppError(
      "too_large",
      `文件里有超过 ${megabytes(LIMITS.notesBytes)} 的内容不是正文（页码、目录、装饰符号等），无法保存。请确认文件里是一份完整的报告。`,
      "file",
    ),
  extension: (extension: string) =>
    refuseType(
      extension === "" ? `文件名没有扩展名，无法判断类型。${ACCEPTED}。` : `不能读取 .${extension} 文件。${ACCEPTED}。`,
    ),
  oldWord: () => refuseType(`这是旧格式的 Word 或 WPS 文件（.doc、.wps、.odt）。${ACCEPTED}。${SAVE_AS_DOCX}。`),
  notWord: () =>
    refuseType(`文件名是 .docx，内容却不是 Word 文档。请确认选对了文件；如果是别的格式，${SAVE_AS_DOCX}。`),
  encrypted: () => refuse(`这个 Word 文件有打开密码，读不了。请在 Word 中去掉密码，另存为 .docx 后再上传。`),
  macros: () => refuse(`这个 Word 文件含有宏，不能公开发布。${SAVE_AS_DOCX}（这样保存会去掉宏）。`),
  altChunk: () =>
    refuse(
      `这个 Word 文件里嵌着另一份文档，正文不在文件本身里。${SAVE_AS_DOCX}（Word 重新保存后，嵌入的内容会成为正文）。`,
    ),
  objects: () =>
    refuse(
      `这个 Word 文件里嵌着 OLE 对象或 ActiveX 控件，打开时可能运行程序。请把它们换成图片或文字，再另存为 .docx 上传。`,
    ),
  embeddedFiles: () =>
    refuse(
      `这个 Word 文件里嵌着别的文件（例如图表的数据表），里面有什么看不出来。请把图表换成图片，再另存为 .docx 上传。`,
    ),
  fetched: () =>
    refuse(
      `这个 Word 文件要从别处取内容（远程模板、外链图片或子文档），打开它就会告诉对方是谁在看。请把内容放进文件本身，去掉外部链接，再另存为 .docx 上传。`,
    ),
  dde: () => refuse(`这个 Word 文件里有 DDE 域，打开时会启动别的程序。请删去这个域，再另存为 .docx 上传。`),
  unknownParts: () =>
    refuse(`这个 Word 文件里有普通文档没有的部件，看不出是什么。请把文字复制到一份新的文档里，存为 .docx 再上传。`),
  pictureInside: () =>
    refuse(`这个 Word 文件里有一张图片去不掉拍摄信息。请把图片另存为 jpg 或 png，重新插入后再上传。`),
  brokenDocx: () => refuse(`这个 Word 文件已损坏或没有传完整，打不开。${SAVE_AS_DOCX}。`),
  unsafeDocx: () => refuse(`这个 Word 文件里有正常文档没有的声明（DTD），为安全起见没有读取。${SAVE_AS_DOCX}。`),
  docxTooLarge: () =>
    new AppError(
      "too_large",
      `这个 Word 文件解开后过大或结构过于复杂，没有读取。请去掉图片和附件，确认只有一份报告；或者${SAVE_AS_TEXT.slice(1)}。`,
      "file",
    ),
  pdf: () =>
    refuseType("这是 PDF 文件，文件名却不是 .pdf。请把文件名改为以 .pdf 结尾，再上传；文件类型与内容应当一致。"),
  notPdf: () =>
    refuseType(
      "文件名是 .pdf，内容却不是 PDF。请确认选对了文件；如果是 Word 文档，请把文件名改为以 .docx 结尾再上传。",
    ),
  encryptedPdf: () =>
    refuse(
      `这个 PDF 加了密（有打开密码，或限制了复制、打印），读者会看不了。请去掉密码和限制后另存一份；或者${SEND_SOURCE.slice(1)}。`,
    ),
  brokenPdf: () => refuse(`这个 PDF 已损坏或没有传完整，读不了。请重新导出一份；或者${SEND_SOURCE.slice(1)}。`),
  scannedPdf: () =>
    refuse(`这个 PDF 里只有图片（扫描件），没有可以读取的文字。${SEND_SOURCE}；如果只有纸质件，请先做文字识别并校对。`),
  garbledPdf: () => refuse(`这个 PDF 里的文字读出来不是汉字（字体没有带上编码），无法使用。${SEND_SOURCE}。`),
  activePdf: () => refuse(`这个 PDF 里有脚本、动作或动态表单，为安全起见没有读取。${PRINT_ANEW}。`),
  pdfWithFiles: () => refuse(`这个 PDF 里嵌着别的文件，读者会一并下载到。请去掉附件；或者${PRINT_ANEW.slice(1)}。`),
  pdfTellsOfAuthor: () => refuse(`这个 PDF 里的作者等信息去不掉。${PRINT_ANEW}。`),
  tooManyPages: (count: number) =>
    new AppError(
      "too_large",
      `这个 PDF 有 ${count} 页，超过了 ${PDF_LIMITS.pages} 页的上限。请确认文件里只有一份报告；更长的报告${SEND_SOURCE}。`,
      "file",
    ),
  pdfTooLarge: () => new AppError("too_large", `这个 PDF 解开后过大或结构过于复杂，没有读取。${SEND_SOURCE}。`, "file"),
  readerMissing: () =>
    new AppError(
      "unavailable",
      "这个网站还没有装上读取文件的部件，现在不能上传。请网站管理员部署它（wrangler.reader.toml），再上传一次。",
      "file",
    ),
  readerFailed: () =>
    new AppError(
      "unavailable",
      `读取文件的部件没有应答，可能一时繁忙，也可能文件过于复杂。请稍后再试一次；仍然不行，${SAVE_AS_TEXT}。`,
      "file",
    ),
  rtf: () => refuseType(`这是 RTF 文件。${ACCEPTED}。${SAVE_AS_DOCX}。`),
  html: () =>
    refuseType(`这是网页文件，文件名却不是 .html。请把文件名改为以 .html 结尾，再上传；文件类型与内容应当一致。`),
  stylesTooMany: () =>
    new AppError(
      "too_large",
      "网页的样式规则太多，没有读取。请在浏览器中打开网页，把显示出来的文字复制到 Word，存为 .docx 后再上传。",
      "file",
    ),
  htmlTooDeep: () =>
    new AppError(
      "too_large",
      "这个网页的结构嵌套过深，没有读取。请把报告文字复制到 Word，存为 .docx 后再上传。",
      "file",
    ),
  archive: () =>
    refuseType(
      `这是压缩包或 Office 文档（如 .docx、.xlsx），与文件名不符。${ACCEPTED}。如果是 Word 文档，请把文件名改为以 .docx 结尾；否则${SAVE_AS_DOCX}。`,
    ),
  image: () => refuseType(`这是图片，里面没有可以读取的文字。${ACCEPTED}。`),
  binary: () => refuseType(`文件的内容不是文字。${ACCEPTED}。请用记事本打开看看内容是否正常。`),
  encoding: (line: number) =>
    refuse(
      `第 ${line} 行起有无法识别的字符，文件的编码不是 UTF-8、UTF-16、GB18030（GBK）或 Big5。请用记事本打开，“另存为”时编码选 UTF-8，确认没有乱码后再上传。`,
    ),
};
