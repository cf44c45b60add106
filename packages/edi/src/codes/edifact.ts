import type { CodeLists } from './code-lists.ts'
import { serviceCodes } from './edifact-acknowledgment.ts'
import { documentCodes } from './edifact-documents.ts'
import { goodsCodes } from './edifact-goods.ts'
import { moneyCodes } from './edifact-money.ts'
import { partyCodes } from './edifact-parties.ts'
import { timeCodes } from './edifact-time.ts'
import { transportCodes } from './edifact-transport.ts'

export const edifactCodes: CodeLists = {
  ...documentCodes,
  ...partyCodes,
  ...timeCodes,
  ...transportCodes,
  ...goodsCodes,
  ...moneyCodes,
  ...serviceCodes,
}
