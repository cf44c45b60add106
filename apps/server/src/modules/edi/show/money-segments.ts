/**
 * Segments that tell prices, charges or amounts, in X12 and EDIFACT: shown whole or not at all, since partners put money into free
 * elements of them, too.
 */
const money = new Set([
  'AMT',
  'B3',
  'C3',
  'CTP',
  'IT1',
  'ITA',
  'ITD',
  'L0',
  'L1',
  'L3',
  'L7',
  'PO1',
  'POC',
  'SAC',
  'SLN',
  'TDS',
  'TXI',
  'ALC',
  'MOA',
  'PAT',
  'PCD',
  'PRI',
  'TAX',
])

export const tellsMoney = (tag: string): boolean => money.has(tag)
