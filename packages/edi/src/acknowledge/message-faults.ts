import type { MessageIssue, MessageIssueCode } from '../message/message-issue.ts'
import type { ReadMessage } from '../message/read-message.ts'

/** A fault of one segment or element that the message layer found; numbers as the acknowledgement wants them. */
export interface SegmentFault {
  tag: string
  /** 1 for ST or UNH. */
  position: number
  loop?: string
  /** X12 element 720: 1 unknown segment, 2 unexpected, 3 mandatory missing, 5 exceeds maximum use, 8 has element errors. EDIFACT 0085. */
  code?: string
  elements: readonly ElementFault[]
}
export interface ElementFault {
  position: number
  component?: number
  repetition?: number
  /** Data element reference number of the dictionary. */
  reference?: string
  /** X12 element 723: 1 mandatory missing, 4 too short, 5 too long, 6 invalid character, 7 invalid code, 8 invalid date, 9 invalid time. EDIFACT 0085. */
  code: string
  value?: string
}

/** What the message layer found in one message. */
export interface MessageFaults {
  rejected: boolean
  segments: readonly SegmentFault[]
}

/** [X12 720 of AK304 and IK304, or 723 of AK403 and IK403; EDIFACT 0085]. */
const codes: Readonly<Record<MessageIssueCode, readonly [x12: string, edifact: string]>> = {
  segmentUnknown: ['1', '15'],
  segmentUnexpected: ['2', '15'],
  segmentMissing: ['3', '13'],
  loopOverMax: ['4', '36'],
  segmentOverMax: ['5', '35'],
  segmentOutOfSequence: ['7', '15'],
  elementMissing: ['1', '13'],
  elementConditional: ['2', '13'],
  elementsTooMany: ['3', '16'],
  elementTooShort: ['4', '40'],
  elementTooLong: ['5', '39'],
  characterInvalid: ['6', '21'],
  numberInvalid: ['6', '37'],
  codeInvalid: ['7', '12'],
  dateInvalid: ['8', '12'],
  timeInvalid: ['9', '12'],
  elementsExclude: ['10', '15'],
  repetitionsTooMany: ['12', '35'],
  componentsTooMany: ['13', '16'],
}
const hasElementErrors = '8'

/**
 * The faults of a message for its acknowledgement. Rejected where something is an error, unless told otherwise; with warnings
 * alone it is accepted, the warnings noted.
 */
export function faultsOf({ definition, issues, ok }: ReadMessage, rejected = !ok): MessageFaults | undefined {
  if (issues.length === 0) return undefined
  const x12 = definition.standard === 'x12'
  const segments: (SegmentFault & { elements: ElementFault[] })[] = []
  for (const issue of issues) {
    const last = segments.at(-1)
    const place = placeOf(issue, x12)
    if (issue.element === undefined) segments.push({ ...place, code: codes[issue.code][x12 ? 0 : 1], elements: [] })
    else if (last?.position === place.position && last.elements.length > 0) last.elements.push(elementFault(issue, x12))
    else segments.push({ ...place, ...(x12 ? { code: hasElementErrors } : {}), elements: [elementFault(issue, x12)] })
  }
  return { rejected, segments }
}

/** EDIFACT names what stands before a missing segment, X12 the place where it should stand (ISO 9735, 0096; X12.20, 719). */
const placeOf = ({ code, tag, position, loop }: MessageIssue, x12: boolean) => ({
  tag,
  position: !x12 && code === 'segmentMissing' ? position - 1 : position,
  ...(loop ? { loop } : {}),
})

function elementFault(
  { code, element = 0, component, repetition, reference, found }: MessageIssue,
  x12: boolean,
): ElementFault {
  return {
    position: element,
    ...(component === undefined ? {} : { component }),
    ...(repetition === undefined ? {} : { repetition }),
    // A composite has a letter, which a data element number may not.
    ...(reference && /^\d+$/.test(reference) ? { reference } : {}),
    code: codes[code][x12 ? 0 : 1],
    ...(found ? { value: found } : {}),
  }
}
