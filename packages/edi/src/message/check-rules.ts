import type { SegmentDefinition } from './definition.ts'
import type { TellElement } from './read-segment.ts'

interface Rule {
  kind: string
  positions: readonly number[]
}

const parsed = new Map<string, Rule>()

function ruleOf(written: string): Rule {
  let rule = parsed.get(written)
  if (rule === undefined) {
    rule = { kind: written[0] ?? '', positions: (written.slice(1).match(/\d\d/g) ?? []).map(Number) }
    parsed.set(written, rule)
  }
  return rule
}

/** Relations between elements, as `P0304`. `filled` says which elements are there; several rules may ask for one: that is one fault. */
export function checkRules(
  rules: readonly string[],
  filled: readonly boolean[],
  definition: SegmentDefinition,
  tell: TellElement,
): void {
  let told: number[] | undefined
  for (const written of rules) {
    const rule = ruleOf(written)
    const at = rule.kind === 'E' ? secondOf(rule, filled) : undefined
    const elements = at === undefined ? neededBy(rule, filled) : [at]
    for (const element of elements) {
      if (told?.includes(element)) continue
      told = [...(told ?? []), element]
      const use = Object.values(definition.elements)[element - 1]
      // One that is mandatory anyway is told as such.
      if (use && (at !== undefined || !use.required))
        tell({ code: at === undefined ? 'elementConditional' : 'elementsExclude', element, definition: use })
    }
  }
}

const none: readonly number[] = []

/** The elements that a rule asks for and that are not there. */
function neededBy({ kind, positions }: Rule, filled: readonly boolean[]): readonly number[] {
  const first = positions[0] ?? 0
  if (kind === 'P') return positions.some((at) => filled[at]) ? positions.filter((at) => !filled[at]) : none
  if (kind === 'R') return positions.some((at) => filled[at]) ? none : [first]
  if (!filled[first]) return none
  if (kind === 'C') return positions.filter((at) => !filled[at])
  if (kind === 'L') return positions.some((at) => at !== first && filled[at]) ? none : [positions[1] ?? 0]
  return none
}

/** Of elements that exclude each other, the second that is there. */
const secondOf = ({ positions }: Rule, filled: readonly boolean[]) => positions.filter((at) => filled[at])[1]
