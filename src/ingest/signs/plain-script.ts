const TRADITIONAL = "會責報決預書總結說環開務學醫銀園廠館臺處隊員協辦機場電視聯業東廣質評績慶資訊額國際衛職團";
const SIMPLIFIED = "会责报决预书总结说环开务学医银园厂馆台处队员协办机场电视联业东广质评绩庆资讯额国际卫职团";

const PAIRS = new Map(Array.from(TRADITIONAL, (c, i) => [c, SIMPLIFIED[i] ?? c]));

/** For comparing alone: the characters that names of reports and bodies are made of, in simplified script, one for one. */
export const plainScript = (text: string): string => text.replace(/[\u4e00-\u9fff]/g, (c) => PAIRS.get(c) ?? c);
