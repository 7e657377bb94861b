/** The messages to groups of newsrooms. */
export const newsWords = {
  demo: "（演示数据）",
  published: (title: string, n: number) => (n === 1 ? `新公示：${title}` : `有更正：${title}，第${n}版`),
  withdrawn: (title: string) => `已撤回：${title}`,
  case: (id: number, title: string) => `公开监督意见：${title || `第${id}号`}`,
  answered: (id: number, title: string) => `监督意见已答复：${title || `第${id}号`}`,
  press: (medium: string, title: string) => `媒体引用：${medium}《${title}》`,
  title: (n: number) => `公示有${n}条更新`,
  more: (n: number, url: string) => `另有${n}条，见 [公示](${url})`,
};
