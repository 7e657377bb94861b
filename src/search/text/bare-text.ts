export const withoutPunctuation = (text: string) => text.replace(/[\p{P}\p{S}]/gu, "");
