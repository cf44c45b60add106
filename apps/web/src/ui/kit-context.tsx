import type { Locale } from '@quayside/contract'
import { createContext, useContext } from 'react'

/** What every figure on a screen needs to be written rightly. */
export interface Kit {
  locale: Locale
  /** IANA zone of the company, e.g. `Asia/Shanghai`: times are shown in it wherever the reader sits. */
  zone: string
  /** ISO 4217 code amounts are in when they name none. */
  currency: string
}

const KitContext = createContext<Kit>({ locale: 'zh-CN', zone: 'Asia/Shanghai', currency: 'CNY' })

export const KitProvider = KitContext.Provider
export const useKit = () => useContext(KitContext)
