import { FundProjectionScreenOutlined } from '@ant-design/icons'
import type { Feature, Right } from '../../../app/feature.ts'

const read: Right = { module: 'analyses', action: 'read', sees: ['finance', 'behaviour'] }

export const profitability: Feature = {
  name: 'profitability',
  pages: [
    {
      path: '/profitability',
      title: 'title',
      right: read,
      load: () => import('./profitability-page.tsx').then((module) => module.ProfitabilityPage),
    },
  ],
  nav: [
    {
      section: 'insight',
      order: 42,
      path: '/profitability',
      label: 'nav',
      icon: <FundProjectionScreenOutlined />,
      right: read,
    },
  ],
}
