import type { Feature } from '../../app/feature.ts'
import { association } from './association/index.tsx'
import { board } from './board/index.tsx'
import { churn } from './churn/index.tsx'
import { classification } from './classification/index.tsx'
import { composition } from './composition/index.tsx'
import { sqlConsole } from './console/index.tsx'
import { forecast } from './forecast/index.tsx'
import { inventory } from './inventory/index.tsx'
import { lifetime, rfm } from './lifetime/index.tsx'
import { matrices } from './matrices/index.tsx'
import { pivot } from './pivot/index.tsx'
import { profitability } from './profitability/index.tsx'
import { questions } from './questions/index.tsx'
import { reports } from './reports/index.tsx'
import { service } from './service/index.tsx'

/** The pages of analysis, one line each; `frame/` is what they share. */
export const insight: readonly Feature[] = [
  board,
  classification,
  composition,
  matrices,
  rfm,
  lifetime,
  churn,
  association,
  service,
  forecast,
  profitability,
  inventory,
  pivot,
  sqlConsole,
  reports,
  questions,
]
