/** Through one month alone no line can be drawn: what stands for it is large enough to be found on its bar. */
export const lineMark = (months: number) => (months === 1 ? { symbol: 'circle' as const, symbolSize: 12 } : {})

export const targetMark = (months: number) =>
  months === 1 ? { symbol: 'diamond' as const, symbolSize: 14 } : { symbol: 'none' as const }
