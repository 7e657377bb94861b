import { messageOf } from "../../thrown.ts";
const REASONS: Record<string, string> = {
  ENOENT: "没有这个文件或文件夹",
  ENOTDIR: "路径中间有一个不是文件夹",
  EEXIST: "已有同名的文件",
  EISDIR: "这是文件夹，不是文件",
  EACCES: "没有权限",
  EPERM: "没有权限",
  EROFS: "只能读，不能写",
  ENOSPC: "磁盘满了，请腾出空间再运行同一条命令",
  EDQUOT: "磁盘配额用完了，请腾出空间再运行同一条命令",
  ENAMETOOLONG: "名字太长",
};

/** Why a file or folder could not be read or written; any other failure keeps its own words. */
export function fileTrouble(error: unknown, place: string): string {
  const { code, path } = error as NodeJS.ErrnoException;
  const reason = code === undefined ? undefined : REASONS[code];
  if (reason !== undefined) return `${path ?? place}：${reason}。`;
  return messageOf(error);
}
