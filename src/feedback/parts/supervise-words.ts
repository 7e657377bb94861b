/** The words of report pages about feedback. */
export const superviseWords = {
  supervise: "我要监督",
  sectionCount: (received: number, answered: number) => `本节收到${received}件监督意见，${answered}件已答复`,
  reportCount: (received: number, answered: number) => `本报告收到${received}件监督意见，${answered}件已答复`,
};
