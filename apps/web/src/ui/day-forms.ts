/** Forms in which a day is typed, wherever it is; none of them could be read as another day. */
const typedAnywhere = ['YYYY-MM-DD', 'YYYY-M-D', 'YYYY/MM/DD', 'YYYY/M/D', 'YYYYMMDD', 'DD.MM.YYYY', 'D.M.YYYY']

/** The first is the one in which pages show days, and so does the field; all are taken. */
const english = ['DD/MM/YYYY', 'D/M/YYYY', ...typedAnywhere]
// With the year last and strokes between, a reader of Chinese may mean the month first: it is not guessed.
const chinese = ['YYYY/MM/DD', 'YYYY年M月D日', 'YYYY年MM月DD日', ...typedAnywhere]

export const dayForms = (locale: string): string[] => (locale === 'en' ? english : chinese)

const withTime = (forms: string[]) => forms.flatMap((form) => [`${form} HH:mm`, `${form} H:mm`])
const englishMoments = withTime(english)
const chineseMoments = withTime(chinese)

/** Days with the time of day. */
export const momentForms = (locale: string): string[] => (locale === 'en' ? englishMoments : chineseMoments)
