export { coverage, mase, naiveError, smape } from './accuracy.ts'
export type { CalendarEffects } from './calendar-effects.ts'
export { calendarEffects } from './calendar-effects.ts'
export type { Candidate, Forecast, ForecastOptions, Interval } from './forecast.ts'
export { forecastVolume, SELDOM, STEADY } from './forecast.ts'
export type { Method } from './methods.ts'
export {
  COMBINATION,
  CROSTON,
  combine,
  DAMPED,
  DYNAMIC_THETA,
  HOLT,
  NAIVE,
  NAIVE2,
  OPTIMISED_THETA,
  SEASONAL_NAIVE,
  SES,
  THETA,
  TSB,
} from './methods.ts'
export type { Adjusted } from './seasonal-adjustment.ts'
export { seasonalAdjustment } from './seasonal-adjustment.ts'
export type { Accuracy, PastForecasts } from './track-accuracy.ts'
export { trackAccuracy } from './track-accuracy.ts'
