import type { Locale, RoleName } from '@quayside/contract'

export const roleName = (role: Pick<RoleName, 'nameZh' | 'nameEn'>, locale: Locale) =>
  locale === 'en' ? role.nameEn : role.nameZh
