import type { Locale } from '@quayside/contract'
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { oneOrMany } from './one-or-many.ts'

type Texts = Record<string, unknown>
type Loaders = Record<string, () => Promise<Texts>>

/** What is said before signing in travels alone, so that signing in stays light. */
const first: Record<Locale, Loaders> = {
  'zh-CN': import.meta.glob<Texts>('./zh-CN/{app,session}.json', { import: 'default' }),
  'zh-TW': import.meta.glob<Texts>('./zh-CN/{app,session}.json', { import: 'default', query: '?traditional' }),
  en: import.meta.glob<Texts>('./en/{app,session}.json', { import: 'default' }),
}
const rest: Record<Locale, () => Promise<{ texts: Record<string, Texts> }>> = {
  'zh-CN': () => import('./every-text.zh-CN.ts'),
  'zh-TW': () => import('./every-text.zh-TW.ts'),
  en: () => import('./every-text.en.ts'),
}

async function textsOf(locale: Locale, namespace: string): Promise<Texts> {
  const file = `./${locale === 'en' ? 'en' : 'zh-CN'}/${namespace}.json`
  const found = (await first[locale][file]?.()) ?? (await rest[locale]()).texts[file]
  if (!found) throw new Error(`No texts for ${locale}/${namespace}`)
  return found
}

const lazyTexts = {
  type: 'backend' as const,
  init() {},
  read(language: string, namespace: string, done: (error: Error | null, texts: Texts | null) => void) {
    textsOf(language as Locale, namespace).then(
      (texts) => done(null, texts),
      (error: Error) => done(error, null),
    )
  },
}

/** Begun here, the texts are there when the first screen inside asks for them. */
export function hurryTexts(locale: Locale) {
  rest[locale]()
  textsOf(locale, 'session')
}

export async function startI18n(locale: Locale) {
  await i18next
    .use(lazyTexts)
    .use(oneOrMany)
    .use(initReactI18next)
    .init({
      lng: locale,
      fallbackLng: false,
      ns: ['app'],
      defaultNS: 'app',
      load: 'currentOnly',
      interpolation: { escapeValue: false },
      returnNull: false,
    })
  document.documentElement.lang = locale
}

export async function speak(locale: Locale) {
  await i18next.changeLanguage(locale)
  document.documentElement.lang = locale
}

export { i18next }
