import { z } from 'zod'

/** Life-cycle state 客户状态 (CDB-7). */
export const AccountState = z.enum(['prospect', 'potential', 'active', 'mature', 'dormant', 'lost', 'wonBack'])
export type AccountState = z.infer<typeof AccountState>

/**
 * The life cycle 客户状态 (DOMAIN CDB-7): prospect 目标 → potential 潜在 → active 活跃 → mature 成熟 → dormant 休眠 → lost 流失 →
 * won back 赢回. A customer may skip ahead, fall back and be revived; it never becomes a stranger again.
 */
const movesOf: Readonly<Record<AccountState, readonly AccountState[]>> = {
  prospect: ['potential', 'active', 'lost'],
  potential: ['prospect', 'active', 'dormant', 'lost'],
  active: ['mature', 'dormant', 'lost'],
  mature: ['active', 'dormant', 'lost'],
  dormant: ['active', 'mature', 'lost', 'wonBack'],
  lost: ['wonBack', 'potential'],
  wonBack: ['active', 'mature', 'dormant', 'lost'],
}
export const mayMove = (from: AccountState, to: AccountState): boolean => movesOf[from].includes(to)
export const movesFrom = (from: AccountState): readonly AccountState[] => movesOf[from]
