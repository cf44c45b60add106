import { accounts } from '../features/accounts/index.tsx'
import { administration } from '../features/administration/index.tsx'
import { duplicates } from '../features/duplicates/index.tsx'
import { edi } from '../features/edi/index.tsx'
import { imports } from '../features/imports/index.tsx'
import { insight } from '../features/insight/index.tsx'
import { invoices } from '../features/invoices/index.tsx'
import { myDay } from '../features/my-day/index.tsx'
import { orders } from '../features/orders/index.tsx'
import { pricing } from '../features/pricing/index.tsx'
import { quality } from '../features/quality/index.tsx'
import { profile } from '../features/session/index.tsx'
import { shipments } from '../features/shipments/index.tsx'
import { webhooks } from '../features/webhooks/index.tsx'
import { kit } from '../kit/index.tsx'
import type { Feature } from './feature.ts'

/** Texts that belong to no feature alone: of the kit, of every analysis, and of targets inside other pages. */
export const sharedTexts = ['ui', 'insight', 'targets']

/** Every feature of the app, one line each. */
export const features: Feature[] = [
  myDay,
  accounts,
  orders,
  pricing,
  shipments,
  invoices,
  quality,
  duplicates,
  edi,
  imports,
  ...insight,
  webhooks,
  administration,
  profile,
  ...(import.meta.env.DEV ? [kit] : []),
]
