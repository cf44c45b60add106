import type { Tier } from '@quayside/contract'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { TierBadge } from '../../../ui/index.ts'

const tiers = ['A', 'B', 'C', 'D'] as const
const points = ['one', 'two', 'three'] as const

/** What the sources advise for each tier (DOMAIN RET-3), and the way to the customers that carry it now. */
export function TierAdvice({ chosen }: { chosen: Tier | undefined }) {
  const { t } = useTranslation('classification')
  return (
    <section className="q-panel" aria-label={t('advice.title')}>
      <div className="q-panel-head">
        <h3>{t('advice.title')}</h3>
      </div>
      <div className="tier-advice">
        {tiers.map((tier) => (
          <article key={tier} className={chosen && chosen !== tier ? 'tier-advice-quiet' : undefined}>
            <h4>
              <TierBadge tier={tier} /> {t(`advice.${tier}.title`)}
            </h4>
            <ul>
              {points.map((point) => (
                <li key={point}>{t(`advice.${tier}.${point}`)}</li>
              ))}
            </ul>
            <Link to="/accounts" search={{ filter: { all: [{ field: 'tier', op: 'in', value: [tier] }] } } as never}>
              {t('advice.open', { tier })}
            </Link>
          </article>
        ))}
      </div>
    </section>
  )
}
