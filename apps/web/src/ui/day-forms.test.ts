import dayjs from 'dayjs'
import customParseFormat from 'dayjs/plugin/customParseFormat.js'
import { expect, test } from 'vitest'
import { dayForms, momentForms } from './day-forms.ts'
import { timeText } from './time-text.ts'

dayjs.extend(customParseFormat)

/** As the calendar field reads it: the first form that fits exactly. */
function read(text: string, forms: string[]): string | undefined {
  const form = forms.find((one) => dayjs(text, one, true).isValid())
  return form && dayjs(text, form, true).format('YYYY-MM-DDTHH:mm')
}

test.each(['en', 'zh-CN', 'zh-TW'])('a date field shows a day as pages in %s show it', (locale) => {
  const at = '2026-03-05T08:09:00Z'
  const [shownAs = ''] = dayForms(locale)
  expect(dayjs('2026-03-05').format(shownAs)).toBe(timeText(at, 'day', locale, 'UTC'))
})

const everywhere = ['2026-11-23', '2026/11/23', '20261123', '23.11.2026']
test.each([
  ...[...everywhere, '23/11/2026'].map((text) => ['en', text] as const),
  ...[...everywhere, '2026年11月23日'].map((text) => ['zh-CN', text] as const),
])('in %s a date field takes %s', (locale, text) => {
  expect(read(text, dayForms(locale))).toBe('2026-11-23T00:00')
})

test('what pages in English show as 5 March is not taken for 3 May', () => {
  expect(read('05/03/2026', dayForms('en'))).toBe('2026-03-05T00:00')
  expect(read('5/3/2026', dayForms('en'))).toBe('2026-03-05T00:00')
})

test('a day that does not exist, or that may be two days, is not taken', () => {
  expect(read('31/02/2026', dayForms('en'))).toBeUndefined()
  expect(read('05/03/2026', dayForms('zh-CN'))).toBeUndefined()
})

test('a moment is typed with any of the forms of a day', () => {
  expect(read('23/11/2026 8:05', momentForms('en'))).toBe('2026-11-23T08:05')
  expect(read('2026-11-23 08:05', momentForms('en'))).toBe('2026-11-23T08:05')
  expect(read('2026年11月23日 18:05', momentForms('zh-TW'))).toBe('2026-11-23T18:05')
})
