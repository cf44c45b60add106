import { similarAccounts } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { Share, useSettled } from '../../../ui/index.ts'
import type { AccountForm } from './account-form.tsx'

/** Signals within the name; the name itself is told. */
const partsOfName = new Set(['namePlace', 'nameIndustry', 'legalForm'])

/** Enough typed to compare: two characters of a name, or a whole key. */
const enough = 2

/** Customers that look like the one being typed, while one types. */
export function SimilarPanel({ form, exceptId }: { form: AccountForm; exceptId?: string }) {
  const { t } = useTranslation('accounts')
  const { kind, name, nameEn, phone, email, creditCode, website } = form.values
  const typed = useSettled(JSON.stringify({ kind, name, nameEn, phone, email, creditCode, website }), 300)
  const worth = (name?.trim().length ?? 0) >= enough || Boolean(phone) || Boolean(creditCode)
  const { data, isFetching } = useQuery({
    queryKey: ['similar', exceptId, typed],
    queryFn: ({ signal }) => call(similarAccounts, { body: bodyOf(typed, exceptId), signal }),
    enabled: worth,
    staleTime: 30_000,
    placeholderData: (before) => before,
  })
  const found = worth ? data : undefined
  return (
    <aside
      className={found?.length ? 'q-panel account-similar' : 'q-panel account-similar account-similar-quiet'}
      aria-label={t('similar.title')}
      aria-live="polite"
    >
      <div className="q-panel-head">
        <h2>{t('similar.title')}</h2>
      </div>
      <div className="q-panel-body">
        {(!worth || (found === undefined && isFetching)) && <p className="q-muted">{t('similar.none')}</p>}
        {found?.length === 0 && <p className="q-muted">{t('similar.checked')}</p>}
        {found?.map((one) => (
          <div key={one.account.id} className="account-similar-row">
            <span>
              <strong className={`account-similar-${one.verdict}`}>{t(`similar.${one.verdict}`)}</strong>{' '}
              <Share value={one.score} digits={0} />
            </span>
            {one.visible ? (
              <Link to={`/accounts/${one.account.id}`} target="_blank">
                {one.account.name}
              </Link>
            ) : (
              <span className="q-muted">{t('similar.hidden')}</span>
            )}
            <small className="q-muted">
              {[
                one.visible ? one.account.number : '',
                ...one.reasons
                  .filter((reason) => reason.similarity >= 0.5 && !partsOfName.has(reason.field))
                  .map((reason) => t(`similar.reason.${reason.field}`, { defaultValue: reason.field })),
              ]
                .filter(Boolean)
                .join(' · ')}
            </small>
          </div>
        ))}
      </div>
    </aside>
  )
}

/** Empty fields say nothing and are not sent. */
function bodyOf(typed: string, exceptId: string | undefined) {
  const values = Object.entries(JSON.parse(typed) as Record<string, unknown>).filter(([, value]) => value)
  return { ...Object.fromEntries(values), exceptId }
}
