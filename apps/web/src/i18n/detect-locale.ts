import type { Locale } from '@quayside/contract'

/** The person's own choice, else what the browser speaks, else English. */
export function detectLocale(chosen: string | null, spoken: readonly string[]): Locale {
  if (chosen === 'zh-CN' || chosen === 'zh-TW' || chosen === 'en') return chosen
  for (const language of spoken) {
    if (/^zh\b/i.test(language)) return /hant|tw|hk|mo/i.test(language) ? 'zh-TW' : 'zh-CN'
    if (/^en\b/i.test(language)) return 'en'
  }
  return 'en'
}
