export type { MoveLink, TierMoves } from './tier-moves.ts'
export { customersMoved, tierMoves } from './tier-moves.ts'
export type { Potential, PotentialCell } from './tier-potential.ts'
export { POTENTIAL_ADVICE, tierPotential } from './tier-potential.ts'
