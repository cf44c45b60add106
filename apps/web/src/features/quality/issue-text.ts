import type { TFunction } from 'i18next'

/** `missing.phone` in words. */
export const issueText = (t: TFunction<'quality'>, issue: string) => t(`issue.${issue}`, { defaultValue: issue })
