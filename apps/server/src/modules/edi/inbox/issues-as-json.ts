import type { EdiIssueShown } from '@quayside/contract'
import type { EdiIssue } from '@quayside/edi'

/** Segments counted within their message, whose head is number `first` of the file; 0: as in the file. */
export const issuesAsJson = (issues: readonly EdiIssue[], first: number): string =>
  JSON.stringify(
    issues.map(
      ({ code, severity, segment, tag, element, component, group, found, sentence }): EdiIssueShown => ({
        code,
        severity,
        segment: first > 0 ? Math.max(segment - first + 1, 1) : segment,
        tag: plain(tag, 10),
        element: element ?? null,
        component: component ?? null,
        ...(group === undefined ? {} : { group: plain(group, 20) }),
        ...(found === undefined ? {} : { found: plain(found, 40) }),
        sentence: {
          zh: sentence.zh.toWellFormed().replaceAll('\0', ''),
          en: sentence.en.toWellFormed().replaceAll('\0', ''),
        },
      }),
    ),
  )

const plain = (text: string, most: number) => text.toWellFormed().replaceAll('\0', '').slice(0, most)
