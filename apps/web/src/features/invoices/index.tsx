import { AccountBookOutlined, FileDoneOutlined, PayCircleOutlined } from '@ant-design/icons'
import type { Feature } from '../../app/feature.ts'

const read = { module: 'invoices', action: 'read' } as const
const change = { module: 'invoices', action: 'change' } as const

export const invoices: Feature = {
  name: 'invoices',
  pages: [
    {
      path: '/invoices',
      title: 'title',
      right: read,
      load: () => import('./invoices-page.tsx').then((module) => module.InvoicesPage),
    },
    {
      path: '/invoices/$id',
      title: 'one',
      right: read,
      load: () => import('./invoice-page.tsx').then((module) => module.InvoicePage),
    },
    {
      path: '/payments',
      title: 'payments.title',
      right: read,
      load: () => import('./payments-page.tsx').then((module) => module.PaymentsPage),
    },
    {
      path: '/reconciliation',
      title: 'reconcile.title',
      right: change,
      load: () => import('./reconciliation-page.tsx').then((module) => module.ReconciliationPage),
    },
    {
      path: '/receivables',
      title: 'receivables.title',
      right: read,
      load: () => import('./receivables-page.tsx').then((module) => module.ReceivablesPage),
    },
    {
      path: '/exchange-rates',
      title: 'rates.title',
      right: read,
      load: () => import('./rates-page.tsx').then((module) => module.RatesPage),
    },
  ],
  nav: [
    { section: 'customers', order: 32, path: '/invoices', label: 'title', icon: <FileDoneOutlined />, right: read },
    {
      section: 'customers',
      order: 33,
      path: '/payments',
      label: 'payments.title',
      icon: <PayCircleOutlined />,
      right: read,
    },
    {
      section: 'customers',
      order: 34,
      path: '/receivables',
      label: 'receivables.title',
      icon: <AccountBookOutlined />,
      right: read,
    },
  ],
  commands: [
    { id: 'reconcile', label: 'reconcile.title', path: '/reconciliation', right: change },
    { id: 'rates', label: 'rates.title', path: '/exchange-rates', right: read },
  ],
}
