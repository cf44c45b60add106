import { mayUse, type Rights } from '@quayside/contract'
import { Link, useRouterState } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Right } from './feature.ts'
import { features } from './features.ts'
import { pageAt } from './page-at.ts'
import { Plain } from './plain.tsx'
import { holds, unseenOf, useMe } from './session.ts'

/** Says which right or category of data the page takes and who gives it, and leads to the nearest page that is open. */
export function NoRight({ right }: { right: Right }) {
  const { t } = useTranslation('app')
  const { t: administration } = useTranslation('administration')
  const { t: ui } = useTranslation('ui')
  const { t: of } = useTranslation(features.map(({ name }) => name))
  const { rights } = useMe()
  const pathname = useRouterState({ select: (state) => state.location.pathname })
  const near = nearestAbove(pathname, rights)
  const module = administration(`module.${right.module}`)
  const action = administration(`action.${right.action}`)
  const unseen = mayUse(rights, right.module, right.action) ? unseenOf(rights, right) : undefined
  const why = unseen
    ? t('error.noRight.unseen', { category: ui(`category.${unseen}`) })
    : t('error.noRight.text', { module, action })
  return (
    <Plain title={t('error.noRight.title')} text={why}>
      <div className="q-plain-actions">
        {near && (
          <Link className="q-button q-button-main" to={near.path}>
            {t('error.noRight.back', { page: of(near.page.title as never, { ns: near.feature.name }) })}
          </Link>
        )}
        <Link className="q-button" to="/">
          {t('error.home')}
        </Link>
      </div>
    </Plain>
  )
}

/** The page above an address, part by part, that is open: of `/accounts/7/edit` that of account 7, else the list. */
function nearestAbove(pathname: string, rights: Rights) {
  for (let path = above(pathname); path !== ''; path = above(path)) {
    const page = pageAt(path)?.page
    const feature = features.find(({ pages }) => page && pages.includes(page))
    if (page && feature && holds(rights, page.right)) return { path, page, feature }
  }
  return undefined
}

const above = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')))
