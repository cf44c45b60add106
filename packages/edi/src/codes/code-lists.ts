/** Meaning of a code in Chinese and English, in our own words. */
export type Meaning = readonly [zh: string, en: string]

/** By data element, then by code. Lists hold what is met in transport and trade, not everything the standards know. */
export type CodeLists = Readonly<Record<string, Readonly<Record<string, Meaning>>>>
