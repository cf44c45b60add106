import type { Segment } from '@quayside/edi'

type Asked = Pick<Segment, 'text' | 'says'>
export type Milestone = (take: (text: string) => void) => Record<string, (segment: Asked) => void>

/** Shipment and carrier, the numbers that the customer knows it by, what happened when and why, where, on which trailer. */
export const milestoneOf214: Milestone = (take) => ({
  B10: (segment) => {
    take(segment.text(1))
    take(segment.text(2))
    take(segment.text(3))
  },
  L11: (segment) => {
    if (segment.says(2, 'BM') || segment.says(2, 'PO')) take(segment.text(1))
  },
  AT7: (segment) => {
    take(segment.text(1))
    take(segment.text(2))
    take(segment.text(5))
    take(segment.text(6))
    take(segment.text(7))
  },
  MS1: (segment) => {
    take(segment.text(1))
    take(segment.text(2))
    take(segment.text(3))
  },
  MS2: (segment) => {
    take(segment.text(1))
    take(segment.text(2))
  },
})

/** The same of an IFTSTA, whose qualifiers say which number, which time and which place. */
export const milestoneOfIftsta: Milestone = (take) => ({
  BGM: (segment) => {
    take(segment.text(2))
    take(segment.text(3))
  },
  CNI: (segment) => take(segment.text(2)),
  STS: (segment) => {
    take(segment.text(1))
    take(segment.text(2))
    take(segment.text(3))
  },
  RFF: (segment) => {
    if (segment.says(1, 'ON') || segment.says(1, 'BM')) take(segment.text(1, 2))
  },
  DTM: (segment) => {
    if (!segment.says(1, '334')) return
    take(segment.text(1, 2))
    take(segment.text(1, 3))
  },
  LOC: (segment) => {
    if (!segment.says(1, '1')) return
    take(segment.text(2))
    take(segment.text(2, 4))
  },
  TDT: (segment) => {
    take(segment.text(2))
    take(segment.text(5))
    take(segment.text(8))
    take(segment.text(8, 4))
  },
})
