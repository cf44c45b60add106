import { administration } from '../features/administration/index.tsx'
import { myDay } from '../features/my-day/index.tsx'
import { profile } from '../features/session/index.tsx'
import type { Feature } from './feature.ts'

/** Every feature of the app, one line each. */
export const features: Feature[] = [myDay, administration, profile]
