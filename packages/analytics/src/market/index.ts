export type { MarketCell, MarketCellShare, MarketPosition } from './market-position.ts'
export { marketPosition } from './market-position.ts'
export { shareOfWallet, walletAllocation } from './share-of-wallet.ts'
