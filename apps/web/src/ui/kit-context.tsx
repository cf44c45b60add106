import type { Locale } from '@quayside/contract'
import type { TFunction } from 'i18next'
import { createContext, useContext } from 'react'

/** What every figure on a screen needs to be written rightly. */
export interface Kit {
  locale: Locale
  /** IANA zone of the company, e.g. `Asia/Shanghai`: times are shown in it wherever the reader sits. */
  zone: string
  /** ISO 4217 code amounts are in when they name none. */
  currency: string
  /** Texts of the kit. A cell of a long list takes them from here: a subscription to the translator in each cell would cost the frame rate. */
  t: TFunction<'ui'>
}

const KitContext = createContext<Kit | undefined>(undefined)

export const KitProvider = KitContext.Provider

/** The translator looks up, interpolates and pluralises each time; a long list asks for the same dozen words in every row. */
export function remembering<Translator>(t: Translator): Translator {
  const known = new Map<string, string>()
  const say = (key: string, values?: Record<string, unknown>) => {
    const asked = values ? `${key} ${JSON.stringify(values)}` : key
    const found = known.get(asked) ?? (t as (key: string, values?: Record<string, unknown>) => string)(key, values)
    if (known.size < mostWords) known.set(asked, found)
    return found
  }
  return say as unknown as Translator
}
const mostWords = 2_000

/** @throws {Error} outside the shell */
export function useKit(): Kit {
  const kit = useContext(KitContext)
  if (!kit) throw new Error('A piece of the kit stands outside its KitProvider.')
  return kit
}
