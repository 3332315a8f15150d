/** The language of what people wrote, for screen readers: undefined where it is that of the page. */
export const spoken = (words: string | null | undefined): 'zh-CN' | undefined => (/[\u4e00-\u9fff]/.test(words ?? '') ? 'zh-CN' : undefined)

/** A sentence, parted into what is Chinese in it and what is not: in an English one people's own words stand as they wrote them. */
export const parted = (words: string): { text: string; lang: 'zh-CN' | undefined }[] => words.split(/(\p{Script=Han}(?:[^A-Za-z]*[\p{Script=Han}。！？）”…])?)/u).filter((text) => text !== '').map((text) => ({ text, lang: spoken(text) }))
