import type { AccountState } from '@quayside/contract'

/**
 * The life cycle 客户状态 (DOMAIN CDB-7): prospect 目标 → potential 潜在 → active 活跃 → mature 成熟 → dormant 休眠 → lost 流失 →
 * won back 赢回. A customer may skip ahead, fall back and be revived; it never becomes a stranger again.
 */
const moves: Readonly<Record<AccountState, readonly AccountState[]>> = {
  prospect: ['potential', 'active', 'lost'],
  potential: ['prospect', 'active', 'dormant', 'lost'],
  active: ['mature', 'dormant', 'lost'],
  mature: ['active', 'dormant', 'lost'],
  dormant: ['active', 'mature', 'lost', 'wonBack'],
  lost: ['wonBack', 'potential'],
  wonBack: ['active', 'mature', 'dormant', 'lost'],
}

export const mayMove = (from: AccountState, to: AccountState): boolean => moves[from].includes(to)
export const movesFrom = (from: AccountState): readonly AccountState[] => moves[from]
