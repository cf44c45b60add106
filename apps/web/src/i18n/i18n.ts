import type { Locale } from '@quayside/contract'
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'

type Texts = { default: Record<string, unknown> }
type Loaders = Record<string, () => Promise<Texts>>

const texts: Record<Locale, Loaders> = {
  'zh-CN': import.meta.glob<Texts>('./zh-CN/*.json'),
  'zh-TW': import.meta.glob<Texts>('./zh-CN/*.json', { query: '?traditional' }),
  en: import.meta.glob<Texts>('./en/*.json'),
}

function loaderOf(locale: Locale, namespace: string) {
  return texts[locale][`./${locale === 'en' ? 'en' : 'zh-CN'}/${namespace}.json`]
}

/** Loads one namespace per feature, only when its page is opened. */
const lazyTexts = {
  type: 'backend' as const,
  init() {},
  read(
    language: string,
    namespace: string,
    done: (error: Error | null, texts: Record<string, unknown> | null) => void,
  ) {
    const load = loaderOf(language as Locale, namespace)
    if (!load) return done(new Error(`No texts for ${language}/${namespace}`), null)
    load().then(
      (module) => done(null, module.default),
      (error: Error) => done(error, null),
    )
  },
}

/** The texts of every feature are one file a language: begun here, they are there when the first screen asks. */
export const hurryTexts = (locale: Locale) => loaderOf(locale, 'ui')?.()

export async function startI18n(locale: Locale) {
  await i18next
    .use(lazyTexts)
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
